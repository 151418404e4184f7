/** A built site, served for as long as pages of it are measured, and compressed before anybody comes. */
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { serveSite } from '#cli/serve.ts';

/** As our own server compresses what has not been compressed ahead. */
const QUALITY = 9;

export interface Served {
  /** Ends with a slash. */
  readonly address: string;
  close(): Promise<void>;
}

export async function serveBuilt(built: string): Promise<Served> {
  const dir = compressedAhead(built);
  const { port, close } = await serveSite({ dir, base: '/', port: 4600 });
  return {
    address: `http://localhost:${port}/`,
    async close() {
      await close();
      rmSync(dir, { recursive: true });
    },
  };
}

/**
 * A copy of a site with its texts compressed. Compressing a lecture takes one of two processors for a tenth of a
 * second, in which the other one parses it: a third of the blocking of our longest lecture was the server’s.
 */
function compressedAhead(dir: string): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'orrery-perf-'));
  cpSync(dir, copy, { recursive: true });
  for (const file of globSync('**/*.{html,js,css,svg,json,xml,webmanifest}', { cwd: copy })) {
    const text = readFileSync(path.join(copy, file));
    const compressed = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } });
    writeFileSync(path.join(copy, `${file}.br`), compressed);
  }
  return copy;
}
