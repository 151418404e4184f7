/** The `@font-face` rules of a style sheet as data. */

export interface Face {
  readonly family: string;
  readonly italic: boolean;
  readonly bold: boolean;
  readonly url: string;
  /** Is a character in the face's range? */
  readonly covers: (codePoint: number) => boolean;
}

export function facesOf(css: string): Face[] {
  return [...css.matchAll(/@font-face\s*\{([^}]*)\}/g)].map(([, rule = '']) => {
    const value = (name: string) => new RegExp(`${name}:\\s*([^;]*)`).exec(rule)?.[1]?.trim() ?? '';
    const ranges = value('unicode-range')
      .split(',')
      .filter((range) => range.trim() !== '')
      .map(rangeOf);
    return {
      family: value('font-family').replaceAll('"', ''),
      italic: value('font-style') === 'italic',
      bold: Number.parseInt(value('font-weight') || '400', 10) >= 600,
      url: /url\("?([^")]*)"?\)/.exec(rule)?.[1] ?? '',
      covers: (code) => ranges.length === 0 || ranges.some(([low, high]) => low <= code && code <= high),
    };
  });
}

/** "U+20-7E" → [0x20, 0x7e] */
function rangeOf(text: string): readonly [number, number] {
  const [low = '', high = low] = text.trim().replace(/^U\+/i, '').split('-');
  return [Number.parseInt(low, 16), Number.parseInt(high, 16)];
}
