/** The print site as a program: its pages compiled once, to be asked for documents of whatever the notes say then. */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { AstroIntegration } from 'astro';
import type { Plugin } from 'vite';
import { asProduction } from './production.ts';

const SOURCES = [
  'components/**/*.{astro,ts,css}',
  'sims/**/*.{ts,json}',
  'src/{notes,lab,site,print,styles}/**/*.{ts,astro,css,woff2}',
  'astro.config.mjs',
  'package-lock.json',
];
/** Read by the program whenever it runs; the bundler takes in all else that stands in `content/`: images. */
const NOTES = ['content/**/*.mdx', 'content/**/*.yaml', 'content/**/*.bib', 'content/**/*.md'];

export interface Program {
  /** The module that answers with documents: `site/entry.ts`, compiled. */
  readonly entry: string;
  /** Folder of style sheet, fonts and images, by their addresses. */
  readonly files: string;
  /** Names the program: its sources, and the base path it was compiled for. */
  readonly name: string;
  readonly isCompiled: boolean;
  compile(say: (line: string) => void): Promise<void>;
}

export function printProgram(root: string, base: string): Program {
  const name = fingerprint(`${root}\0${base}`, [
    [root, SOURCES, ['**/*.test.ts']],
    [root, ['content/**/*'], NOTES],
  ]);
  const folder = path.join(root, '.orrery', 'print', `program-${name}`);
  const entry = path.join(folder, 'server', 'entry.mjs');
  return {
    entry,
    files: path.join(folder, 'client'),
    name,
    isCompiled: existsSync(entry),
    async compile(say) {
      say('Compiling the print site …');
      const draft = `${folder}.${process.pid}`;
      try {
        await asProduction(() => compile(root, base, draft));
        // Another run may have compiled the same.
        if (existsSync(entry)) return;
        sweep(path.dirname(folder), 'program-*', folder);
        renameSync(draft, folder);
      } finally {
        rmSync(draft, { recursive: true, force: true });
      }
    },
  };
}

async function compile(root: string, base: string, outDir: string): Promise<void> {
  // Loaded only here: it takes half a second.
  const { build } = await import('astro');
  await build({
    root,
    base,
    // Documents are made when they are asked for.
    output: 'server',
    adapter: desk(),
    srcDir: './src/print/site',
    publicDir: './src/print/site/public',
    outDir,
    cacheDir: path.join(root, '.orrery', 'print', 'astro'),
    // document.ts tells the book's style sheet from the site's by its address.
    build: { inlineStylesheets: 'never' },
    vite: { plugins: [noScripts()] },
    logLevel: 'error',
  });
}

/** What Astro calls an adapter: here the server is a module that is asked by `worker.ts`, not over HTTP. */
function desk(): AstroIntegration {
  const name = 'orrery:print';
  return {
    name,
    hooks: {
      'astro:config:done': ({ setAdapter }) =>
        setAdapter({
          name,
          entrypointResolution: 'auto',
          serverEntrypoint: new URL('./site/entry.ts', import.meta.url),
          supportedAstroFeatures: { serverOutput: 'stable', sharpImageService: 'stable' },
        }),
    },
  };
}

/** Nothing runs on paper, and scripts of components are most of what there is to bundle. */
function noScripts(): Plugin {
  return {
    name: 'orrery:no-scripts',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'client',
    transform: (_code, id) => (id.includes('astro&type=script') ? { code: '', map: null } : undefined),
  };
}

/** Names the files that match, and what they say. Each row: folder, patterns, what is left out. */
export function fingerprint(
  begin: string,
  rows: readonly (readonly [folder: string, patterns: readonly string[], exclude: readonly string[]])[],
): string {
  const hash = createHash('sha256').update(begin).update('\0');
  for (const [cwd, patterns, exclude] of rows) {
    const files = globSync([...patterns], { cwd, exclude: [...exclude], withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => path.join(entry.parentPath, entry.name));
    for (const file of files.sort()) {
      hash.update(path.relative(cwd, file)).update('\0');
      // A link that leads nowhere is a file that is not there.
      if (existsSync(file)) hash.update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex').slice(0, 24);
}

/** Removes the folders that match, but one, and drafts that a living process is at. */
export function sweep(folder: string, pattern: string, keep: string): void {
  for (const name of globSync(pattern, { cwd: folder })) {
    const old = path.join(folder, name);
    const writer = /\.(\d+)$/.exec(name)?.[1];
    if (old === keep || (writer !== undefined && isAlive(Number(writer)))) continue;
    rmSync(old, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
