import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { zip } from '#cli/zip.ts';

/** Reads an archive from its end, as unpackers do. */
function unzip(archive: Buffer): Map<string, string> {
  const end = archive.length - 22;
  expect(archive.readUInt32LE(end)).toBe(0x06054b50);
  const files = new Map<string, string>();
  let at = archive.readUInt32LE(end + 16);
  for (let i = 0; i < archive.readUInt16LE(end + 10); i++) {
    expect(archive.readUInt32LE(at)).toBe(0x02014b50);
    const [packed, full, nameLength] = [at + 20, at + 24]
      .map((n) => archive.readUInt32LE(n))
      .concat(archive.readUInt16LE(at + 28)) as [number, number, number];
    const local = archive.readUInt32LE(at + 42);
    expect(archive.readUInt32LE(local)).toBe(0x04034b50);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const start = local + 30 + nameLength;
    const data = inflateRawSync(archive.subarray(start, start + packed));
    expect(data.length).toBe(full);
    files.set(name, data.toString('utf8'));
    at += 46 + nameLength;
  }
  expect(at).toBe(end);
  return files;
}

const files = [
  { name: 'index.html', data: Buffer.from('<p>Héllo</p>'.repeat(100)) },
  { name: 'a/leer.txt', data: Buffer.alloc(0) },
  { name: 'a/größe.txt', data: Buffer.from('größe') },
];

test('what goes in comes out', () => {
  const read = unzip(zip(files));
  expect([...read.keys()].sort()).toEqual(['a/größe.txt', 'a/leer.txt', 'index.html']);
  for (const { name, data } of files) expect(read.get(name)).toBe(data.toString('utf8'));
});

test('the same files in any order make the same bytes', () => {
  expect(zip([...files].reverse())).toEqual(zip(files));
});
