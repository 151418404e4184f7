/**
 * Contents of pages as short as they can be. Chromium writes coordinates with nine digits and a move for every
 * letter; a hundredth of a pixel is finer than any printer, and letters that stand at their font's own distances
 * need no moves.
 */
import { deflateSync, inflateSync } from 'node:zlib';
import { PDFArray, PDFDict, type PDFDocument, PDFName, PDFNumber, PDFRawStream, type PDFRef } from 'pdf-lib';

const name = (text: string) => PDFName.of(text);

/** Glyph code → advance, in thousandths of the font's size. */
type Widths = (code: number) => number;

export function compactContents(document: PDFDocument): void {
  const { context } = document;
  const widths = new Map<PDFDict, Widths | undefined>();
  const fontsOf = (resources: PDFDict | undefined) => (font: string) => {
    const dictionary = resources?.lookupMaybe(name('Font'), PDFDict)?.lookup(name(font));
    if (!(dictionary instanceof PDFDict)) return undefined;
    if (!widths.has(dictionary)) widths.set(dictionary, widthsOf(dictionary));
    return widths.get(dictionary);
  };
  const done = new Set<string>();
  const rewrite = (ref: PDFRef, resources: PDFDict | undefined) => {
    const stream = context.lookup(ref);
    if (!(stream instanceof PDFRawStream) || done.has(ref.toString())) return;
    done.add(ref.toString());
    const packed = stream.dict.get(name('Filter')) === name('FlateDecode');
    const source = Buffer.from(packed ? inflateSync(stream.contents) : stream.contents).toString('latin1');
    const contents = deflateSync(Buffer.from(compactContent(source, fontsOf(resources)), 'latin1'), {
      level: 9,
    });
    stream.dict.set(name('Filter'), name('FlateDecode'));
    stream.dict.set(name('Length'), PDFNumber.of(contents.length));
    context.assign(ref, PDFRawStream.of(stream.dict, contents));
  };
  for (const page of document.getPages()) {
    const contents = page.node.get(name('Contents'));
    const refs = contents instanceof PDFArray ? contents.asArray() : [contents];
    for (const ref of refs) rewrite(ref as PDFRef, page.node.Resources());
  }
  for (const [ref, form] of context.enumerateIndirectObjects()) {
    if (form instanceof PDFRawStream && form.dict.get(name('Subtype')) === name('Form')) {
      rewrite(ref, form.dict.lookupMaybe(name('Resources'), PDFDict));
    }
  }
}

/** A content stream, line by line as Chromium writes it: one operation a line. */
export function compactContent(source: string, fonts: (font: string) => Widths | undefined): string {
  const out: string[] = [];
  let text: string[] | undefined;
  for (const line of source.split('\n')) {
    if (line === 'BT') text = [];
    else if (line === 'ET' && text) {
      out.push(`BT\n${compactText(text, fonts)}\nET`);
      text = undefined;
    } else if (text) text.push(line);
    else if (line !== '') out.push(compactLine(line));
  }
  return out.join('\n');
}

const KEPT = / (rg|RG|cm|gs|Tf|BDC|scn|SCN)$/;

function compactLine(line: string): string {
  const matrix = /^(\S+ \S+ \S+ \S+) (\S+) (\S+) cm$/.exec(line);
  if (matrix) return `${matrix[1]} ${short(Number(matrix[2]), 3)} ${short(Number(matrix[3]), 3)} cm`;
  if (KEPT.test(line)) return line;
  return line.replace(/-?\d*\.\d{3,}/g, (number) => short(Number(number), 2));
}

function short(value: number, digits: number): string {
  const factor = 10 ** digits;
  return String(Math.round(value * factor) / factor).replace(/^(-?)0\./, '$1.');
}

/** Steps between letters smaller than this many thousandths of the size are left to the font. */
const UNSEEN = 3;
const SHOW = /(?:(-?[\d.]+) (-?[\d.]+) Td )?<([0-9A-Fa-f]+)> Tj/y;

/** The lines of one text object; left as they are where they hold anything but moves and letters. */
function compactText(lines: readonly string[], fonts: (font: string) => Widths | undefined): string {
  const [setting = '', origin = '', ...shown] = lines;
  const font = /^\/(\S+) ([\d.]+) Tf$/.exec(setting);
  const widths = font && fonts(font[1] as string);
  const size = Number(font?.[2]);
  if (!font || !widths || !origin.endsWith(' Tm')) return lines.join('\n');
  const all = shown.join(' ');
  const out = [setting, compactLine(origin)];
  /** Where the line of text began, where the next letter is asked for, and where the pen is. */
  let [start, asked, pen] = [0, 0, 0];
  let run: string[] = [];
  const flush = () => {
    if (run.length > 0)
      out.push(run.length === 1 && run[0]?.startsWith('<') ? `${run[0]}Tj` : `[${run.join('')}]TJ`);
    run = [];
  };
  let at = 0;
  for (; at < all.length; at++) {
    SHOW.lastIndex = at;
    const match = SHOW.exec(all);
    if (!match) return lines.join('\n');
    at = SHOW.lastIndex;
    const [, dx = '0', dy = '0', codes = ''] = match;
    asked += Number(dx);
    if (Number(dy) !== 0) {
      flush();
      out.push(`${short(asked - start, 3)} ${short(Number(dy), 3)} Td`);
      start = asked;
      pen = asked;
    }
    const off = Math.round(((pen - asked) * 1000) / size);
    if (Math.abs(off) >= UNSEEN) {
      run.push(String(off));
      pen -= (off * size) / 1000;
    }
    const last = run.at(-1);
    if (last?.startsWith('<')) run[run.length - 1] = `${last.slice(0, -1)}${codes}>`;
    else run.push(`<${codes}>`);
    for (let code = 0; code < codes.length; code += 4) {
      pen += (widths(Number.parseInt(codes.slice(code, code + 4), 16)) * size) / 1000;
    }
  }
  flush();
  return out.join('\n');
}

/** Advances of a composite font with two-byte codes; undefined for others. */
function widthsOf(font: PDFDict): Widths | undefined {
  if (font.get(name('Subtype')) !== name('Type0') || font.get(name('Encoding')) !== name('Identity-H')) {
    return undefined;
  }
  const descendant = font.lookup(name('DescendantFonts'), PDFArray).lookup(0, PDFDict);
  const usual = descendant.lookupMaybe(name('DW'), PDFNumber)?.asNumber() ?? 1000;
  const list = descendant.lookupMaybe(name('W'), PDFArray);
  const known = new Map<number, number>();
  for (let at = 0; list && at < list.size(); ) {
    const first = list.lookup(at, PDFNumber).asNumber();
    const next = list.lookup(at + 1);
    if (next instanceof PDFArray) {
      for (let k = 0; k < next.size(); k++) known.set(first + k, next.lookup(k, PDFNumber).asNumber());
      at += 2;
    } else {
      const width = list.lookup(at + 2, PDFNumber).asNumber();
      for (let code = first; code <= (next as PDFNumber).asNumber(); code++) known.set(code, width);
      at += 3;
    }
  }
  return (code) => known.get(code) ?? usual;
}
