/** The press: Chromium, started when the first page has to be drafted or printed, and the store of what was. */
import { openPrinter, type PrinterOptions } from './browser.ts';
import { openDesks } from './desks.ts';
import type { Layout, Place, Sheet } from './layout.ts';
import { keyOf, type Store } from './store.ts';
import { toolKey } from './tool.ts';

/** Points of a CSS pixel. */
const PIXEL = 0.75;

export interface Press {
  /** Names what prints: Chromium's version, this code, the dictionary. */
  readonly setting: string;
  /** Starts this many browsers, or as many as there can be, before there is work for them. */
  warm(count: number): void;
  /** Where things are in a document, found without printing it. */
  draft(address: string, html: string, sheet: Sheet): Promise<Layout>;
  print(address: string, html: string): Promise<Uint8Array>;
  /** Documents drafted and printed by Chromium, not taken from the store. */
  readonly count: { readonly drafts: number; readonly prints: number };
  close(): Promise<unknown>;
}

export function openPress(options: PrinterOptions, store: Store): Press {
  // The style sheet's name follows from its content, the fonts' names from theirs.
  const setting = keyOf(options.version, toolKey(), options.dictionary ?? '');
  const desks = openDesks(() => openPrinter(options));
  const layouts = new Map<string, Promise<Layout>>();
  const count = { drafts: 0, prints: 0 };

  async function drafted(key: string, address: string, html: string, { text }: Sheet): Promise<Layout> {
    const stored = store.get(`places-${key}`);
    if (stored) return layoutOf(Buffer.from(stored).toString());
    const height = Math.ceil((text.top - text.bottom) / PIXEL);
    const columns = await desks.draft(address, (printer) => printer.measure(address, html, height));
    count.drafts++;
    const points = (pixels: number) => text.top - pixels * PIXEL;
    const places = columns.places.map(([id, page, top, bottom]): [string, Place] => [
      id,
      { page, y: points(top), end: points(bottom) },
    ]);
    const list = JSON.stringify({ count: columns.count, places });
    store.put(`places-${key}`, Buffer.from(list));
    return layoutOf(list);
  }
  return {
    setting,
    count,
    warm: (browsers) => desks.warm(browsers),
    draft(address, html, sheet) {
      const key = keyOf(setting, 'draft', address, html);
      const layout = layouts.get(key) ?? drafted(key, address, html, sheet);
      layouts.set(key, layout);
      return layout;
    },
    async print(address, html) {
      const key = keyOf(setting, address, html);
      const known = store.get(key);
      if (known) return known;
      const pdf = await desks.print((printer) => printer.print(address, html));
      count.prints++;
      store.put(key, pdf);
      return pdf;
    },
    close: () => desks.close(),
  };
}

function layoutOf(list: string): Layout {
  const { count, places } = JSON.parse(list) as { count: number; places: [string, Place][] };
  return { count, places: new Map(places) };
}
