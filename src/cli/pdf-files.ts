/** Writing PDFs: each whole or not at all, and one that fails keeps none of the others back. */
import { globSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PrintError } from '#print/browser.ts';
import { explainFileError } from './output.ts';
import { isAlive } from './replace.ts';

export interface Task {
  readonly name: string;
  readonly print: () => Promise<Uint8Array>;
}

/** Prints everything, with a line for each; the names of what was written. @throws what is nobody's mistake but ours. */
export async function writePdfs(tasks: readonly Task[], fileOf: (name: string) => string): Promise<string[]> {
  const written: string[] = [];
  let done = 0;
  await Promise.all(
    tasks.map(async ({ name, print }) => {
      const step = () => `[${++done}/${tasks.length}]`;
      try {
        const bytes = await print();
        const file = fileOf(name);
        writeWhole(file, bytes);
        written.push(name);
        const size = `${(bytes.length / 1e6).toFixed(2)} MB`;
        console.log(`${step()} ${path.relative(process.cwd(), file)}  ${size}`);
      } catch (error) {
        const known =
          error instanceof PrintError ? error : explainFileError(error, `${name}.pdf was not written`);
        if (!known) throw error;
        console.error(`${step()} ${name}: not printed.\n  ${known.message.replaceAll('\n', '\n  ')}`);
      }
    }),
  );
  return written.sort();
}

/** Writes beside the old file and moves it into its place, so that there is never half a file. */
export function writeWhole(file: string, bytes: Uint8Array): void {
  const draft = `${file}.${process.pid}.part`;
  mkdirSync(path.dirname(file), { recursive: true });
  sweepDrafts(file);
  try {
    writeFileSync(draft, bytes);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Drafts of runs that were killed. */
function sweepDrafts(file: string): void {
  for (const draft of globSync(`${path.basename(file)}.*.part`, { cwd: path.dirname(file) })) {
    if (!isAlive(Number(draft.split('.').at(-2)))) {
      rmSync(path.join(path.dirname(file), draft), { force: true });
    }
  }
}
