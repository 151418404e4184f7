/** Raster images beside a note: found, recognised by their first bytes, measured. Nothing is decoded. */
import { closeSync, lstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Code } from './codes.ts';
import { limits } from './limits.ts';
import { didYouMean } from './nearest.ts';

export type ImageFacts =
  | { readonly file: string; readonly width: number; readonly height: number }
  | { readonly code: Code; readonly problem: string; readonly cure: string };

const kinds = 'Images are PNG, JPEG, WebP or AVIF files; a drawing is better made as code (draw="…").';

/** The image that `src` names, in the folder of the note. */
export function inspectImage(folder: string, src: string): ImageFacts {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(src)) {
    return {
      code: 'N0501',
      problem: 'Images from other sites are not loaded.',
      cure: 'Put the image into the lecture’s folder, if its licence allows, and write src="./name.png".',
    };
  }
  if (!/^\.\/[A-Za-z0-9][\w-]*(\.[\w-]+)*$/.test(src)) {
    return {
      code: 'N0501',
      problem: `“${src.slice(0, 60)}” does not name a file beside the note.`,
      cure: 'Write src="./name.png": letters, digits, “-” and “_”, in the lecture’s own folder.',
    };
  }
  const name = basename(src);
  const kind = /\.(png|jpe?g|webp|avif)$/.exec(name)?.[1]?.replace('jpg', 'jpeg');
  if (kind === undefined)
    return { code: 'N0505', problem: `“${name}” is not an image that notes take.`, cure: kinds };
  const path = join(folder, name);
  const stat = lstatSync(path, { throwIfNoEntry: false });
  // A disk that ignores case would find it here, and the published site would not.
  const present = stat !== undefined && readdirSync(folder).includes(name);
  if (!present) {
    const files =
      stat === undefined && !isFolder(folder)
        ? []
        : readdirSync(folder).filter((f) => /\.(png|jpe?g|webp|avif)$/i.test(f));
    return {
      code: 'N0504',
      problem: `There is no file “${name}” beside the note.`,
      cure: `${didYouMean(name, files)}${files.length > 0 ? `There are ${files.slice(0, 8).join(', ')}.` : 'Put the image into the lecture’s folder.'}`,
    };
  }
  if (stat.isSymbolicLink()) {
    return { code: 'N0906', problem: `“${name}” is a symbolic link.`, cure: 'Put the file itself there.' };
  }
  if (!stat.isFile()) return { code: 'N0504', problem: `“${name}” is not a file.`, cure: kinds };
  if (stat.size > limits.imageBytes) {
    return {
      code: 'N0506',
      problem: `“${name}” has ${(stat.size / 1e6).toFixed(1)} MB; at most ${limits.imageBytes / 1e6} MB are allowed.`,
      cure: 'Scale it to about 1600 pixels, or save it as WebP.',
    };
  }
  const head = readHead(path, stat.size);
  const measured = measure(head);
  if (!measured) {
    return { code: 'N0505', problem: `“${name}” does not hold an image.`, cure: kinds };
  }
  if (measured.kind !== kind) {
    return {
      code: 'N0505',
      problem: `“${name}” holds a ${measured.kind.toUpperCase()} image.`,
      cure: `Name it .${measured.kind === 'jpeg' ? 'jpg' : measured.kind}, or save it as the kind its name says.`,
    };
  }
  const { width, height } = measured;
  if (width < 1 || height < 1 || width > limits.imageSide || height > limits.imageSide) {
    return {
      code: 'N0506',
      problem: `“${name}” is ${width} × ${height} pixels; at most ${limits.imageSide} a side are allowed.`,
      cure: 'Scale it to about 1600 pixels.',
    };
  }
  return { file: name, width, height };
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** JPEG keeps its size behind its metadata, AVIF in a box: 256 KB reach far enough. */
function readHead(path: string, size: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(Math.min(size, 262_144));
    return buffer.subarray(0, readSync(file, buffer, 0, buffer.length, 0));
  } finally {
    closeSync(file);
  }
}

interface Measured {
  readonly kind: 'png' | 'jpeg' | 'webp' | 'avif' | 'gif';
  readonly width: number;
  readonly height: number;
}

/** Kind and size by the file's own bytes. */
export function measure(bytes: Buffer): Measured | undefined {
  try {
    return (
      measurePng(bytes) ?? measureWebp(bytes) ?? measureAvif(bytes) ?? measureJpeg(bytes) ?? measureGif(bytes)
    );
  } catch (error) {
    // A file that ends within its own header reads beyond the buffer.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function measurePng(b: Buffer): Measured | undefined {
  if (b.subarray(0, 8).toString('latin1') !== '\x89PNG\r\n\x1a\n') return undefined;
  if (b.subarray(12, 16).toString('latin1') !== 'IHDR') return undefined;
  return { kind: 'png', width: b.readUInt32BE(16), height: b.readUInt32BE(20) };
}

function measureGif(b: Buffer): Measured | undefined {
  if (!/^GIF8[79]a$/.test(b.subarray(0, 6).toString('latin1'))) return undefined;
  return { kind: 'gif', width: b.readUInt16LE(6), height: b.readUInt16LE(8) };
}

function measureWebp(b: Buffer): Measured | undefined {
  if (b.subarray(0, 4).toString('latin1') !== 'RIFF' || b.subarray(8, 12).toString('latin1') !== 'WEBP')
    return undefined;
  switch (b.subarray(12, 16).toString('latin1')) {
    case 'VP8 ':
      return { kind: 'webp', width: b.readUInt16LE(26) & 0x3fff, height: b.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = b.readUInt32LE(21);
      return { kind: 'webp', width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { kind: 'webp', width: b.readUIntLE(24, 3) + 1, height: b.readUIntLE(27, 3) + 1 };
    default:
      return undefined;
  }
}

function measureAvif(b: Buffer): Measured | undefined {
  if (b.subarray(4, 8).toString('latin1') !== 'ftyp') return undefined;
  if (!/avif|avis/.test(b.subarray(8, b.readUInt32BE(0)).toString('latin1'))) return undefined;
  // “ispe”: image spatial extents; version and flags, then width and height.
  const box = b.indexOf('ispe', 0, 'latin1');
  return box < 0
    ? undefined
    : { kind: 'avif', width: b.readUInt32BE(box + 8), height: b.readUInt32BE(box + 12) };
}

function measureJpeg(b: Buffer): Measured | undefined {
  if (b[0] !== 0xff || b[1] !== 0xd8) return undefined;
  let at = 2;
  while (at + 9 < b.length) {
    if (b[at] !== 0xff) return undefined;
    const marker = b.readUInt8(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    // Start-of-frame segments; C4, C8 and CC are tables.
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return { kind: 'jpeg', height: b.readUInt16BE(at + 5), width: b.readUInt16BE(at + 7) };
    }
    if (marker === 0xda || marker === 0xd9) return undefined;
    at += 2 + b.readUInt16BE(at + 2);
  }
  return undefined;
}
