/**
 * What `orrery build` takes of the processor, the clock and the memory, from nothing and after one lecture
 * was changed; beside other generators on the same text, when they may be installed. The course has one
 * simulation in its catalogue, so that what is measured is the lectures.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { FORMULAS, plainLecture, smallProject, writeLecture } from '../../small-project.ts';
import { type Options, type Row, rounded, type Table } from '../measure.ts';
import { type Installed, installPeers, writePage, writePages } from './peers.ts';
import { runNode, type Spent } from './process.ts';

export async function build(lectures: number, { withPeers }: Options): Promise<Table> {
  const copy = smallProject(lectures);
  try {
    const fresh = await runNode(copy.root, ['src/cli/orrery.ts', 'build']);
    writeLecture(copy.root, 'lecture-1', 1, 2);
    const changed = await runNode(copy.root, ['src/cli/orrery.ts', 'build']);
    const figure = drawing(copy.root);
    const theirs: Theirs[] = [];
    for (const peer of withPeers ? installPeers() : [])
      theirs.push({ name: peer.peer.name, ...(await buildPeer(peer, lectures, figure)) });
    return {
      title: `building ${lectures} lectures of ${FORMULAS} formulas and 3 figures`,
      unit: 'processor s',
      less: true,
      note: NOTE,
      rows: [
        ...compare(
          'from nothing',
          fresh,
          theirs.map(({ name, fresh: spent }) => ({ name, spent })),
        ),
        ...compare(
          'one lecture changed',
          changed,
          theirs.map(({ name, changed: spent }) => ({ name, spent })),
        ),
      ],
    };
  } finally {
    copy.remove();
  }
}

const NOTE =
  'The same text. Ours runs the model of every figure and draws it, checks the notes and indexes them; the others copy drawings made beforehand.';

interface Theirs {
  readonly name: string;
  readonly fresh: Spent;
  readonly changed: Spent | undefined;
}

/** A row for each of the others that was measured; one without, when none was. */
function compare(
  name: string,
  own: Spent,
  theirs: readonly { readonly name: string; readonly spent: Spent | undefined }[],
): Row[] {
  const row: Row = { name, ours: rounded(own.processorSeconds), more: figures(own) };
  const measured = theirs.flatMap((t) => (t.spent ? [{ name: t.name, spent: t.spent }] : []));
  if (measured.length === 0) return [row];
  return measured.map(({ name: peer, spent }) => ({
    ...row,
    yardstick: { name: peer, value: rounded(spent.processorSeconds) },
    ratio: rounded(spent.processorSeconds / own.processorSeconds),
    more: {
      ...row.more,
      ...Object.fromEntries(Object.entries(figures(spent)).map(([what, value]) => [`their ${what}`, value])),
    },
  }));
}

/** The clock and the memory of a build, by name. */
function figures({ seconds, megabytes }: Spent): Readonly<Record<string, number>> {
  return { 'seconds by the clock': rounded(seconds), 'peak MB': Math.round(megabytes) };
}

async function buildPeer(
  installed: Installed,
  lectures: number,
  figure: string,
): Promise<Omit<Theirs, 'name'>> {
  const { peer, root } = installed;
  const texts = Array.from({ length: lectures }, (_, i) => plainLecture(i + 1));
  writePages(installed, texts, figure);
  const fresh = await runNode(root, peer.command);
  if (lectures > peer.changesUpTo) return { fresh, changed: undefined };
  writePage(installed, 1, plainLecture(1, 2));
  return { fresh, changed: await runNode(root, peer.command) };
}

/** A drawing that our build made, for those that have to be given theirs. */
function drawing(root: string): string {
  const page = readFileSync(path.join(root, 'dist/lectures/lecture-1/index.html'), 'utf8');
  const svg = /<svg[^>]*class="[^"]*still[\s\S]*?<\/svg>/.exec(page)?.[0];
  if (!svg) throw new Error('Our own page has no drawing.');
  return svg.includes('xmlns=') ? svg : svg.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"');
}
