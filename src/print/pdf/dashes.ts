/** Lines printed whole get their dashes, by the width that marks them (`../lines.ts`). */
import { type PDFContext, PDFDict, PDFName, PDFNumber } from 'pdf-lib';
import { DASHED } from '../lines.ts';

const WIDTH = PDFName.of('LW');

/** Completes the graphics states of a document; returns how many of them are dashed. */
export function dashLines(context: PDFContext): number {
  let count = 0;
  for (const [, state] of context.enumerateIndirectObjects()) {
    // Not every Chromium names their type, and no other dictionary has a width of lines.
    if (!(state instanceof PDFDict)) continue;
    const width = state.lookupMaybe(WIDTH, PDFNumber)?.asNumber();
    if (width === undefined) continue;
    const isDashed = Math.round(width * 1e4) % 100 === Math.round(DASHED.extra * 1e4);
    if (isDashed) {
      count++;
      state.set(WIDTH, PDFNumber.of(Math.round((width - DASHED.extra) * 100) / 100));
    }
    // The others say that they are not: a state stays until the next one changes it.
    state.set(PDFName.of('D'), context.obj([isDashed ? [...DASHED.pattern] : [], 0]));
  }
  return count;
}
