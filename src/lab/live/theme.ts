/** The colours and font of the page, read from its CSS variables. */
import type { Colour } from '../panel.ts';

export interface Theme {
  colour(name: Colour): string;
  cell(index: number): string;
  readonly font: string;
}

/** Reads the site's CSS variables once; read again when the theme changes. */
export function readTheme(element: Element): Theme {
  const style = getComputedStyle(element);
  const cache = new Map<string, string>();
  const variable = (name: string) => {
    let value = cache.get(name);
    if (value === undefined) {
      value = style.getPropertyValue(name).trim() || '#777';
      cache.set(name, value);
    }
    return value;
  };
  return {
    colour: (name) => variable(`--mark-${name}`),
    cell: (index) => variable(`--cell-${((index % 12) + 12) % 12}`),
    font: style.fontFamily || 'sans-serif',
  };
}
