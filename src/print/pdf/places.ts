/** Where the printed document has its elements: read from the named destinations that Chromium writes. */
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, type PDFRef } from 'pdf-lib';

export interface Place {
  /** 0-based page of the document. */
  readonly page: number;
  /** Points from the bottom of the sheet to the element's top. */
  readonly y: number;
}

export interface Layout {
  readonly count: number;
  readonly places: ReadonlyMap<string, Place>;
}

/** Chromium gives destinations one top margin too high (seen in versions up to 156). */
export async function readLayout(pdf: Uint8Array, topMargin: number): Promise<Layout> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  const pages = new Map(document.getPages().map((page, at) => [page.ref.toString(), at]));
  const places = new Map<string, Place>();
  const dests = document.catalog.lookupMaybe(PDFName.of('Dests'), PDFDict);
  for (const [name, value] of dests?.entries() ?? []) {
    const target = document.context.lookup(value);
    if (!(target instanceof PDFArray)) continue;
    const page = pages.get((target.get(0) as PDFRef).toString());
    const y = target.lookupMaybe(3, PDFNumber)?.asNumber() ?? 0;
    if (page !== undefined) places.set(name.decodeText(), { page, y: y - topMargin });
  }
  return { count: document.getPageCount(), places };
}
