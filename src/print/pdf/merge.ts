/**
 * Parts become one document. Common tools lose the links, the outline or the tags of Chromium's PDFs;
 * here destinations get their part's name before them, links between parts become links within the
 * document, and the structure trees hang under one root.
 */
import {
  ParseSpeeds,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFObjectCopier,
  PDFPageTree,
  type PDFRef,
  PDFString,
} from 'pdf-lib';
import { liveAddress, placeOf } from '../manifest.ts';
import { compactContents } from './contents.ts';
import { dashLines } from './dashes.ts';
import { retag, type TagCount, textOf } from './tags.ts';

export interface PrintedPart {
  readonly part: string;
  readonly pdf: Uint8Array;
}

export interface Merged {
  readonly document: PDFDocument;
  /** Destination (`part/id`) → 0-based page. */
  readonly pages: ReadonlyMap<string, number>;
  readonly tags: TagCount;
  /** Links within the document that lead nowhere. */
  readonly broken: readonly string[];
}

const name = (text: string) => PDFName.of(text);
/** Marks of the page map; nothing links to them. */
const OWN = /^(before|drawn|figure|after|told|block)-\d+$/;

export async function mergeParts(
  parts: readonly PrintedPart[],
  options: {
    /** Address of the course, with a slash at its end: links to what is not in the document lead there. */
    readonly site: string;
    readonly topMargin: number;
  },
): Promise<Merged> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const { context } = document;
  const kids: PDFRef[] = [];
  const dests = new Map<string, PDFArray>();
  const roots: PDFRef[] = [];
  const numbers: PDFObject[] = [];
  const links: { part: string; annotation: PDFDict }[] = [];
  const tags: TagCount = { formulas: 0, figures: 0 };
  let nextKey = 0;
  const tree = context.nextRef();
  const structure = context.nextRef();
  const top = context.nextRef();

  for (const { part, pdf } of parts) {
    const source = await PDFDocument.load(pdf, { updateMetadata: false, parseSpeed: ParseSpeeds.Fast });
    const copier = PDFObjectCopier.for(source.context, context);
    for (const page of source.getPages()) {
      const ref = copier.copy(page.ref);
      const leaf = context.lookup(ref, PDFDict);
      leaf.set(name('Parent'), tree);
      leaf.set(name('Tabs'), name('S'));
      shift(leaf, 'StructParents', nextKey);
      kids.push(ref);
      for (const annotation of annotationsOf(context.lookup(leaf.get(name('Annots'))))) {
        shift(annotation, 'StructParent', nextKey);
        links.push({ part, annotation });
      }
    }
    for (const [key, value] of source.catalog.lookupMaybe(name('Dests'), PDFDict)?.entries() ?? []) {
      const id = key.decodeText();
      const target = context.lookup(copier.copy(value), PDFArray);
      const y = target.lookupMaybe(3, PDFNumber)?.asNumber() ?? 0;
      target.set(3, PDFNumber.of(Math.round((y - options.topMargin) * 100) / 100));
      if (!OWN.test(id)) dests.set(`${part}/${id}`, target);
    }
    const sourceTree = source.catalog.lookup(name('StructTreeRoot'), PDFDict);
    // The table of ids is not needed, and its keys are those of every document.
    sourceTree.delete(name('IDTree'));
    const copied = copier.copy(sourceTree);
    const root = copied.get(name('K')) as PDFRef;
    context.lookup(root, PDFDict).set(name('P'), top);
    context.lookup(root, PDFDict).set(name('S'), name('Sect'));
    roots.push(root);
    const parents = new Map<string, PDFArray>();
    for (const { key, value } of numberTree(copied.lookup(name('ParentTree'), PDFDict))) {
      numbers.push(PDFNumber.of(key + nextKey), value);
      const array = context.lookup(value);
      const page = kids.find(
        (ref) =>
          context.lookup(ref, PDFDict).lookupMaybe(name('StructParents'), PDFNumber)?.asNumber() ===
          key + nextKey,
      );
      if (array instanceof PDFArray && page) parents.set(page.toString(), array);
    }
    nextKey += copied.lookup(name('ParentTreeNextKey'), PDFNumber).asNumber();
    const count = retag(context, root, parents);
    tags.formulas += count.formulas;
    tags.figures += count.figures;
  }

  const pageTree = PDFPageTree.withContext(context);
  pageTree.set(name('Kids'), context.obj(kids));
  pageTree.set(name('Count'), PDFNumber.of(kids.length));
  context.assign(tree, pageTree);
  context.assign(top, context.obj({ Type: 'StructElem', S: 'Document', P: structure, K: roots }));
  const parentTree = context.register(context.obj({ Nums: numbers }));
  context.assign(
    structure,
    context.obj({ Type: 'StructTreeRoot', K: top, ParentTree: parentTree, ParentTreeNextKey: nextKey }),
  );
  dashLines(context);
  const broken = links.flatMap((link) => relink(link.part, link.annotation, dests, options.site));
  const sorted = [...dests].sort(([a], [b]) => (a < b ? -1 : 1));
  const { catalog } = document;
  catalog.set(name('Pages'), tree);
  catalog.set(name('Dests'), context.register(context.obj(Object.fromEntries(sorted))));
  catalog.set(name('StructTreeRoot'), structure);
  catalog.set(name('MarkInfo'), context.obj({ Marked: true }));
  const indexes = new Map(kids.map((ref, at) => [ref.toString(), at]));
  const pages = new Map(
    sorted.map(([key, target]) => [key, indexes.get((target.get(0) as PDFRef).toString()) ?? -1]),
  );
  compactContents(document);
  return { document, pages, tags, broken };
}

function annotationsOf(object: PDFObject | undefined): PDFDict[] {
  if (!(object instanceof PDFArray)) return [];
  return object.asArray().map((_, at) => object.lookup(at, PDFDict));
}

function shift(dictionary: PDFDict, key: string, by: number): void {
  const own = dictionary.lookupMaybe(name(key), PDFNumber);
  if (own) dictionary.set(name(key), PDFNumber.of(own.asNumber() + by));
}

function* numberTree(node: PDFDict): Generator<{ key: number; value: PDFObject }> {
  const nums = node.lookupMaybe(name('Nums'), PDFArray);
  for (let at = 0; nums && at < nums.size(); at += 2) {
    yield { key: nums.lookup(at, PDFNumber).asNumber(), value: nums.get(at + 1) };
  }
  const kids = node.lookupMaybe(name('Kids'), PDFArray);
  for (let at = 0; kids && at < kids.size(); at++) yield* numberTree(kids.lookup(at, PDFDict));
}

/** Leads a link into the document where it can; returns what leads nowhere. */
function relink(
  part: string,
  annotation: PDFDict,
  dests: ReadonlyMap<string, unknown>,
  site: string,
): string[] {
  const dest = annotation.lookupMaybe(name('Dest'), PDFName)?.decodeText();
  if (dest !== undefined) {
    const key = `${part}/${dest}`;
    annotation.set(name('Dest'), name(key));
    return dests.has(key) ? [] : [key];
  }
  const action = annotation.lookupMaybe(name('A'), PDFDict);
  const address = textOf(action?.lookup(name('URI')));
  if (action === undefined || address === undefined) return [];
  const place = placeOf(address);
  const key = place && `${place.part}/${place.anchor}`;
  if (key === undefined || !dests.has(key)) {
    action.set(name('URI'), PDFString.of(liveAddress(address, site).replace(/[\\()]/g, '\\$&')));
    return [];
  }
  annotation.delete(name('A'));
  annotation.set(name('Dest'), name(key));
  return [];
}
