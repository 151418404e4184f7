/** Where a document has its elements, and the sheet it is set on. */
import type { Paper } from './document.ts';

export interface Place {
  /** 0-based page of the document. */
  readonly page: number;
  /** Points from the bottom of the sheet to the element's top. */
  readonly y: number;
  /** Points from the bottom of the sheet to where the element ends on this page. */
  readonly end: number;
}

export interface Layout {
  readonly count: number;
  readonly places: ReadonlyMap<string, Place>;
}

/** Where the sheet's text begins and ends, in points from its bottom. */
export interface TextArea {
  readonly top: number;
  readonly bottom: number;
}

export interface Sheet {
  /** Points. */
  readonly width: number;
  readonly height: number;
  readonly text: TextArea;
  /** Points from the text to the sheet's upper edge. */
  readonly margin: number;
}

/** Millimetres to points; page.css and document.ts have the margins in millimetres. */
const MM = 72 / 25.4;

export const SHEETS: Readonly<Record<Paper, Sheet>> = {
  a4: { width: 210 * MM, height: 297 * MM, text: { top: 273 * MM, bottom: 24 * MM }, margin: 24 * MM },
  letter: {
    width: 215.9 * MM,
    height: 279.4 * MM,
    text: { top: 259.4 * MM, bottom: 20 * MM },
    margin: 20 * MM,
  },
};
