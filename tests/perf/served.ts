/** A built site, served for as long as a page of it is measured. */
import { rmSync } from 'node:fs';
import { serveSite } from '#cli/serve.ts';
import { compressedAhead } from './ahead.ts';

export interface ServedPage {
  readonly name: string;
  readonly address: string;
  close(): Promise<void>;
}

export async function serveBuilt(built: {
  readonly name: string;
  readonly dir: string;
  readonly page: string;
}): Promise<ServedPage> {
  const dir = compressedAhead(built.dir);
  const { port, close } = await serveSite({ dir, base: '/', port: 4700 });
  return {
    name: built.name,
    address: `http://localhost:${port}/${built.page}`,
    async close() {
      await close();
      rmSync(dir, { recursive: true });
    },
  };
}
