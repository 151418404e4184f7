/** What makes a file of pages a document: metadata, outline, page labels, dates that do not depend on the clock. */
import { createHash } from 'node:crypto';
import {
  ParseSpeeds,
  type PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFRef,
  PDFString,
} from 'pdf-lib';
import { pdfText } from './tags.ts';

export interface OutlineEntry {
  readonly title: string;
  /** Destination, `part/id`. */
  readonly to: string;
  readonly children: readonly OutlineEntry[];
}

export interface Finish {
  readonly title: string;
  readonly authors: readonly string[];
  readonly subject: string;
  readonly language: string;
  readonly licence: { readonly name: string; readonly url: string };
  /** ISO date. */
  readonly date: string;
  readonly producer: string;
  readonly outline: readonly OutlineEntry[];
  /** Names the content: two files of the same content have the same identity. */
  readonly identity: string;
}

const name = (text: string) => PDFName.of(text);

/** The file's bytes; the same for the same document and the same `finish`. */
export async function finishPdf(document: PDFDocument, finish: Finish): Promise<Uint8Array> {
  const { context, catalog } = document;
  const date = PDFString.of(`D:${finish.date.replaceAll('-', '')}000000Z`);
  const info = context.obj({
    Title: pdfText(finish.title),
    Author: pdfText(finish.authors.join(', ')),
    Subject: pdfText(finish.subject),
    Creator: pdfText(finish.producer),
    Producer: pdfText(finish.producer),
    CreationDate: date,
    ModDate: date,
  });
  context.trailerInfo.Info = context.register(info);
  const id = PDFHexString.of(createHash('sha256').update(finish.identity).digest('hex').slice(0, 32));
  context.trailerInfo.ID = context.obj([id, id]);
  catalog.set(name('Lang'), PDFString.of(finish.language));
  catalog.set(name('ViewerPreferences'), context.obj({ DisplayDocTitle: true }));
  catalog.set(name('PageMode'), name('UseOutlines'));
  catalog.set(name('PageLabels'), context.obj({ Nums: [0, { S: 'D' }] }));
  catalog.set(
    name('Metadata'),
    context.register(context.stream(xmp(finish), { Type: 'Metadata', Subtype: 'XML' })),
  );
  const outline = outlineOf(document, finish.outline);
  if (outline) catalog.set(name('Outlines'), outline);
  return document.save({
    useObjectStreams: true,
    addDefaultPage: false,
    updateFieldAppearances: false,
    objectsPerTick: ParseSpeeds.Fast,
  });
}

function outlineOf(document: PDFDocument, entries: readonly OutlineEntry[]): PDFRef | undefined {
  if (entries.length === 0) return undefined;
  const { context } = document;
  const root = context.nextRef();
  const { first, last, count } = siblings(document, root, entries, 1);
  context.assign(root, context.obj({ Type: 'Outlines', First: first, Last: last, Count: count }));
  return root;
}

function siblings(document: PDFDocument, parent: PDFRef, entries: readonly OutlineEntry[], depth: number) {
  const { context } = document;
  const refs = entries.map(() => context.nextRef());
  let count = entries.length;
  entries.forEach((entry, at) => {
    const item = context.obj({
      Title: pdfText(entry.title),
      Parent: parent,
      Dest: name(entry.to),
    }) as PDFDict;
    if (at > 0) item.set(name('Prev'), refs[at - 1] as PDFRef);
    if (at < refs.length - 1) item.set(name('Next'), refs[at + 1] as PDFRef);
    if (entry.children.length > 0) {
      const below = siblings(document, refs[at] as PDFRef, entry.children, depth + 1);
      item.set(name('First'), below.first);
      item.set(name('Last'), below.last);
      // Negative: closed. Lectures show their sections, sections hide their own.
      item.set(name('Count'), PDFNumber.of(depth === 1 ? below.count : -below.count));
      if (depth === 1) count += below.count;
    }
    context.assign(refs[at] as PDFRef, item);
  });
  return { first: refs[0] as PDFRef, last: refs.at(-1) as PDFRef, count };
}

function xmp({ title, authors, subject, language, licence, date, producer }: Finish): Uint8Array {
  const escaped = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const stamp = `${date}T00:00:00Z`;
  const packet = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq>${authors.map((author) => `<rdf:li>${escaped(author)}</rdf:li>`).join('')}</rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${escaped(subject)}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>${escaped(language)}</rdf:li></rdf:Bag></dc:language>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">${escaped(licence.name)}</rdf:li></rdf:Alt></dc:rights>
<xmpRights:WebStatement>${escaped(licence.url)}</xmpRights:WebStatement>
<xmp:CreateDate>${stamp}</xmp:CreateDate><xmp:ModifyDate>${stamp}</xmp:ModifyDate><xmp:MetadataDate>${stamp}</xmp:MetadataDate>
<xmp:CreatorTool>${escaped(producer)}</xmp:CreatorTool><pdf:Producer>${escaped(producer)}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;
  return new TextEncoder().encode(packet);
}
