/** The smallest ZIP writer that will do: deflated files below 4 GB. Same files, same bytes. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  /** Path with forward slashes. */
  readonly name: string;
  readonly data: Uint8Array;
}

/** 1980-01-01, the first day the format knows: the archive depends on the files alone. */
const DATE = 0x0021;
const VERSION = 20;
const UTF8_NAMES = 0x0800;
const DEFLATED = 8;

export function zip(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data } of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = Buffer.from(name, 'utf8');
    const packed = deflateRawSync(data, { level: 9 });
    const common = commonHeader(data, packed.length, path.length);
    const local = Buffer.concat([signature(0x04034b50), common, path, packed]);
    // Of the made-by version, comments, disks and attributes only the first is not zero.
    const central = Buffer.concat([
      signature(0x02014b50),
      uint16(VERSION),
      common,
      Buffer.alloc(10),
      uint32(offset),
      path,
    ]);
    files.push(local);
    directory.push(central);
    offset += local.length;
  }
  const size = directory.reduce((sum, one) => sum + one.length, 0);
  const count = uint16(entries.length);
  const end = [signature(0x06054b50), Buffer.alloc(4), count, count, uint32(size), uint32(offset), uint16(0)];
  return Buffer.concat([...files, ...directory, ...end]);
}

/** What the header before a file and its entry in the directory have in common. */
function commonHeader(data: Uint8Array, packedLength: number, nameLength: number): Buffer {
  return Buffer.concat([
    ...[VERSION, UTF8_NAMES, DEFLATED, 0, DATE].map(uint16),
    ...[crc32(data), packedLength, data.length].map(uint32),
    ...[nameLength, 0].map(uint16),
  ]);
}

function uint16(value: number): Buffer {
  const out = Buffer.alloc(2);
  out.writeUInt16LE(value);
  return out;
}

function uint32(value: number): Buffer {
  const out = Buffer.alloc(4);
  out.writeUInt32LE(value);
  return out;
}

const signature = uint32;
