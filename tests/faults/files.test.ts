/** Faults of disks, clocks and neighbours while a site is built: F27 to F35. A build is whole or did not happen. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Copy } from '../copy.ts';
import { smallProject } from '../small-project.ts';

let project: Copy;
beforeAll(async () => {
  project = smallProject(2);
  expect((await build()).code).toBe(0);
});
afterAll(() => project.remove());

interface Ended {
  readonly code: number | null;
  readonly said: string;
}

function start(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}, command = [process.execPath]) {
  const [program = '', ...before] = command;
  return spawn(program, [...before, 'src/cli/orrery.ts', 'build', ...args], {
    cwd: project.root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function end(child: ChildProcess): Promise<Ended> {
  let said = '';
  child.stdout?.on('data', (text) => {
    said += text;
  });
  child.stderr?.on('data', (text) => {
    said += text;
  });
  const [code] = await once(child, 'close');
  return { code, said };
}

const build = (...args: Parameters<typeof start>): Promise<Ended> => end(start(...args));

/** File → hash of its bytes, for every file of a folder. */
function fingerprint(folder: string): Record<string, string> {
  const files = globSync('**/*', { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [
        path.relative(folder, file),
        createHash('sha256').update(readFileSync(file)).digest('hex'),
      ]),
  );
}

const site = () => path.join(project.root, 'dist');
const drafts = () => globSync('.dist-*', { cwd: project.root });
const lock = () => path.join(project.root, '.orrery', 'build.lock');
const root = process.getuid?.() === 0;
const has = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;

test('F29 killed while it builds: the old site stands, and the next build needs no help', async () => {
  const before = fingerprint(site());
  for (const wait of [600, 2500]) {
    const child = start();
    const ended = end(child);
    await new Promise((resolve) => setTimeout(resolve, wait));
    child.kill('SIGKILL');
    await ended;
    expect(fingerprint(site())).toEqual(before);
  }
  expect((await build()).code).toBe(0);
  expect(drafts()).toEqual([]);
  expect(existsSync(lock())).toBe(false);
  expect(fingerprint(site())).toEqual(before);
});

