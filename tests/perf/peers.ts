/** Other generators' lecture of 60 formulas, built here and now, so that it can be measured like ours. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { serveSite } from '#cli/serve.ts';
import { installPeers, writePages } from '../bench/build/peers.ts';
import { runNode } from '../bench/build/process.ts';
import { plainLecture } from '../small-project.ts';
import { compressedAhead } from './ahead.ts';

const LECTURES = 3;
const FIGURE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 300"><path d="M0 300L680 0" stroke="#000"/></svg>';

export interface ServedPeer {
  readonly name: string;
  readonly address: string;
  close(): Promise<void>;
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
    const dir = compressedAhead(path.join(root, 'dist'));
    const { port, close } = await serveSite({ dir, base: '/', port: 4700 });
    served.push({
      name: peer.name,
      address: `http://localhost:${port}/${peer.page}`,
      async close() {
        await close();
        rmSync(dir, { recursive: true });
      },
    });
  }
  return served;
}
