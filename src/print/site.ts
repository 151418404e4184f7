/** The print site: documents of the course for paper, set by a program of their own when they are asked for. */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { PrintError } from './browser.ts';
import { fingerprint, printProgram, sweep } from './compile.ts';
import { addressOf, type Book } from './manifest.ts';
import { openStore } from './store.ts';
import type { Answer, Question } from './worker.ts';

export interface PrintSite {
  /** Folder of the style sheet, fonts and images that the documents name. */
  readonly files: string;
  /** @throws Error with the mistakes of the notes, or why the site could not be compiled. */
  book(): Promise<Book>;
  /** The HTML of a part. @throws PrintError with what is wrong with it. */
  document(part: string): Promise<string>;
  /** Are the book and these documents there already? */
  has(parts: readonly string[]): boolean;
  close(): Promise<void>;
}

const BOOK = 'book.json';

/** The print site of the present sources, for a course that stands at `base`. What was set of the same notes is kept. */
export function openSite(root: string, base: string, say: (line: string) => void): PrintSite {
  const program = printProgram(root, base);
  const course = process.env.ORRERY_ROOT ?? root;
  const notes = () => fingerprint(`${program.name}\0${course}`, [[course, ['content/**/*'], []]]);
  const name = `site-${notes()}`;
  const folder = path.join(root, '.orrery', 'print', name);
  const kept = openStore(folder);
  let setter: Promise<Setter> | undefined;

  async function start(): Promise<Setter> {
    if (!program.isCompiled) await program.compile(say);
    say('Setting the print documents …');
    sweep(path.dirname(folder), 'site-*', folder);
    return openSetter(program.entry);
  }
  async function get(file: string, address: string): Promise<string> {
    const known = kept.get(file);
    if (known) return Buffer.from(known).toString();
    setter ??= start();
    const text = await (await setter).ask(address);
    // Of notes that were changed since, it would be kept under the wrong name.
    if (`site-${notes()}` === name) kept.put(file, Buffer.from(text));
    return text;
  }
  return {
    files: program.files,
    book: async () => JSON.parse(await get(BOOK, '/book.json')) as Book,
    async document(part) {
      try {
        return await get(`${part}.html`, addressOf(part));
      } catch (error) {
        throw new PrintError((error as Error).message);
      }
    },
    has: (parts) => [BOOK, ...parts.map((part) => `${part}.html`)].every((file) => kept.has(file)),
    close: async () => (await setter?.catch(() => undefined))?.close(),
  };
}

interface Setter {
  ask(address: string): Promise<string>;
  close(): Promise<void>;
}

/** A thread that runs the program: formulas are set while the browsers start. */
function openSetter(entry: string): Setter {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { entry } });
  const waiting = new Map<string, PromiseWithResolvers<string>>();
  let failed: Error | undefined;
  const fail = (error: Error) => {
    failed = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', ({ address, text, fault }: Answer) => {
    const asked = waiting.get(address);
    waiting.delete(address);
    if (fault === undefined) asked?.resolve(text);
    else asked?.reject(new Error(fault));
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('the thread that sets the documents has ended')));
  return {
    ask(address) {
      if (failed) return Promise.reject(failed);
      const asked = waiting.get(address) ?? Promise.withResolvers<string>();
      if (!waiting.has(address)) worker.postMessage({ address } satisfies Question);
      waiting.set(address, asked);
      return asked.promise;
    },
    async close() {
      await worker.terminate();
    },
  };
}