test.runIf(root && has('mount', '--version'))(
  'F30 the disk is full: said in plain words, and the old site stands',
  async () => {
    const disk = path.join(project.root, 'full');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400k', 'tmpfs', disk]);
    try {
      mkdirSync(path.join(disk, 'site'));
      writeFileSync(path.join(disk, 'site', 'index.html'), 'old');
      const { code, said } = await build(['--out', path.join(disk, 'site')]);
      expect(code).not.toBe(0);
      expect(said).toMatch(/ENOSPC|disk is full/);
      expect(said).not.toMatch(/\n\s+at .*\(/);
      expect(readFileSync(path.join(disk, 'site', 'index.html'), 'utf8')).toBe('old');
      expect(globSync('{.*,*}', { cwd: disk })).toEqual(['site']);
    } finally {
      execFileSync('umount', [disk]);
    }
    expect(existsSync(lock())).toBe(false);
  },
);

describe.runIf(root && has('mount', '--version'))('F31 a checkout that can’t be written', () => {
  const readOnly = async <T>(work: () => Promise<T>): Promise<T> => {
    execFileSync('mount', ['--bind', project.root, project.root]);
    execFileSync('mount', ['-o', 'remount,ro,bind', project.root]);
    try {
      return await work();
    } finally {
      execFileSync('umount', [project.root]);
    }
  };

  test('check needs no write access', async () => {
    const { status } = await readOnly(async () =>
      spawnSync(process.execPath, ['src/cli/orrery.ts', 'check'], { cwd: project.root }),
    );
    expect(status).toBe(0);
  });

  test('build says what it can’t write, without a stack', async () => {
    const { code, said } = await readOnly(() => build());
    expect(code).toBe(1);
    expect(said).toMatch(/can't be written|EROFS/);
    expect(said).not.toMatch(/\n\s+at .*\(/);
  });
});

test('F32 two builds at once: one builds, the other says so and touches nothing', async () => {
  const before = fingerprint(site());
  const both = await Promise.all([build(), build()]);
  const codes = both.map(({ code }) => code).sort();
  expect(codes).toEqual([0, 1]);
  expect(both.find(({ code }) => code === 1)?.said).toMatch(/Another build of this course is running/);
  expect(fingerprint(site())).toEqual(before);
});

describe('F33 the same bytes whatever the machine is set to', () => {
  test.each([
    ['clock and language', { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }],
    ['another clock', { TZ: 'America/St_Johns', LANG: 'C', LC_ALL: 'C' }],
  ])('%s', async (_, env) => {
    const out = path.join(project.root, 'other');
    expect((await build(['--out', out], env)).code).toBe(0);
    expect(fingerprint(out)).toEqual(fingerprint(site()));
    rmSync(out, { recursive: true });
  });

  test('Windows line ends and a byte-order mark', async () => {
    const note = path.join(project.root, 'content/lectures/lecture-1/index.mdx');
    const text = readFileSync(note, 'utf8');
    const out = path.join(project.root, 'other');
    try {
      writeFileSync(note, `\uFEFF${text.replaceAll('\n', '\r\n')}`);
      expect((await build(['--out', out])).code).toBe(0);
      expect(fingerprint(out)).toEqual(fingerprint(site()));
    } finally {
      writeFileSync(note, text);
      rmSync(out, { recursive: true, force: true });
    }
  });
});

test.runIf(root && has('unshare', '-n', 'true'))(
  'F34 without a network the site is built all the same',
  async () => {
    const out = path.join(project.root, 'other');
    const { code, said } = await build(['--out', out], {}, ['unshare', '-n', process.execPath]);
    expect(said).toMatch(/Built/);
    expect(code).toBe(0);
    expect(fingerprint(out)).toEqual(fingerprint(site()));
    rmSync(out, { recursive: true });
  },
);

test('F35 built twice, the second time from nothing: identical', async () => {
  const cache = path.join(project.root, '.orrery');
  const kept = path.join(project.root, 'kept');
  cpSync(site(), kept, { recursive: true });
  rmSync(cache, { recursive: true, force: true });
  expect((await build()).code).toBe(0);
  expect(fingerprint(site())).toEqual(fingerprint(kept));
  rmSync(kept, { recursive: true });
});

test('F27 a mistake in the notes: the build stops with place and cure, and the old site stands', async () => {
  const note = path.join(project.root, 'content/lectures/lecture-2/index.mdx');
  const text = readFileSync(note, 'utf8');
  const before = fingerprint(site());
  try {
    writeFileSync(note, `${text}\nSee [@thm:nowhere] and [@fig:lost].\n`);
    const { code, said } = await build();
    expect(code).toBe(1);
    expect(said).toMatch(/lecture-2\/index\.mdx:\d+:\d+ N\d{4} @thm:nowhere/);
    expect(said).toMatch(/@fig:lost/);
    expect(said).not.toMatch(/\n\s+at .*\(/);
    expect(fingerprint(site())).toEqual(before);
  } finally {
    writeFileSync(note, text);
  }
});

test.each([
  [
    '10 MB of text',
    (text: string) => `${text}\n${'word '.repeat(2_000_000)}\n`,
    /lecture-2\/index\.mdx:1:1 N0903/,
  ],
  [
    '30,000 terms in one formula',
    (text: string) => `${text}\n$$\nx${'+x'.repeat(30_000)}\n$$\n`,
    /N04\d\d|N090\d/,
  ],
])('F28 %s: refused by its size, and the old site stands', async (_, grow, refusal) => {
  const note = path.join(project.root, 'content/lectures/lecture-2/index.mdx');
  const text = readFileSync(note, 'utf8');
  const before = fingerprint(site());
  try {
    writeFileSync(note, grow(text));
    const { code, said } = await build();
    expect(code).toBe(1);
    expect(said).toMatch(refusal);
    expect(said.length).toBeLessThan(5000);
    expect(fingerprint(site())).toEqual(before);
  } finally {
    writeFileSync(note, text);
  }
});

test('F33 a name that Macs and Linux write with different bytes is refused', async () => {
  const image = path.join(project.root, 'content/lectures/lecture-2', 'scho\u0308n.png');
  try {
    writeFileSync(image, Buffer.from('89504e470d0a1a0a', 'hex'));
    const { code, said } = await build();
    expect(code).toBe(1);
    expect(said).toMatch(/N0905/);
    expect(said).not.toMatch(/\n\s+at .*\(/);
  } finally {
    rmSync(image);
  }
});
