/** Notes that are dangerous by their size; made, not stored. */
const front = `---
title: Large
unit: one
scribes: [Mallory]
date: 2026-10-05
status: draft
prerequisites: []
summary: Too much.
---

`;

interface Large {
  readonly name: string;
  readonly code: string;
  readonly line: number;
  make(): string;
}

export const large: readonly Large[] = [
  { name: '300 KB of text', code: 'N0903', line: 1, make: () => front + 'word '.repeat(60_000) },
  { name: '30,000 nodes', code: 'N0904', line: 1, make: () => front + '*a* b\n\n'.repeat(7_500) },
  { name: 'a paragraph of 100 KB', code: 'N0904', line: 11, make: () => front + 'word '.repeat(20_000) },
  { name: 'quotes 400 deep', code: 'N0904', line: 11, make: () => `${front}${'> '.repeat(400)}text\n` },
  {
    name: 'lists 120 deep',
    code: 'N0904',
    line: 46,
    make: () => front + Array.from({ length: 120 }, (_, i) => `${'  '.repeat(i)}- item\n`).join(''),
  },
  {
    name: '10,000 footnotes',
    code: 'N0904',
    line: 1,
    make: () =>
      front +
      Array.from({ length: 5_000 }, (_, i) => `a[^${i}]\n\n`).join('') +
      Array.from({ length: 5_000 }, (_, i) => `[^${i}]: b\n\n`).join(''),
  },
  { name: '10,000 links', code: 'N0904', line: 11, make: () => front + '[a](https://b.c)\n'.repeat(10_000) },
  {
    name: '1,000 simulations',
    code: 'N0904',
    line: 1,
    make: () =>
      front +
      Array.from({ length: 1_000 }, (_, i) => `<Sim id="sim:a${i}" of="race" story="race" />\n\n`).join(''),
  },
  {
    name: 'emphasis 5,000 deep',
    code: 'N0904',
    line: 11,
    make: () => `${front}${'*a '.repeat(5_000)}${'b* '.repeat(5_000)}\n`,
  },
  { name: 'brackets 50,000', code: 'N0904', line: 11, make: () => `${front}${'['.repeat(50_000)}\n` },
  {
    name: 'a formula of 10,000 characters',
    code: 'N0404',
    line: 11,
    make: () => `${front}$${'a+'.repeat(5_000)}a$\n`,
  },
  {
    name: 'an array of 300 by 300',
    code: 'N0404',
    line: 12,
    make: () => {
      const row = Array.from({ length: 300 }, () => '1').join('&');
      return `${front}$$\n\\begin{matrix}${Array.from({ length: 300 }, () => row).join('\\\\')}\\end{matrix}\n$$\n`;
    },
  },
  {
    name: 'an attribute of 100 KB',
    code: 'N0304',
    line: 11,
    make: () => `${front}<Note title="${'a'.repeat(100_000)}">\n\ntext\n\n</Note>\n`,
  },
  {
    name: 'words 200 deep',
    code: 'N0904',
    line: 155,
    make: () => `${front}${'<Note>\n\n'.repeat(200)}text\n\n${'</Note>\n\n'.repeat(200)}`,
  },
];
