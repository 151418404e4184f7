/**
 * Other generators on the same text: 60 formulas a lecture, set at build, and its three figures. Theirs are
 * drawings made beforehand, which they copy; ours are run and drawn. Installed from the registry into a
 * folder outside the project, when asked for.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Peer {
  readonly name: string;
  readonly packages: readonly string[];
  /** Folder of the pages, and the program with its arguments. */
  readonly pages: string;
  readonly command: readonly string[];
  readonly made: readonly string[];
  /** Address of the first lecture. */
  readonly page: string;
  readonly files: Readonly<Record<string, string>>;
  /** From this many lectures on, a change is not built again: without a cache it costs what the first build costs. */
  readonly changesUpTo: number;
}

export const peers: readonly Peer[] = [
  {
    name: 'Starlight 0.42.4, rehype-katex',
    packages: [
      'astro@7.3.5',
      '@astrojs/starlight@0.42.4',
      '@astrojs/markdown-remark',
      'remark-math@6.0.0',
      'rehype-katex@7.0.1',
      'sharp',
    ],
    pages: 'src/content/docs',
    command: ['node_modules/astro/bin/astro.mjs', 'build'],
    made: ['dist', '.astro', 'node_modules/.astro', 'node_modules/.vite'],
    page: 'lecture-1/',
    files: {
      'astro.config.mjs': `import { unified } from '@astrojs/markdown-remark';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import rehypeKatex from 'rehype-katex';
import remarkMath from 'remark-math';

export default defineConfig({
  integrations: [starlight({ title: 'A course' })],
  markdown: { processor: unified({ remarkPlugins: [remarkMath], rehypePlugins: [rehypeKatex] }) },
});
`,
      'src/content.config.ts': `import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
import { defineCollection } from 'astro:content';

export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
`,
    },
    changesUpTo: 300,
  },
  {
    name: 'Observable Framework 1.13.4, markdown-it-katex',
    packages: ['@observablehq/framework@1.13.4', '@vscode/markdown-it-katex@1.1.1'],
    pages: 'src',
    command: ['node_modules/@observablehq/framework/dist/bin/observable.js', 'build'],
    made: ['dist', 'src/.observablehq'],
    page: 'lecture-1.html',
    files: {
      'observablehq.config.js': `import katex from '@vscode/markdown-it-katex';

export default { title: 'A course', markdownIt: (md) => md.use(katex.default ?? katex) };
`,
    },
    changesUpTo: 100,
  },
];

export interface Installed {
  readonly peer: Peer;
  readonly root: string;
}

let installed: readonly Installed[] | undefined;

/** Once for a run; the folders go when it ends. */
export function installPeers(): readonly Installed[] {
  installed ??= peers.map(install);
  return installed;
}

function install(peer: Peer): Installed {
  const root = mkdtempSync(path.join(tmpdir(), 'orrery-peer-'));
  process.once('exit', () => rmSync(root, { recursive: true, force: true }));
  write(path.join(root, 'package.json'), '{ "private": true, "type": "module" }\n');
  for (const [file, text] of Object.entries(peer.files)) write(path.join(root, file), text);
  execFileSync(
    'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...peer.packages],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  return { peer, root };
}

/** Writes the pages of a course of any number of lectures, and forgets all that was built. */
export function writePages({ peer, root }: Installed, lectures: readonly string[], figure: string): void {
  const pages = path.join(root, peer.pages);
  rmSync(pages, { recursive: true, force: true });
  for (const made of peer.made) rmSync(path.join(root, made), { recursive: true, force: true });
  write(path.join(pages, 'index.md'), '---\ntitle: A course\n---\n\nMade for measuring.\n');
  lectures.forEach((text, i) => {
    writePage({ peer, root }, i + 1, text);
    for (let k = 1; k <= 3; k++) write(path.join(pages, `figure-${i + 1}-${k}.svg`), figure);
  });
}

export function writePage({ peer, root }: Installed, number: number, text: string): void {
  write(path.join(root, peer.pages, `lecture-${number}.md`), text);
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
