/** The print site: what is set of changed notes is what would be set of them from nothing. */
import { appendFileSync, existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { PrintError } from '#print/browser.ts';
import { openSite, type PrintSite } from '#print/site.ts';
import type { Copy } from '../../copy.ts';
import { smallProject, writeCourse, writeLecture } from '../../small-project.ts';

const PARTS = ['front', 'lecture-1', 'lecture-2', 'back'];
let copy: Copy;
const said: string[] = [];

beforeAll(() => {
  copy = smallProject(2);
  vi.stubEnv('ORRERY_ROOT', copy.root);
});
beforeEach(() => {
  writeCourse(copy.root, 2);
  appendFileSync(note('lecture-1'), '\nMore in [@lec:lecture-2], by [@lecture-2/thm:first].\n');
  appendFileSync(note('lecture-2'), `\n${theorem('first', 'Every step decreases the loss.')}`);
  said.length = 0;
});
afterAll(() => {
  vi.unstubAllEnvs();
  copy.remove();
});

const note = (slug: string) => path.join(copy.root, `content/lectures/${slug}/index.mdx`);
const theorem = (id: string, text: string) => `<Theorem id="thm:${id}">\n\n${text}\n\n</Theorem>\n`;
const kept = () => path.join(copy.root, '.orrery/print');
function edit(slug: string, from: string, to: string): void {
  const text = readFileSync(note(slug), 'utf8');
  expect(text).toContain(from);
  writeFileSync(note(slug), text.replace(from, to));
}

async function withSite<T>(work: (site: PrintSite) => Promise<T>, base = '/'): Promise<T> {
  const site = openSite(copy.root, base, (line) => said.push(line));
  try {
    return await work(site);
  } finally {
    await site.close();
  }
}

/** Everything that is printed, as it is set of the present notes. */
function whole(base?: string): Promise<Record<string, string>> {
  return withSite(async (site) => {
    const texts: Record<string, string> = { book: JSON.stringify(await site.book()) };
    for (const part of PARTS) texts[part] = await site.document(part);
    return texts;
  }, base);
}

/** Texts of the references to lectures, theorems and the like. */
function references(html = ''): string[] {
  return [...html.matchAll(/data-preview>([^<]*)</g)].map(([, text = '']) => text.replaceAll('\u00a0', ' '));
}

describe('the print site', () => {
  test('after an edit, a document set alone is byte for byte that of a site made from nothing', async () => {
    await whole();
    edit('lecture-2', 'title: Lecture 2', 'title: On second thoughts');
    edit('lecture-2', '<Theorem', `${theorem('zeroth', 'There is a step.')}\n<Theorem`);
    edit('lecture-1', 'let $f_{111}', 'then let $g_{111}');
    said.length = 0;
    const last = await withSite((site) => site.document('lecture-1'));
    const edited = await whole();
    expect(said.join()).not.toContain('Compiling');

    rmSync(kept(), { recursive: true });
    const anew = await whole();
    expect(said.join()).toContain('Compiling');
    for (const [part, html] of Object.entries(anew)) expect(edited[part] === html, part).toBe(true);
    expect(last === anew['lecture-1']).toBe(true);
    expect(last.match(/then let/g)).toHaveLength(1);
  });

  test('what another lecture is called and counts reaches the references to it', async () => {
    const before = await whole();
    edit('lecture-2', 'title: Lecture 2', 'title: On second thoughts');
    edit('lecture-2', '<Theorem', `${theorem('zeroth', 'There is a step.')}\n<Theorem`);
    const after = await whole();
    expect(references(before['lecture-1'])).toEqual(['Lecture 2', 'Theorem 2.1']);
    expect(references(after['lecture-1'])).toEqual(['On second thoughts', 'Theorem 2.2']);
    for (const part of ['front', 'book'])
      expect(after[part]?.includes('On second thoughts'), part).toBe(true);
  });

  test('what was set is kept for as long as the notes stay the same', async () => {
    const first = await whole();
    said.length = 0;
    expect(await withSite(async (site) => site.has(PARTS))).toBe(true);
    const again = await whole();
    for (const [part, html] of Object.entries(first)) expect(again[part] === html, part).toBe(true);
    expect(said).toEqual([]);
    writeLecture(copy.root, 'lecture-2', 2, 2);
    expect(await withSite(async (site) => site.has([]))).toBe(false);
  });

  test('notes that change while they are set leave nothing behind that could be taken for the old ones', async () => {
    edit('lecture-1', ', by [@lecture-2/thm:first]', '');
    writeLecture(copy.root, 'lecture-2', 2, 3);
    await withSite(async (site) => {
      writeLecture(copy.root, 'lecture-2', 2, 4);
      expect((await site.book()).lectures[1]?.summary).toBe('Edition 4 of lecture 2.');
      expect(site.has([])).toBe(false);
    });
  });

  test('the files that a document names are there, wherever the course stands', async () => {
    const { 'lecture-1': html = '' } = await whole('/course/');
    const sheets = [...html.matchAll(/<link rel="stylesheet" href="\/course\/([^"]+)"/g)].map(
      ([, file]) => file,
    );
    expect(sheets.length).toBeGreaterThan(0);
    await withSite(async ({ files }) => {
      for (const sheet of sheets) expect(existsSync(path.join(files, sheet as string)), sheet).toBe(true);
    }, '/course/');
    // One program and one course are kept, not one for each edit.
    expect(globSync('program-*', { cwd: kept() })).toHaveLength(1);
    expect(globSync('site-*', { cwd: kept() })).toHaveLength(1);
  });

  test('mistakes in the notes are named with their place; the next edit is set as if nothing had been', async () => {
    appendFileSync(note('lecture-2'), '\n<Theorem id="thm:open">\n');
    await expect(withSite((site) => site.book())).rejects.toThrow(
      /The notes have mistakes\.\ncontent\/lectures\/lecture-2\/index\.mdx:\d+:\d+ N\d{4}/,
    );
    writeLecture(copy.root, 'lecture-2', 2);
    edit('lecture-1', ', by [@lecture-2/thm:first]', '');
    expect((await withSite((site) => site.book())).lectures).toHaveLength(2);
  });

  test('a document that cannot be set is a fault of its own; the others are set', async () => {
    await withSite(async (site) => {
      const wrong = site.document('lecture-9');
      await expect(wrong).rejects.toThrow(PrintError);
      await expect(wrong).rejects.toThrow('there is no lecture “lecture-9”');
      expect((await site.document('lecture-2')).includes('<h1>Lecture 2</h1>')).toBe(true);
    });
  });
});
