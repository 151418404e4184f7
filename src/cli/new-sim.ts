/** A simulation to start from: the template under a new name. */
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from './output.ts';

/** The template that ships with the source. */
export const templateFolder = join(import.meta.dirname, '../../sims/_template');

export interface NewSim {
  readonly root: string;
  /** Folder below sims/, families with a slash. */
  readonly id: string;
  readonly title?: string;
}

/** Copies sims/_template to sims/<id>. Returns what to do next. */
export function newSim({ root, id, title }: NewSim): string {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*(\/[a-z][a-z0-9]*(-[a-z0-9]+)*)?$/.test(id)) {
    throw new CommandError(
      `“${id}” can’t be a simulation’s folder: use lower-case letters, digits and hyphens, as in momentum or games/chicken.`,
    );
  }
  const folder = join(root, 'sims', id);
  if (existsSync(join(folder, 'index.ts'))) throw new CommandError(`sims/${id} is there already.`);
  cpSync(templateFolder, folder, { recursive: true });
  const index = join(folder, 'index.ts');
  const text = readFileSync(index, 'utf8')
    .replace("id: '_template'", `id: '${id}'`)
    .replace(/title: '[^']*'/, (old) => (title === undefined ? old : `title: ${quote(title)}`));
  writeFileSync(index, text);
  return [
    `Wrote sims/${id}: a copy of the template, a heavy ball in a valley.`,
    'Next: change model.ts, theory.ts and view.ts; “npx vitest run tests/suite” holds it to the contract.',
    `In a note: <Sim id="sim:name" of="${id}" story="momentum" />`,
  ].join('\n');
}

function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replace(/[\n\r\u2028\u2029]/g, ' ')}'`;
}
