/** The picture of a lecture for links shared elsewhere: its title, and the first panel of its first simulation. */
import { simNamed } from '#components/catalogue.ts';
import { stateOf } from '#components/simulation.ts';
import { thumbnail } from '#lab/build/stills.ts';
import { walkBlocks } from '#notes/text.ts';
import type { Lecture, WordNode } from '#notes/tree.ts';
import { fitLines, lettering } from './lettering.ts';

export const CARD = { width: 1200, height: 630 } as const;
const MARGIN = 60;
const BAR = 14;
/** Where the words end and the picture begins. */
const WORDS = { width: 500, lines: 3, sizes: [68, 60, 52, 46, 40], lead: 1.16 } as const;
const PICTURE = { x: 600, y: 62, width: 552, height: 520 } as const;

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

/** The card as SVG; its words are outlines, so that no font of the machine is asked for. @throws when the lecture has no simulation. */
export function cardSvg(lecture: Lecture, courseTitle: string, colour: Colour): string {
  const word = firstSim(lecture);
  if (!word) throw new Error(`${lecture.file} has no simulation`);
  const sim = simNamed(String(word.attributes.of));
  const { x, y, ...box } = PICTURE;
  const drawing = thumbnail(process.cwd(), sim, stateOf(sim, word), 'card').svg.replace(
    /^<svg([^>]*?) width="[^"]*" height="[^"]*"/,
    `<svg$1 x="${x}" y="${y}" width="${box.width}" height="${box.height}"`,
  );
  const { width, height } = CARD;
  const sheet = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}"><rect width="100%" height="100%" fill="var(--paper)"/><rect width="100%" height="${BAR}" fill="var(--brass)"/>${words(lecture.front.title, courseTitle)}${drawing}</svg>`;
  return sheet.replace(/var\((--[\w-]+)\)/g, (_, name: string) => colour(name));
}

/** The title at the head of its column, the course at its foot. */
function words(title: string, courseTitle: string): string {
  const heading = lettering('text-bold.woff2', 'text-regular-ext.woff2');
  const { size, lines } = fitLines(title, WORDS, heading);
  const first = BAR + MARGIN + 0.75 * size;
  const outlines = lines.map((line, i) => heading.outline(line, MARGIN, first + i * WORDS.lead * size, size));
  const plain = lettering('ui-regular.woff2', 'ui-regular-ext.woff2');
  const name = fitLines(courseTitle, { ...WORDS, lines: 1, sizes: [32, 28, 24] }, plain);
  const foot = plain.outline(name.lines.join(' '), MARGIN, CARD.height - MARGIN, name.size);
  return `<path class="title" fill="var(--ink)" d="${outlines.join('')}"/><path class="course" fill="var(--soft)" d="${foot}"/>`;
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
