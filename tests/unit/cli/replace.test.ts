/** A site is replaced whole or not at all. */
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
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { replaceFolder } from '#cli/replace.ts';

let folder: string;
let target: string;
let lock: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'orrery-replace-'));
  target = path.join(folder, 'dist');
  lock = path.join(folder, '.orrery', 'build.lock');
  mkdirSync(target);
  writeFileSync(path.join(target, 'index.html'), 'old');
  writeFileSync(path.join(target, 'gone.html'), 'old');
});
afterEach(() => rmSync(folder, { recursive: true }));

const shown = () => readFileSync(path.join(target, 'index.html'), 'utf8');
const write = (text: string) => async (draft: string) => {
  writeFileSync(path.join(draft, 'index.html'), text);
};

describe('when all goes well', () => {
  test('the new takes the place of the old, and nothing else is left', async () => {
    await replaceFolder(target, lock, write('new'));
    expect(readdirSync(target)).toEqual(['index.html']);
    expect(shown()).toBe('new');
    expect(readdirSync(folder).sort()).toEqual(['.orrery', 'dist']);
    expect(existsSync(lock)).toBe(false);
  });

  test('until then the old is there whole', async () => {
    await replaceFolder(target, lock, async (draft) => {
      expect(readdirSync(target).sort()).toEqual(['gone.html', 'index.html']);
      await write('new')(draft);
    });
  });

  test('the first site of a course needs no old one', async () => {
    rmSync(target, { recursive: true });
    await replaceFolder(target, lock, write('new'));
    expect(shown()).toBe('new');
  });
});

describe('when it fails', () => {
  test('the old is what it was, and the next build can begin', async () => {
    const failing = replaceFolder(target, lock, async (draft) => {
      await write('half')(draft);
      throw new Error('the notes have mistakes');
    });
    await expect(failing).rejects.toThrow('the notes have mistakes');
    expect(readdirSync(target).sort()).toEqual(['gone.html', 'index.html']);
    expect(shown()).toBe('old');
    expect(readdirSync(folder).sort()).toEqual(['.orrery', 'dist']);
    await replaceFolder(target, lock, write('new'));
    expect(shown()).toBe('new');
  });

  test('a full disk is named in plain words', async () => {
    const full = replaceFolder(target, lock, async () => {
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    });
    await expect(full).rejects.toThrow(/dist is unchanged/);
  });
});

describe('one at a time', () => {
  test('a second build stops, says who is building, and leaves the lock', async () => {
    mkdirSync(path.dirname(lock), { recursive: true });
    // The parent process is alive and is not this one.
    writeFileSync(lock, String(process.ppid));
    await expect(replaceFolder(target, lock, write('new'))).rejects.toThrow(String(process.ppid));
    expect(shown()).toBe('old');
    expect(existsSync(lock)).toBe(true);
  });

  test('the lock and the draft of a build that was killed are cleared away', async () => {
    mkdirSync(path.dirname(lock), { recursive: true });
    // Larger than any process number (Linux: 2²² at most).
    writeFileSync(lock, String(2 ** 30));
    mkdirSync(path.join(folder, '.dist-draft-1'));
    await replaceFolder(target, lock, write('new'));
    expect(shown()).toBe('new');
    expect(readdirSync(folder).sort()).toEqual(['.orrery', 'dist']);
  });

  test('killed between the two renames: the old site is put back before the next build', async () => {
    const previous = path.join(folder, '.dist-previous');
    rmSync(target, { recursive: true });
    mkdirSync(previous);
    writeFileSync(path.join(previous, 'index.html'), 'old');
    const failing = replaceFolder(target, lock, async () => {
      throw new Error('again');
    });
    await expect(failing).rejects.toThrow('again');
    expect(shown()).toBe('old');
  });
});
