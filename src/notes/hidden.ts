/** Characters that a reader of the source can't see, and that change what it means. */

const names: readonly (readonly [RegExp, string])[] = [
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  [/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/, 'a control character'],
  [/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/, 'a character that changes the direction of writing'],
  [/[\u2028\u2029]/, 'a Unicode line separator'],
  [/(?:\u200b|\u200c|\u200d|\u2060|\ufeff|\u00ad|\u180e)/, 'a zero-width character'],
  [/[\ufff0-\uffff\ud800-\udfff\ue000-\uf8ff]/u, 'a character without meaning'],
  [/[\u{e0000}-\u{e0fff}]/u, 'an invisible tag character'],
];

/** The first such character of a text. */
export function hiddenCharacter(text: string): { readonly index: number; readonly name: string } | undefined {
  let found: { index: number; name: string } | undefined;
  for (const [pattern, name] of names) {
    const index = text.search(pattern);
    if (index >= 0 && (found === undefined || index < found.index)) {
      const hex = (text.codePointAt(index) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      found = { index, name: `${name} (U+${hex})` };
    }
  }
  return found;
}
