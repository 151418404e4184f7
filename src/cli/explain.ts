/** orrery explain: what a code means, why it is a mistake, and how it reads right. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { codes, isCode } from '#notes/codes.ts';
import { didYouMean } from '#notes/nearest.ts';
import { CommandError } from './output.ts';

export const usage = 'orrery explain CODE';

export async function run(args: readonly string[]): Promise<number> {
  const asked = args[0]?.toUpperCase();
  if (asked === undefined) {
    for (const [code, { title }] of Object.entries(codes)) console.log(`${code}  ${title}`);
    return 0;
  }
  if (!isCode(asked)) {
    throw new CommandError(
      `There is no code ${asked}. ${didYouMean(asked, Object.keys(codes))}“orrery explain” lists them.`,
    );
  }
  console.log(explanation(asked));
  return 0;
}

/** The section of codes.md about a code. */
export function explanation(code: keyof typeof codes): string {
  const text = readFileSync(fileURLToPath(import.meta.resolve('#notes/codes.md')), 'utf8');
  const section = text.split(/^## /m).find((part) => part.startsWith(`${code} `));
  return (section ?? `${code} ${codes[code].title}`).trim();
}
