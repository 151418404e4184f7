/** The picture of a lecture for links shared elsewhere: the first panel of its first simulation, without words. */
import { simNamed } from '#components/catalogue.ts';
import { stillOf } from '#components/simulation.ts';
import { walkBlocks } from '#notes/text.ts';
import type { Lecture, WordNode } from '#notes/tree.ts';

export const CARD = { width: 1200, height: 630 } as const;
const MARGIN = 36;

/** A colour of the style sheet by the name of its variable. */
export type Colour = (name: string) => string;

/** Does it have a simulation to be shown? */
export function hasCard(lecture: Lecture): boolean {
  return firstSim(lecture) !== undefined;
}

function firstSim(lecture: Lecture): WordNode | undefined {
  for (const block of walkBlocks(lecture.blocks)) {
    if (block.type === 'word' && block.name === 'Sim') return block;
  }
  return undefined;
}

/** The card as SVG. @throws when the lecture has no simulation. */
export function cardSvg(lecture: Lecture, colour: Colour): string {
  const word = firstSim(lecture);
  if (!word) throw new Error(`${lecture.file} has no simulation`);
  const [panel] = stillOf(simNamed(String(word.attributes.of)), word, 'card').wide;
  if (!panel) throw new Error(`${word.attributes.of} draws no panel`);
  const { width, height } = CARD;
  const drawing = panel.svg
    .replace(/<text[\s\S]*?<\/text>/g, '')
    .replace(
      /^<svg([^>]*?) width="[^"]*" height="[^"]*"/,
      `<svg$1 x="${MARGIN}" y="${MARGIN}" width="${width - 2 * MARGIN}" height="${height - 2 * MARGIN}"`,
    );
  const sheet = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}"><rect width="100%" height="100%" fill="var(--paper)"/><rect width="100%" height="14" fill="var(--brass)"/>${drawing}</svg>`;
  return sheet.replace(/var\((--[\w-]+)\)/g, (_, name: string) => colour(name));
}

/** Reads the light colours out of the style sheet of tokens. */
export function lightColours(css: string): Colour {
  const colour: Colour = (name) => {
    const value = new RegExp(`${name}: (?:var\\(--light, ([^)]+)\\)|var\\((--[\\w-]+)\\))`).exec(css);
    if (value?.[2]) return colour(value[2]);
    if (!value?.[1]) throw new Error(`the style sheet has no colour ${name}`);
    return value[1];
  };
  return colour;
}
