/** The press: two Chromium processes, started when the first page has to be printed, and the store of what was. */
import { execFileSync } from 'node:child_process';
import { openPrinter, type Printer, type PrinterOptions } from './browser.ts';
import { type Layout, type Place, readLayout } from './pdf/places.ts';
import { keyOf, type Store } from './store.ts';
import { toolKey } from './tool.ts';

/** One renderer serves a site in one process; two processes are as fast as two cores. */
const PROCESSES = 2;

export interface Press {
  /** Names what prints: Chromium's version, this code, the dictionary. */
  readonly setting: string;
  /** Where things are in a document; its PDF is not kept. */
  draft(address: string, html: string, topMargin: number): Promise<Layout>;
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
  const setting = keyOf(version, toolKey(), options.dictionary ?? '');
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
  async function print(address: string, html: string, draft: boolean): Promise<Uint8Array> {
    const printer = await take();
    try {
      count++;
      return await printer.print(address, html, draft);
    } finally {
      const next = waiting.shift();
      if (next) next(printer);
      else idle.push(printer);
    }
  }
  function known(key: string, read: () => Promise<Layout>): Promise<Layout> {
    let layout = layouts.get(key);
    if (!layout) {
      layout = storedLayout(store, key, read);
      layouts.set(key, layout);
    }
    return layout;
  }
  return {
    setting,
    draft(address, html, topMargin) {
      const key = keyOf(setting, 'draft', address, html);
      return known(key, async () => readLayout(await print(address, html, true), topMargin));
    },
    async print(address, html, topMargin) {
      const key = keyOf(setting, address, html);
      let pdf = store.get(key);
      if (!pdf) {
        pdf = await print(address, html, false);
        store.put(key, pdf);
      }
      const bytes = pdf;
      return { pdf, layout: await known(key, () => readLayout(bytes, topMargin)) };
    },
    printed: () => count,
    async close() {
      await Promise.allSettled(open.map((printer) => printer.close()));
    },
  };
}

/** Reading a document's places takes longer than reading the list of them. */
async function storedLayout(store: Store, key: string, read: () => Promise<Layout>): Promise<Layout> {
  const stored = store.get(`places-${key}`);
  if (stored) {
    const { count, places } = JSON.parse(Buffer.from(stored).toString()) as {
      count: number;
      places: [string, Place][];
    };
    return { count, places: new Map(places) };
  }
  const layout = await read();
  const text = JSON.stringify({ count: layout.count, places: [...layout.places] });
  store.put(`places-${key}`, Buffer.from(text));
  return layout;
}
