/**
 * The structure tree as readers want it. Chromium tags a formula as a figure full of nameless pieces, marks
 * emphasis with types of a later PDF version, and leaves wrappers without alternatives.
 */
import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRef,
  PDFString,
} from 'pdf-lib';

const S = PDFName.of('S');
const K = PDFName.of('K');
const PG = PDFName.of('Pg');
const ALT = PDFName.of('Alt');
const ELEMENTS = new Set(['StructElem']);

export interface TagCount {
  formulas: number;
  figures: number;
}

/** What the content of each page is part of: page → (content id → element). */
export type ParentArrays = ReadonlyMap<string, PDFArray>;

export function retag(context: PDFContext, root: PDFRef, parents: ParentArrays): TagCount {
  const count: TagCount = { formulas: 0, figures: 0 };
  const todo = [root];
  for (let ref = todo.pop(); ref; ref = todo.pop()) {
    const element = context.lookup(ref, PDFDict);
    const type = element.lookupMaybe(S, PDFName)?.decodeText();
    dropIds(element);
    const alt = textOf(element.lookup(ALT));
    if (type === 'Em' || type === 'Strong') element.set(S, PDFName.of('Span'));
    if (type === 'Figure') {
      if (alt?.startsWith('tex: ')) {
        element.set(S, PDFName.of('Formula'));
        element.set(ALT, pdfText(alt.slice(5)));
        flatten(context, ref, element, parents);
        count.formulas++;
        continue;
      }
      if (alt === undefined) element.set(S, PDFName.of('Div'));
      else {
        flatten(context, ref, element, parents);
        count.figures++;
        continue;
      }
    }
    for (const kid of kidsOf(element)) if (kid instanceof PDFRef) todo.push(kid);
  }
  return count;
}

/** Ids are numbers of nodes in the browser's memory: they collide between parts and differ from run to run. */
function dropIds(element: PDFDict): void {
  element.delete(PDFName.of('ID'));
  const attributes = element.lookup(PDFName.of('A'));
  const list =
    attributes instanceof PDFArray
      ? attributes.asArray().map((_, at) => attributes.lookup(at))
      : [attributes];
  for (const one of list) if (one instanceof PDFDict) one.delete(PDFName.of('Headers'));
}

function kidsOf(element: PDFDict): unknown[] {
  const kids = element.lookup(K);
  if (kids instanceof PDFArray) return kids.asArray();
  const own = element.get(K);
  return own === undefined ? [] : [own];
}

/** A formula or figure is one thing: its pieces of content become its own, the elements between them go. */
function flatten(context: PDFContext, whole: PDFRef, element: PDFDict, parents: ParentArrays): void {
  const content: PDFDict[] = [];
  const visit = (node: PDFDict, inherited: PDFRef | undefined): void => {
    const page = (node.get(PG) as PDFRef | undefined) ?? inherited;
    for (const kid of kidsOf(node)) {
      if (kid instanceof PDFNumber && page) {
        content.push(context.obj({ Type: 'MCR', Pg: page, MCID: kid }) as PDFDict);
        parents.get(page.toString())?.set(kid.asNumber(), whole);
      } else if (kid instanceof PDFRef) {
        const child = context.lookup(kid);
        if (
          child instanceof PDFDict &&
          ELEMENTS.has(child.lookupMaybe(PDFName.of('Type'), PDFName)?.decodeText() ?? '')
        ) {
          visit(child, page);
          context.delete(kid);
        }
      } else if (kid instanceof PDFDict) content.push(kid);
    }
  };
  visit(element, undefined);
  element.set(K, context.obj(content));
}

export function textOf(object: unknown): string | undefined {
  return object instanceof PDFString || object instanceof PDFHexString ? object.decodeText() : undefined;
}

/** ASCII as a literal string, anything else as UTF-16. */
export function pdfText(text: string): PDFString | PDFHexString {
  if (!/^[\x20-\x7e]*$/.test(text)) return PDFHexString.fromText(text);
  return PDFString.of(text.replace(/[\\()]/g, '\\$&'));
}
