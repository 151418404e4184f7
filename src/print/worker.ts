/** The thread of `site.ts`: runs the compiled print site and answers with its documents, one after the other. */
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

export interface Question {
  readonly address: string;
}

export interface Answer {
  readonly address: string;
  readonly text: string;
  /** Why there is no text. */
  readonly fault?: string;
}

const { entry } = workerData as { entry: string };
const program: Promise<typeof import('./site/entry.ts')> = import(pathToFileURL(entry).href);
let last: Promise<void> = Promise.resolve();

async function answer(address: string): Promise<void> {
  let reply: Answer;
  try {
    reply = { address, text: await (await program).documentAt(address) };
  } catch (error) {
    reply = { address, text: '', fault: (error as Error).message };
  }
  parentPort?.postMessage(reply);
}

parentPort?.on('message', ({ address }: Question) => {
  last = last.then(() => answer(address));
});
