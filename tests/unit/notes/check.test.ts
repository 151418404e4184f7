/** The report in its formats, the fixes, the lanes, the comment. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run as check } from '#cli/check.ts';
import { formats } from '#cli/check-formats.ts';
import { laneOf, parseRawDiff } from '#cli/lane.ts';
import { run as create } from '#cli/new.ts';
import { review } from '#cli/review.ts';
import type { Diagnostic } from '#notes/diagnostic.ts';
import { distance, nearest } from '#notes/nearest.ts';

const base = join(import.meta.dirname, '../../fixtures/mistakes/_course');
const note = 'content/lectures/note/index.mdx';
let root = '';
let printed: string[] = [];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'orrery-check-'));
  cpSync(base, root, { recursive: true });
  printed = [];
  vi.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(text));
});
afterEach(() => {
  rmSync(root, { recursive: true });
  vi.restoreAllMocks();
});

const front = (): string => /^---\n[\s\S]*?\n---\n/.exec(readFileSync(join(base, note), 'utf8'))?.[0] ?? '';
const write = (body: string): void => writeFileSync(join(root, note), front() + body);

describe('orrery check', () => {
  it('passes a course without mistakes', async () => {
    expect(await check(['--root', root])).toBe(0);
    expect(printed).toEqual(['No problems.']);
  });

  it('mends what can be mended without judgement, and nothing else', async () => {
    write(
      'Some <b>bold</b> and {1} and \\ref{thm:there} and \\cite{mackay2003}.\n\n<!-- draft -->\n\n# Title\n\nIf p<0.05, see <https://example.org> and @thm:there.\n\n$$a = b$$\n\n<Theorem id="thm:New_One">\n\nText [@thm:nowhere].\n\n</Theorem>\n',
    );
    expect(await check(['--root', root, '--fix'])).toBe(1);
    expect(readFileSync(join(root, note), 'utf8')).toBe(
      `${front()}Some **bold** and \\{1\\} and [@thm:there] and [@mackay2003].\n\n\n\n## Title\n\nIf p\\<0.05, see https://example.org and [@thm:there].\n\n$$\na = b\n$$\n\n<Theorem id="thm:new-one">\n\nText [@thm:nowhere].\n\n</Theorem>\n`,
    );
    expect(printed.join('\n')).toContain('N0203');
    expect(printed.join('\n')).toContain('1 error in 1 file.');
  });

  it('reports a simulation that can’t be loaded, and one whose id is not its folder', async () => {
    for (const [id, text] of [
      ['broken', 'throw new Error("no");'],
      ['other', 'export default { id: "another", model: {} };'],
      ['empty', 'export const x = 1;'],
    ] as const) {
      mkdirSync(join(root, 'sims', id), { recursive: true });
      writeFileSync(join(root, 'sims', id, 'index.ts'), text);
    }
    expect(await check(['--root', root, '--format', 'json'])).toBe(1);
    const { diagnostics } = JSON.parse(printed[0] ?? '') as { diagnostics: Diagnostic[] };
    expect(diagnostics.map(({ code, file }) => `${code} ${file}`).sort()).toEqual([
      'N0708 sims/broken/index.ts',
      'N0708 sims/empty/index.ts',
      'N0708 sims/other/index.ts',
    ]);
  });
});

describe('formats', () => {
  const evil: Diagnostic = {
    code: 'N0203',
    severity: 'error',
    file: 'content/lectures/a,b:c/index.mdx',
    line: 3,
    column: 5,
    endColumn: 9,
    message: 'x\n::set-env name=A::B 100%',
    cure: '::add-mask::secret',
  };

  it('github: no text becomes a command', () => {
    const lines = formats.github([evil]).split('\n');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(
      /^::error file=content\/lectures\/a%2Cb%3Ac\/index\.mdx,line=3,col=5,endColumn=9,title=N0203::/,
    );
    expect(lines[0]?.slice(2).split('::')).toHaveLength(2);
  });

  it('sarif: place and rule', () => {
    const sarif = JSON.parse(formats.sarif([evil]));
    expect(sarif.runs[0].results[0]).toMatchObject({
      ruleId: 'N0203',
      level: 'error',
      locations: [{ physicalLocation: { region: { startLine: 3, startColumn: 5, endColumn: 9 } } }],
    });
  });
});

describe('did you mean', () => {
  it.each([
    ['titel', 'title', 1],
    ['thm:ther', 'thm:there', 1],
    ['kitten', 'sitting', Number.POSITIVE_INFINITY],
    ['', 'ab', 2],
    ['same', 'same', 0],
  ])('%s → %s: %d', (a, b, d) => {
    expect(distance(a, b)).toBe(d);
    expect(distance(b, a)).toBe(d);
  });

  it('does not propose what has little in common', () => {
    expect(nearest('ab', ['cd', 'xy'])).toBeUndefined();
    expect(nearest('Alpha', ['alpha'])).toBe('alpha');
  });
});

describe('lanes', () => {
  const diff = (...entries: readonly (readonly [string, string, string])[]): string =>
    entries.map(([modes, status, path]) => `:${modes} aaaa bbbb ${status}\0${path}\0`).join('');
  const plain = '100644 100644';
  const laneFor = (...entries: readonly (readonly [string, string, string])[]): string =>
    laneOf(parseRawDiff(diff(...entries))).lane;

  it('notes, their images and the bibliography are content', () => {
    const lane = laneOf(
      parseRawDiff(
        diff(
          [plain, 'M', 'content/lectures/folding/index.mdx'],
          ['000000 100644', 'A', 'content/lectures/folding/fold-1.png'],
          ['100644 000000', 'D', 'content/lectures/old/index.mdx'],
          [plain, 'M', 'content/references.bib'],
        ),
      ),
    );
    expect(lane).toEqual({ lane: 'content', reasons: [], lectures: ['folding', 'old'], sims: [] });
  });

  it.each([
    ['a workflow', plain, '.github/workflows/ci.yml'],
    ['scripts', plain, 'package.json'],
    ['a config', '000000 100644', 'astro.config.mjs'],
    ['an environment file', '000000 100644', 'content/lectures/a/.env'],
    ['code among content', '000000 100644', 'content/lectures/a/index.ts'],
    ['an SVG', '000000 100644', 'content/lectures/a/a.svg'],
    ['a submodule', '000000 160000', 'content/lectures/a/index.mdx'],
    ['a symbolic link', '000000 120000', 'content/lectures/a/a.png'],
    ['a change of mode', '100644 100755', 'content/lectures/a/index.mdx'],
    ['attributes of git', '000000 100644', 'content/lectures/a/.gitattributes'],
    ['capitals', '000000 100644', 'content/lectures/Folding/index.mdx'],
    ['a decomposed letter', '000000 100644', 'content/lectures/fo\u0301ld/index.mdx'],
    ['a way out', '000000 100644', 'content/lectures/../../src/x.mdx'],
    ['macros', plain, 'content/macros.yaml'],
    ['the order of the course', plain, 'content/course.yaml'],
    ['a simulation', plain, 'sims/evolution/model.ts'],
  ])('%s is code', (_, modes, path) => {
    expect(laneFor([plain, 'M', 'content/references.bib'], [modes, 'M', path])).toBe('code');
  });

  it('both names of a renamed file count', () => {
    const raw = ':100644 100644 a b R100\0src/evil.ts\0content/lectures/a/index.mdx\0';
    expect(laneOf(parseRawDiff(raw)).lane).toBe('code');
  });

  it('nothing changed is not content', () => {
    expect(laneFor()).toBe('code');
  });
});

describe('the comment', () => {
  it('shows strangers’ text as text', () => {
    const diagnostics = [
      {
        code: 'N0203',
        file: 'a.mdx',
        line: 3,
        message: '`@everyone` | <img src=x>\n# hi',
        cure: '[x](javascript:1)',
      },
    ];
    const text = review({ diagnostics }, { reasons: [], lectures: ['a`b'], sims: [] }, 'https://run');
    const row = text.split('\n').find((line) => line.includes('N0203')) ?? '';
    expect(row.match(/\|/g)).toHaveLength(4);
    expect(row.replace(/`[^`]*`/g, '')).toBe('|  | N0203 label not defined:  |  |');
    expect(text.split('`').length % 2).toBe(1);
  });

  it.each([undefined, null, 3, {}, { diagnostics: 'x' }, { diagnostics: [{}] }])('survives %j', (report) => {
    expect(() => review(report, report, 'https://run')).not.toThrow();
  });
});

describe('orrery new', () => {
  it('a lecture that checks', async () => {
    expect(
      await create([
        'lecture',
        'planned',
        '--root',
        root,
        '--title',
        'A "title": with a colon',
        '--scribe',
        'Émilie',
        '--scribe',
        'Ada',
      ]),
    ).toBe(0);
    printed = [];
    expect(await check(['--root', root])).toBe(0);
    expect(printed).toEqual(['No problems.']);
    const text = readFileSync(join(root, 'content/lectures/planned/index.mdx'), 'utf8');
    expect(text).toContain('title: "A \\"title\\": with a colon"');
    expect(text).toContain('unit: one');
  });

  it.each([
    [['lecture', 'note'], /there already/],
    [['lecture', 'Bad Name', '--unit', 'one'], /lower-case/],
    [['lecture', 'fresh'], /--unit one \| two/],
    [['lecture', 'fresh', '--unit', 'oen'], /Did you mean one/],
    [['sim', '../x'], /can’t be a simulation/],
    [['thing', 'x'], /none of lecture, sim, course/],
    [['lecture'], /Usage/],
  ])('%j is refused', async (args, message) => {
    await expect(create([...args, '--root', root])).rejects.toThrow(message);
  });

  it('a simulation under its own id', async () => {
    await create(['sim', 'games/chicken', '--root', root, '--title', "It's a game"]);
    const text = readFileSync(join(root, 'sims/games/chicken/index.ts'), 'utf8');
    expect(text).toContain("id: 'games/chicken'");
    expect(text).toContain("title: 'It\\'s a game'");
  });
});
