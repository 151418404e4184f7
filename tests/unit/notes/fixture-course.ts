/** A course assembled from fixture folders, in a temporary place of its own. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClaimEvidence, type LoadedCourse, loadCourse, type SimFacts } from '#notes/course.ts';
import { readSource } from '#notes/files.ts';
import { formatDiagnostic } from '#notes/format.ts';

export const race: SimFacts = {
  id: 'race',
  title: 'The race',
  params: {
    genes: { kind: 'number', tex: 'G', label: 'genes', url: 'G', min: 10, max: 2000, step: 10, default: 400 },
    mode: {
      kind: 'choice',
      tex: 'm',
      label: 'mode of reproduction',
      url: 'mode',
      options: [
        { value: 'sexual', label: 'with crossover' },
        { value: 'asexual', label: 'without' },
      ],
      default: 'sexual',
    },
  },
  stories: ['race', 'small'],
  claims: ['time', 'broken'],
  questions: ['half'],
  panels: ['race', 'spread'],
};

const evidence: ReadonlyMap<string, ClaimEvidence> = new Map([
  ['race/broken', { holds: false, predicted: 31.4159, measured: 40.02, allowed: 1.5 }],
]);

/** Copies the folders on top of each other, loads what came out, and removes it. */
export async function loadFixture(
  folders: readonly string[],
): Promise<LoadedCourse & { readonly printed: string }> {
  const root = mkdtempSync(join(tmpdir(), 'orrery-notes-'));
  try {
    for (const folder of folders) cpSync(folder, root, { recursive: true, verbatimSymlinks: true });
    const loaded = await loadCourse({
      root,
      sims: new Map([['race', race]]),
      drawings: new Set(['folding']),
      evidence,
    });
    const printed = loaded.diagnostics.map((diagnostic) => {
      const kind = ({ mdx: 'note', bib: 'bib', yaml: 'yaml' } as const)[
        diagnostic.file.split('.').at(-1) ?? ''
      ];
      return formatDiagnostic(diagnostic, kind && readSource(root, diagnostic.file, kind, () => {}));
    });
    return { ...loaded, printed: `${printed.join('\n\n')}\n` };
  } finally {
    rmSync(root, { recursive: true });
  }
}
