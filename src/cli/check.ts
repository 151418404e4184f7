/** orrery check: every problem of every note in one run, without building anything. */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { panelNames } from '#lab/build/panel-names.ts';
import { checkClaim, type Evidence } from '#lab/claims.ts';
import { discoverSims } from '#lab/discover.ts';
import type { AnySim } from '#lab/sim.ts';
import { loadCourse, simFacts } from '#notes/course.ts';
import { type Diagnostic, diagnose, hasErrors } from '#notes/diagnostic.ts';
import { readSource } from '#notes/files.ts';
import { applyFixes } from '#notes/fix.ts';
import { makeSource, type Source } from '#notes/source.ts';
import { type Format, formats, isFormat } from './check-formats.ts';
import { CommandError } from './output.ts';

export const usage = 'orrery check [--root folder] [--fix] [--claims] [--format text|json|github|sarif]';

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      root: { type: 'string', default: '.' },
      format: { type: 'string', default: 'text' },
      fix: { type: 'boolean', default: false },
      claims: { type: 'boolean', default: false },
    },
  });
  const { format } = values;
  if (!isFormat(format))
    throw new CommandError(`--format takes ${Object.keys(formats).join(', ')}, not ${format}.`);
  const root = resolve(values.root);
  const { diagnostics, sources } = await check({ root, fix: values.fix, claims: values.claims, format });
  const text = formats[format](diagnostics, (file) => sources.get(file));
  if (text !== '') console.log(text);
  return hasErrors(diagnostics) ? 1 : 0;
}

/** What `orrery check` would say of the notes below `root`; undefined when there is no error. */
export async function mistakesIn(root: string): Promise<string | undefined> {
  const { diagnostics, sources } = await check({ root, fix: false, claims: false, format: 'text' });
  return hasErrors(diagnostics) ? formats.text(diagnostics, (file) => sources.get(file)) : undefined;
}

interface CheckOptions {
  readonly root: string;
  readonly format: Format;
  readonly fix: boolean;
  readonly claims: boolean;
}

interface Checked {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, Source>;
}

async function check({ root, fix, claims, format }: CheckOptions): Promise<Checked> {
  const { sims, problems } = await discoverSims(join(root, 'sims'));
  const facts = new Map([...sims].map(([id, sim]) => [id, simFacts(sim, () => panelNames(sim))]));
  const evidence = claims ? runClaims(sims) : undefined;
  const load = async (): Promise<Checked> => {
    const { diagnostics } = await loadCourse({ root, sims: facts, ...(evidence ? { evidence } : {}) });
    const unloaded = problems.map(({ file, message }) =>
      diagnose(
        makeSource(file, ''),
        { start: 0, end: 0 },
        'N0708',
        `The simulation can’t be loaded: ${message}.`,
        'Run its tests; the folder’s path below sims/ is its id.',
      ),
    );
    const all = [...diagnostics, ...unloaded];
    return { diagnostics: all, sources: sourcesOf(root, all) };
  };
  let result = await load();
  let fixed = 0;
  // A fix can bring to light what the mistake had hidden; three rounds settle every fixture.
  for (let round = 0; fix && round < 3; round++) {
    const applied = applyAll(root, result);
    if (applied === 0) break;
    fixed += applied;
    result = await load();
  }
  if (fix && format === 'text') console.log(`Mended ${fixed} ${fixed === 1 ? 'place' : 'places'}.`);
  return result;
}

function sourcesOf(root: string, diagnostics: readonly Diagnostic[]): Map<string, Source> {
  const sources = new Map<string, Source>();
  for (const { file } of diagnostics) {
    if (sources.has(file)) continue;
    const kind = file.endsWith('.bib') ? 'bib' : file.endsWith('.mdx') ? 'note' : 'yaml';
    const source = /\.(mdx|bib|yaml)$/.test(file) ? readSource(root, file, kind, () => {}) : undefined;
    if (source) sources.set(file, source);
  }
  return sources;
}

function applyAll(root: string, { diagnostics, sources }: Checked): number {
  let count = 0;
  for (const [file, source] of sources) {
    const { text, applied } = applyFixes(
      source.text,
      diagnostics.filter((diagnostic) => diagnostic.file === file),
    );
    if (applied > 0) writeFileSync(join(root, file), text);
    count += applied;
  }
  return count;
}

/** Runs every claim that takes seconds; the slow ones belong to the slow tests. */
function runClaims(sims: ReadonlyMap<string, AnySim>): Map<string, Evidence> {
  const evidence = new Map<string, Evidence>();
  for (const [id, sim] of sims) {
    for (const claim of sim.claims)
      if (claim.slow !== true) evidence.set(`${id}/${claim.id}`, checkClaim(sim, claim));
  }
  return evidence;
}
