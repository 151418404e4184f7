/** The press: two Chromium processes, started when the first page has to be printed, and the store of what was. */
import { execFileSync } from 'node:child_process';
import { openPrinter, type Printer, type PrinterOptions } from './browser.ts';
import { type Layout, type Place, readLayout } from './pdf/places.ts';
import { keyOf, type Store } from './store.ts';

/** One renderer serves a site in one process; two processes are as fast as two cores. */
const PROCESSES = 2;

export interface Press {
  /** Names what prints: Chromium's version, the dictionary, the course's address. */
  readonly setting: string;
  print(address: string, html: string, topMargin: number): Promise<{ pdf: Uint8Array; layout: Layout }>;
  /** Documents printed by Chromium, not taken from the store. */
  readonly printed: () => number;
  close(): Promise<void>;
}

export function openPress(options: PrinterOptions, store: Store): Press {
  const version = execFileSync(options.program, ['--version'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
  // The style sheet's name follows from its content, the fonts' names from theirs.
  const setting = keyOf(version, options.dictionary ?? '', options.origin);
  const layouts = new Map<string, Promise<Layout>>();
  const open: Printer[] = [];
  const idle: Printer[] = [];
  const waiting: ((printer: Printer) => void)[] = [];
  let starting = 0;
  let count = 0;

  async function take(): Promise<Printer> {
    const free = idle.pop();
    if (free) return free;
    if (starting === PROCESSES) return new Promise((resolve) => waiting.push(resolve));
    starting++;
    const printer = await openPrinter(options);
    open.push(printer);
    return printer;
  }
  async function print(address: string, html: string): Promise<Uint8Array> {
    const printer = await take();
    try {
      count++;
      return await printer.print(address, html);
    } finally {
      const next = waiting.shift();
      if (next) next(printer);
      else idle.push(printer);
    }
  }
  return {
    setting,
    async print(address, html, topMargin) {
      const key = keyOf(setting, address, html);
      let pdf = store.get(key);
      if (!pdf) {
        pdf = await print(address, html);
        store.put(key, pdf);
      }
      let layout = layouts.get(key);
      if (!layout) {
        layout = storedLayout(store, key, pdf, topMargin);
        layouts.set(key, layout);
      }
      return { pdf, layout: await layout };
    },
    printed: () => count,
    async close() {
      await Promise.allSettled(open.map((printer) => printer.close()));
    },
  };
}

/** Reading a document's places takes longer than reading the list of them. */
async function storedLayout(store: Store, key: string, pdf: Uint8Array, topMargin: number): Promise<Layout> {
  const stored = store.get(`places-${key}`);
  if (stored) {
    const { count, places } = JSON.parse(Buffer.from(stored).toString()) as {
      count: number;
      places: [string, Place][];
    };
    return { count, places: new Map(places) };
  }
  const layout = await readLayout(pdf, topMargin);
  store.put(
    `places-${key}`,
    Buffer.from(JSON.stringify({ count: layout.count, places: [...layout.places] })),
  );
  return layout;
}
