/**
 * How long `orrery build` takes and how much memory it needs, from nothing and after one lecture was
 * changed; beside other generators on the same text, when they may be installed. The course has one
 * simulation in its catalogue, so that what is measured is the lectures.
 */
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { FORMULAS, plainLecture, smallProject, writeCourse, writeLecture } from '../../small-project.ts';
import { type Options, type Row, rounded, type Table } from '../measure.ts';
import { type Installed, installPeers, writePage, writePages } from './peers.ts';
import { runNode, type Spent } from './process.ts';

const SIZES = [10, 100, 300] as const;

export async function build({ withPeers, sizes = SIZES }: Options): Promise<Table> {
  const copy = smallProject(1);
  const installed = withPeers ? installPeers() : [];
  try {
    const rows: Row[] = [];
    for (const lectures of sizes) {
      for (const folder of ['.orrery', 'dist']) {
        rmSync(path.join(copy.root, folder), { recursive: true, force: true });
      }
      writeCourse(copy.root, lectures);
      const fresh = await runNode(copy.root, ['src/cli/orrery.ts', 'build']);
      writeLecture(copy.root, 'lecture-1', 1, 2);
      const changed = await runNode(copy.root, ['src/cli/orrery.ts', 'build']);
      const theirs = [];
      for (const peer of installed)
        theirs.push({ name: peer.peer.name, ...(await buildPeer(peer, lectures, drawing(copy.root))) });
      rows.push(
        ...compare(
          `${lectures} lectures, from nothing`,
          fresh,
          theirs.map((t) => ({ name: t.name, spent: t.fresh })),
        ),
        ...compare(
          `${lectures} lectures, one changed`,
          changed,
          theirs.map((t) => ({ name: t.name, spent: t.changed })),
        ),
      );
    }
    return {
      title: `building lectures of ${FORMULAS} formulas and 3 figures`,
      unit: 's',
      less: true,
      rows,
    };
  } finally {
    copy.remove();
    for (const { root } of installed) rmSync(root, { recursive: true, force: true });
  }
}

/** A row for each of the others that was measured; one without, when none was. */
function compare(
  name: string,
  own: Spent,
  theirs: readonly { readonly name: string; readonly spent: Spent | undefined }[],
): Row[] {
  const row: Row = {
    name,
    ours: rounded(own.seconds),
    more: { 'processor s': rounded(own.processorSeconds), 'peak MB': Math.round(own.megabytes) },
  };
  const measured = theirs.flatMap((t) => (t.spent ? [{ name: t.name, spent: t.spent }] : []));
  if (measured.length === 0) return [row];
  return measured.map(({ name: peer, spent }) => ({
    ...row,
    yardstick: { name: peer, value: rounded(spent.seconds) },
    ratio: rounded(spent.seconds / own.seconds),
    more: {
      ...row.more,
      'their processor s': rounded(spent.processorSeconds),
      'their peak MB': Math.round(spent.megabytes),
    },
  }));
}

async function buildPeer(
  installed: Installed,
  lectures: number,
  figure: string,
): Promise<{ fresh: Spent; changed: Spent | undefined }> {
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
