/**
 * Finds the simulations below a folder, in Node: every `index.ts`, its id the path of its
 * folder. The site finds the same files by its bundler's glob.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AnySim } from './sim.ts';

export interface Discovery {
  readonly sims: ReadonlyMap<string, AnySim>;
  /** Simulations that could not be loaded, and why. */
  readonly problems: readonly { readonly file: string; readonly message: string }[];
}

export interface DiscoverOptions {
  /** Also the folders whose last part starts with `_`: templates, fixtures. */
  readonly unpublished?: boolean;
}

/** `folder` is `sims/` of a course. A folder without `index.ts` is a family, or help for its neighbours. */
export async function discoverSims(folder: string, options: DiscoverOptions = {}): Promise<Discovery> {
  const sims = new Map<string, AnySim>();
  const problems: { file: string; message: string }[] = [];
  for (const id of await simFolders(folder)) {
    if (id.split('/').at(-1)?.startsWith('_') && options.unpublished !== true) continue;
    const file = `sims/${id}/index.ts`;
    try {
      const module: unknown = await import(pathToFileURL(join(folder, id, 'index.ts')).href);
      const sim = (module as { default?: AnySim }).default;
      if (sim?.model === undefined) problems.push({ file, message: 'it exports no simulation as default' });
      else if (sim.id !== id) problems.push({ file, message: `its id is “${sim.id}”, its folder “${id}”` });
      else sims.set(id, sim);
    } catch (error) {
      problems.push({ file, message: error instanceof Error ? error.message : String(error) });
    }
  }
  return { sims, problems };
}

async function simFolders(folder: string, prefix = ''): Promise<string[]> {
  const entries = await readdir(join(folder, prefix), { withFileTypes: true }).catch(() => []);
  const found =
    entries.some((entry) => entry.isFile() && entry.name === 'index.ts') && prefix !== '' ? [prefix] : [];
  const below = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => (prefix === '' ? entry.name : `${prefix}/${entry.name}`))
    .sort();
  for (const child of below) found.push(...(await simFolders(folder, child)));
  return found;
}
