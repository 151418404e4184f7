/** PDFs as files: whole or not at all, linked where they are, kept while their pages stay the same. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Task, writePdfs, writeWhole } from '#cli/pdf-files.ts';
import { baseOf, keepPdfs, linkPdfs, recordPdfs } from '#cli/pdf-links.ts';
import { PrintError } from '#print/browser.ts';

let folder: string;
const said: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'orrery-pdf-'));
  said.length = 0;
  for (const where of ['log', 'error'] as const) {
    vi.spyOn(console, where).mockImplementation((line: string) => void said.push(line));
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});
const at = (name: string) => path.join(folder, `${name}.pdf`);
const printed = (name: string, text: string): Task => ({ name, print: async () => Buffer.from(text) });

describe('files', () => {
  test('a lecture that can’t be printed is named with its fault; the others are written', async () => {
    const failing: Task = {
      name: 'folding',
      print: () => Promise.reject(new PrintError('<pre> in #code is 9.0 mm wider than the sheet')),
    };
    writeFileSync(at('folding'), 'old');
    expect(await writePdfs([printed('games', 'g'), failing, printed('evolution', 'e')], at)).toEqual([
      'evolution',
      'games',
    ]);
    expect(readFileSync(at('folding'), 'utf8')).toBe('old');
    expect(said.join('\n')).toMatch(/folding: not printed\.\n {2}<pre> in #code is 9\.0 mm wider/);
  });

  test('what is no fault of the notes is not swallowed', async () => {
    const broken: Task = { name: 'x', print: () => Promise.reject(new TypeError('ours')) };
    await expect(writePdfs([broken], at)).rejects.toThrow('ours');
  });

  const canMount = process.getuid?.() === 0 && spawnSync('mount', ['--version']).status === 0;
  test.runIf(canMount)('a full disk is said in plain words, and the old file stands', async () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
    try {
      writeFileSync(at('games'), 'old');
      expect(await writePdfs([printed('games', 'x'.repeat(200_000))], at)).toEqual([]);
      expect(readFileSync(at('games'), 'utf8')).toBe('old');
      expect(readdirSync(folder)).toEqual(['games.pdf']);
      expect(said.join('\n')).toMatch(/the disk is full/);
    } finally {
      execFileSync('umount', [folder]);
    }
  });

  test('the draft of a run that was killed is swept, one of a run that lives is not', () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    writeFileSync(`${at('games')}.${dead}.part`, 'half');
    writeFileSync(`${at('games')}.${process.ppid}.part`, 'half');
    writeWhole(at('games'), Buffer.from('new'));
    expect(readdirSync(folder).sort()).toEqual(['games.pdf', `games.pdf.${process.ppid}.part`]);
    expect(readFileSync(at('games'), 'utf8')).toBe('new');
  });
});

describe('links', () => {
  const place = (name: string) => `<span data-pdf="${name}" data-words="PDF" hidden></span>`;
  const page = (name: string, text: string) =>
    `<!doctype html><html lang="en" data-base="/course/"><body>${place(name)}${text}</body></html>`;
  const site = (name: string, text = 'text') => {
    const where = path.join(folder, name);
    mkdirSync(path.join(where, 'lectures/games'), { recursive: true });
    writeFileSync(path.join(where, 'index.html'), page('course', 'home'));
    writeFileSync(path.join(where, 'lectures/games/index.html'), page('games', text));
    return where;
  };
  const withPdfs = (where: string) => {
    mkdirSync(path.join(where, 'pdf'));
    for (const name of ['games', 'course']) writeFileSync(path.join(where, 'pdf', `${name}.pdf`), name);
    recordPdfs(where, ['games', 'course']);
    linkPdfs(where);
    return where;
  };
  const linked = (where: string) => readFileSync(path.join(where, 'lectures/games/index.html'), 'utf8');

  test('lead below the site’s base, and are hidden where there is no PDF', () => {
    const where = site('a');
    linkPdfs(where);
    expect(linked(where)).toContain(place('games'));
    expect(baseOf(where)).toBe('/course/');
    expect(linked(withPdfs(where))).toContain('href="/course/pdf/games.pdf">PDF</a>');
  });

  test('a build of the same pages keeps the PDFs, and so does the next', () => {
    const [first, second, third] = [withPdfs(site('first')), site('second'), site('third')];
    expect(keepPdfs(first, second)).toEqual({ kept: ['course', 'games'], left: [] });
    expect(linked(second)).toContain('/course/pdf/games.pdf');
    expect(readFileSync(path.join(second, 'pdf/games.pdf'), 'utf8')).toBe('games');
    expect(keepPdfs(second, third).kept).toEqual(['course', 'games']);
  });

  test('a PDF of a page that has changed is left out, and nothing links to it', () => {
    const next = site('next', 'another text');
    expect(keepPdfs(withPdfs(site('first')), next)).toEqual({ kept: [], left: ['course', 'games'] });
    expect(linked(next)).toContain(place('games'));
    expect(existsSync(path.join(next, 'pdf'))).toBe(false);
  });

  test('a PDF that nobody recorded is not trusted', () => {
    const first = withPdfs(site('first'));
    rmSync(path.join(first, 'pdf/pages.json'));
    expect(keepPdfs(first, site('next')).kept).toEqual([]);
  });
});
