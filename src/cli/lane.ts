/**
 * Which lane a pull request goes: a change of notes alone is content and is built as a preview;
 * anything else is code and waits for a code owner. Reads `git diff --raw -z` from stdin, so that
 * modes are seen: a link or a submodule is not a note, whatever it is called.
 */
import { readFileSync } from 'node:fs';

export interface Change {
  readonly oldMode: string;
  readonly newMode: string;
  readonly status: string;
  readonly path: string;
}

export interface Lane {
  readonly lane: 'content' | 'code';
  /** Why it is not the content lane: each path once. */
  readonly reasons: readonly { readonly path: string; readonly why: string }[];
  /** Slugs of lectures that change, and folders of simulations. */
  readonly lectures: readonly string[];
  readonly sims: readonly string[];
}

/** `:100644 100644 abc def M\0path\0`, two paths for renames and copies. */
export function parseRawDiff(raw: string): Change[] {
  const parts = raw.split('\0');
  const changes: Change[] = [];
  for (let i = 0; i < parts.length - 1; ) {
    const [oldMode = '', newMode = '', , , status = ''] = (parts[i++] ?? '').replace(/^:/, '').split(' ');
    const count = /^[RC]/.test(status) ? 2 : 1;
    for (let k = 0; k < count; k++) changes.push({ oldMode, newMode, status, path: parts[i++] ?? '' });
  }
  return changes;
}

const content = [
  /^content\/lectures\/[a-z0-9-]+\/index\.mdx$/,
  /^content\/lectures\/[a-z0-9-]+\/[A-Za-z0-9][\w-]*(\.[\w-]+)*\.(png|jpe?g|webp|avif)$/,
  /^content\/references\.bib$/,
];

/** Files and deletions only: no links (120000), submodules (160000) or programs (100755). */
const plainModes = new Set(['100644', '000000']);

export function laneOf(changes: readonly Change[]): Lane {
  const reasons: { path: string; why: string }[] = [];
  for (const { oldMode, newMode, path } of changes) {
    if (!content.some((pattern) => pattern.test(path)))
      reasons.push({ path, why: 'is not a note, an image beside one, or the bibliography' });
    else if (!plainModes.has(newMode) || !plainModes.has(oldMode))
      reasons.push({ path, why: 'is not a plain file' });
  }
  const part = (pattern: RegExp): string[] => [
    ...new Set(changes.flatMap(({ path }) => pattern.exec(path)?.[1] ?? [])),
  ];
  return {
    lane: reasons.length === 0 && changes.length > 0 ? 'content' : 'code',
    reasons,
    lectures: part(/^content\/lectures\/([a-z0-9-]+)\//),
    sims: part(/^sims\/([a-z0-9-]+(?:\/[a-z0-9-]+)*)\/[^/]+$/),
  };
}

if (import.meta.main) console.log(JSON.stringify(laneOf(parseRawDiff(readFileSync(0, 'utf8')))));
