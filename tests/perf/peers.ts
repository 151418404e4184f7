/** One text of 60 formulas and three figures, built here and now by ours and by other generators. */
import path from 'node:path';
import { installPeers, writePages } from '../bench/build/peers.ts';
import { runNode } from '../bench/build/process.ts';
import { FORMULAS, plainLecture, smallProject } from '../small-project.ts';
import { type Served, serveBuilt } from './served.ts';

export interface ServedPeer extends Served {
  readonly name: string;
  /** Below the address. */
  readonly page: string;
}

const LECTURES = 3;
const FIGURE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 300"><path d="M0 300L680 0" stroke="#000"/></svg>';

/** With simulations for figures: the budgets of a lecture are about a page of this size. */
export async function serveOwn(): Promise<ServedPeer> {
  const copy = smallProject(1);
  try {
    await runNode(copy.root, ['src/cli/orrery.ts', 'build']);
    const served = await serveBuilt(path.join(copy.root, 'dist'));
    return {
      ...served,
      name: `Orrery: ${FORMULAS} formulas, 3 simulations`,
      page: 'lectures/lecture-1/',
    };
  } finally {
    copy.remove();
  }
}

export async function servePeers(): Promise<ServedPeer[]> {
  const served: ServedPeer[] = [];
  for (const installed of installPeers()) {
    const { peer, root } = installed;
    writePages(
      installed,
      Array.from({ length: LECTURES }, (_, i) => plainLecture(i + 1)),
      FIGURE,
    );
    await runNode(root, peer.command);
    const name = `${peer.name}: ${FORMULAS} formulas`;
    served.push({ ...(await serveBuilt(path.join(root, 'dist'))), name, page: peer.page });
  }
  return served;
}
