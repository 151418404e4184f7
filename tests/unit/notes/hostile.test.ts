/**
 * Notes that try to run code, to reach files, to break pages. Each is refused with a code at the
 * line where the trick stands; meanwhile nothing is written, fetched or started. The few marked
 * `harmless` look dangerous and are text: they are accepted as text.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LoadedCourse, loadCourse } from '#notes/course.ts';
import { race } from './fixture-course.ts';
import { large } from './hostile-large.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');
const faultless = join(fixtures, 'mistakes/_course');
const note = 'content/lectures/note/index.mdx';

interface Expected {
  readonly code?: string;
  readonly line?: number;
  readonly harmless?: true;
}

/** What a process must not do while notes are read. */
const channels = [
  'child_process',
  'net.client.socket',
  'http.client.request.start',
  'undici:request:create',
  'worker_threads',
];
const events: string[] = [];
const listen = (_message: unknown, name: string | symbol): void => {
  events.push(String(name));
};

let root = '';
beforeAll(() => {
  for (const channel of channels) subscribe(channel, listen);
  root = mkdtempSync(join(tmpdir(), 'orrery-hostile-'));
});
afterAll(() => {
  for (const channel of channels) unsubscribe(channel, listen);
  rmSync(root, { recursive: true });
});

async function load(place: (folder: string) => void): Promise<LoadedCourse> {
  rmSync(root, { recursive: true });
  cpSync(faultless, root, { recursive: true });
  place(root);
  const before = readdirSync(root, { recursive: true }).sort();
  events.length = 0;
  const loaded = await loadCourse({ root, sims: new Map([['race', race]]), drawings: new Set(['folding']) });
  expect(readdirSync(root, { recursive: true }).sort()).toEqual(before);
  expect(readdirSync(process.cwd())).not.toContain('PWNED');
  expect(events).toEqual([]);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  return loaded;
}

function expectRefused(
  loaded: LoadedCourse,
  code: string | undefined,
  line: number | undefined,
  file = note,
): void {
  const found = loaded.diagnostics.map((d) => `${d.file}:${d.line} ${d.code}`);
  expect(found).toContain(`${file}:${line ?? 1} ${code}`);
  if (file === note) expect(loaded.course.lectures.map((lecture) => lecture.slug)).not.toContain('note');
}

describe('hostile notes', () => {
  for (const category of readdirSync(join(fixtures, 'hostile'))) {
    const folder = join(fixtures, 'hostile', category);
    const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<
      string,
      Expected
    >;
    it('has an expectation for each file', () => {
      expect(
        readdirSync(folder)
          .filter((file) => file !== 'expected.json')
          .sort(),
      ).toEqual(Object.keys(expected).sort());
    });
    it.each(Object.entries(expected))(`${category}/%s`, async (file, { code, line, harmless }) => {
      const bib = file.endsWith('.bib');
      const target = bib ? 'content/references.bib' : note;
      const loaded = await load((place) => cpSync(join(folder, file), join(place, target)));
      if (harmless) expect(loaded.diagnostics).toEqual([]);
      else if (code === 'N0509') expect(loaded.diagnostics.map((d) => d.code)).toEqual([code]);
      else expectRefused(loaded, code, line, target);
    });
  }

  it.each(large)('size: $name', async ({ make, code, line }) => {
    const start = performance.now();
    const loaded = await load((place) => writeFileSync(join(place, note), make()));
    expectRefused(loaded, code, line);
    // Two seconds on a busy machine are far from what a reviewer would call hanging.
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

describe('hostile files', () => {
  const figure = `${readFileSync(join(faultless, note), 'utf8')}\n<Figure id="fig:a" src="./a.png" alt="A figure." />\n`;
  const lines = figure.trimEnd().split('\n').length;
  const withImage = (bytes: Uint8Array | string) => (place: string) => {
    writeFileSync(join(place, note), figure);
    writeFileSync(join(place, 'content/lectures/note/a.png'), bytes);
  };
  const header = (width: number, height: number): Buffer => {
    const bytes = Buffer.from('89504e470d0a1a0a0000000d4948445200000000000000000802000000', 'hex');
    bytes.writeUInt32BE(width, 16);
    bytes.writeUInt32BE(height, 20);
    return bytes;
  };

  it.each([
    ['html', '<script>alert(1)</script>', 'N0505'],
    ['svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'N0505'],
    ['polyglot gif', 'GIF89a/*\0\0*/=1;alert(1)', 'N0505'],
    ['decompression bomb', header(50_000, 50_000), 'N0506'],
    ['no pixels', header(0, 10), 'N0506'],
    ['cut off', header(10, 10).subarray(0, 18), 'N0505'],
    ['empty', '', 'N0505'],
    ['executable', Buffer.from('7f454c46', 'hex'), 'N0505'],
    ['three megabytes', Buffer.concat([header(10, 10), Buffer.alloc(3_000_000)]), 'N0506'],
  ])('image: %s', async (_, bytes, code) => {
    expectRefused(await load(withImage(bytes)), code, lines);
  });

  it('an image that is none, and that no note names', async () => {
    const loaded = await load((place) => writeFileSync(join(place, 'content/lectures/note/b.png'), '<svg/>'));
    expectRefused(loaded, 'N0505', 1, 'content/lectures/note/b.png');
  });

  it('an image that is a symbolic link', async () => {
    const loaded = await load((place) => {
      writeFileSync(join(place, note), figure);
      symlinkSync('/etc/passwd', join(place, 'content/lectures/note/a.png'));
    });
    expectRefused(loaded, 'N0906', lines);
    expectRefused(loaded, 'N0906', 1, 'content/lectures/note/a.png');
  });

  it('a note that is a symbolic link', async () => {
    const loaded = await load((place) => {
      rmSync(join(place, note));
      symlinkSync('/etc/passwd', join(place, note));
    });
    expectRefused(loaded, 'N0906', 1);
  });

  it('a lecture folder that is a symbolic link', async () => {
    const loaded = await load((place) => symlinkSync('/etc', join(place, 'content/lectures/etc')));
    expectRefused(loaded, 'N0906', 1, 'content/lectures/etc');
  });

  it.each(['macros.yaml', 'references.bib', 'course.yaml'])('%s as a symbolic link', async (file) => {
    const loaded = await load((place) => {
      rmSync(join(place, 'content', file));
      symlinkSync('/etc/passwd', join(place, 'content', file));
    });
    expectRefused(loaded, 'N0906', 1, `content/${file}`);
  });

  it.each(['.env', '.npmrc', '.gitattributes', 'evil.js', 'page.astro', 'a.svg', 'a b.png', '-rf.png'])(
    'a stray %s in a lecture',
    async (file) => {
      const loaded = await load((place) => writeFileSync(join(place, 'content/lectures/note', file), 'x'));
      expectRefused(loaded, 'N0905', 1, `content/lectures/note/${file}`);
    },
  );

  it.each(['Note', 'nöte', 'a b', '..x', 'con_fig'])('a lecture folder called “%s”', async (name) => {
    const loaded = await load((place) => {
      mkdirSync(join(place, 'content/lectures', name));
      cpSync(join(faultless, note), join(place, 'content/lectures', name, 'index.mdx'));
    });
    expect(loaded.diagnostics.map((d) => d.code).every((code) => code === 'N0905' || code === 'N0811')).toBe(
      true,
    );
    expect(loaded.diagnostics).toHaveLength(1);
  });

  it('a folder in a lecture', async () => {
    const loaded = await load((place) => mkdirSync(join(place, 'content/lectures/note/inner')));
    expectRefused(loaded, 'N0905', 1, 'content/lectures/note/inner');
  });
});
