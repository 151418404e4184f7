/** Every kind of mistake, under a code that never changes its meaning. `orrery explain CODE` tells more. */
import type { Severity } from './diagnostic.ts';

/** N01 syntax, N02 references, N03 words, N04 math, N05 links and images, N06 structure, N07 simulations, N08 front matter and course files, N09 files and limits. */
export const codes = {
  N0101: { title: 'HTML tag', severity: 'error' },
  N0102: { title: 'braces outside math', severity: 'error' },
  N0103: { title: 'Liquid or kramdown markup', severity: 'error' },
  N0104: { title: 'HTML comment', severity: 'error' },
  N0105: { title: '“<” outside math', severity: 'error' },
  N0106: { title: 'JavaScript in a note', severity: 'error' },
  N0107: { title: 'word not closed, or closed without having been opened', severity: 'error' },
  N0108: { title: 'syntax that can’t be read', severity: 'error' },
  N0109: { title: 'link in angle brackets', severity: 'error' },
  N0110: { title: 'not part of the notes language', severity: 'error' },
  N0111: { title: 'lone “$”', severity: 'error' },
  N0112: { title: 'display math inside a line', severity: 'error' },
  N0113: { title: 'display math not closed', severity: 'error' },
  N0114: { title: 'word not on lines of its own', severity: 'error' },
  N0115: { title: 'code block not closed', severity: 'error' },

  N0201: { title: 'reference that can’t be read', severity: 'error' },
  N0202: { title: 'label of the wrong form', severity: 'error' },
  N0203: { title: 'label not defined', severity: 'error' },
  N0204: { title: 'label defined in several lectures', severity: 'error' },
  N0205: { title: 'label defined twice', severity: 'error' },
  N0207: { title: 'citation of an unknown key', severity: 'error' },
  N0208: { title: 'bibliography that can’t be read', severity: 'error' },
  N0209: { title: 'bibliography key defined twice', severity: 'error' },
  N0210: { title: 'bibliography entry not complete', severity: 'error' },
  N0211: { title: 'reference to a lecture not yet written', severity: 'warning' },
  N0212: { title: 'footnote not defined', severity: 'error' },
  N0213: { title: 'footnote never referred to, or defined twice', severity: 'error' },

  N0301: { title: 'unknown word', severity: 'error' },
  N0302: { title: 'unknown attribute', severity: 'error' },
  N0303: { title: 'missing attribute', severity: 'error' },
  N0304: { title: 'attribute with a wrong value', severity: 'error' },
  N0305: { title: 'attribute that is not a string', severity: 'error' },
  N0306: { title: 'attribute given twice', severity: 'error' },
  N0307: { title: 'content that a word can’t hold', severity: 'error' },
  N0308: { title: 'question without a right answer', severity: 'error' },
  N0309: { title: 'word in the wrong place', severity: 'error' },

  N0401: { title: 'unknown macro', severity: 'error' },
  N0402: { title: 'TeX error', severity: 'error' },
  N0403: { title: 'TeX command not allowed', severity: 'error' },
  N0404: { title: 'formula too large', severity: 'error' },
  N0405: { title: 'equation label in the wrong place', severity: 'error' },
  N0406: { title: 'environment that numbers its own lines', severity: 'error' },
  N0407: { title: 'reference inside a formula', severity: 'error' },

  N0501: { title: 'address not allowed', severity: 'error' },
  N0502: { title: 'dead link', severity: 'error' },
  N0503: { title: 'dead anchor', severity: 'error' },
  N0504: { title: 'image not found', severity: 'error' },
  N0505: { title: 'image of the wrong kind', severity: 'error' },
  N0506: { title: 'image too large', severity: 'error' },
  N0507: { title: 'missing text alternative', severity: 'error' },
  N0508: { title: 'image in Markdown syntax', severity: 'error' },
  N0509: { title: 'host name with look-alike letters', severity: 'warning' },
  N0510: { title: 'unknown drawing', severity: 'error' },

  N0601: { title: 'second title', severity: 'error' },
  N0602: { title: 'heading too deep', severity: 'error' },
  N0603: { title: 'heading level skipped', severity: 'error' },
  N0604: { title: 'two headings with the same text', severity: 'warning' },
  N0605: { title: 'empty lecture', severity: 'error' },
  N0606: { title: 'heading without text', severity: 'error' },

  N0701: { title: 'unknown simulation', severity: 'error' },
  N0702: { title: 'unknown story', severity: 'error' },
  N0703: { title: 'unknown parameter', severity: 'error' },
  N0704: { title: 'parameter with a wrong value', severity: 'error' },
  N0705: { title: 'unknown claim', severity: 'error' },
  N0706: { title: 'unknown question', severity: 'error' },
  N0707: { title: 'claim that no longer holds', severity: 'error' },
  N0708: { title: 'simulation that can’t be loaded', severity: 'error' },
  N0709: { title: 'unknown panel', severity: 'error' },

  N0801: { title: 'no front matter', severity: 'error' },
  N0802: { title: 'YAML error', severity: 'error' },
  N0803: { title: 'unknown key', severity: 'error' },
  N0804: { title: 'missing key', severity: 'error' },
  N0805: { title: 'wrong value', severity: 'error' },
  N0806: { title: 'YAML feature not allowed', severity: 'error' },
  N0807: { title: 'key given twice', severity: 'error' },
  N0808: { title: 'unknown unit', severity: 'error' },
  N0809: { title: 'unknown prerequisite', severity: 'error' },
  N0810: { title: 'no scribe', severity: 'error' },
  N0811: { title: 'slug used twice', severity: 'error' },
  N0812: { title: 'macro of the wrong form', severity: 'error' },
  N0813: { title: 'course file missing', severity: 'error' },
  N0814: { title: 'lecture in another unit', severity: 'error' },

  N0901: { title: 'not a text file', severity: 'error' },
  N0902: { title: 'invisible characters', severity: 'error' },
  N0903: { title: 'file too large', severity: 'error' },
  N0904: { title: 'note too large or too deep', severity: 'error' },
  N0905: { title: 'file that does not belong in content', severity: 'error' },
  N0906: { title: 'symbolic link', severity: 'error' },
  N0907: { title: 'folder without a note', severity: 'error' },
} as const satisfies Record<string, { readonly title: string; readonly severity: Severity }>;

export type Code = keyof typeof codes;

export function severityOf(code: Code): Severity {
  return codes[code].severity;
}

export function isCode(text: string): text is Code {
  return Object.hasOwn(codes, text);
}
