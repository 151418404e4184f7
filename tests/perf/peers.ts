/** Other generators' lecture of 60 formulas, built here and now, so that it can be measured like ours. */
import path from 'node:path';
import { installPeers, writePages } from '../bench/build/peers.ts';
import { runNode } from '../bench/build/process.ts';
import { FORMULAS, plainLecture } from '../small-project.ts';
import { type ServedPage, serveBuilt } from './served.ts';

const LECTURES = 3;
const FIGURE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 300"><path d="M0 300L680 0" stroke="#000"/></svg>';

export async function servePeers(): Promise<ServedPage[]> {
  const served: ServedPage[] = [];
  for (const installed of installPeers()) {
    const { peer, root } = installed;
    writePages(
      installed,
      Array.from({ length: LECTURES }, (_, i) => plainLecture(i + 1)),
      FIGURE,
    );
    await runNode(root, peer.command);
    const name = `${peer.name}: ${FORMULAS} formulas`;
    served.push(await serveBuilt({ name, dir: path.join(root, 'dist'), page: peer.page }));
  }
  return served;
}
