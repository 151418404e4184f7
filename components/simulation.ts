/** What a `<Sim>` of the notes shows. */
import { type Shown, type Still, still } from '#lab/build/stills.ts';
import type { Overrides } from '#lab/params.ts';
import type { AnySim, ParamSpecs, ParamValue } from '#lab/sim.ts';
import { walkBlocks } from '#notes/text.ts';
import type { Lecture, WordNode } from '#notes/tree.ts';
import { byImportance } from './param-groups.ts';

function storyOf(sim: AnySim, word: WordNode): string {
  return String(word.attributes.story ?? sim.stories[0].id);
}

/** Attributes name parameters as addresses do, by their short key. */
function paramsOf(sim: AnySim, word: WordNode): Overrides {
  const names = new Map(Object.entries(sim.params as ParamSpecs).map(([name, spec]) => [spec.url, name]));
  const params: Record<string, ParamValue> = {};
  for (const [key, value] of Object.entries(word.attributes)) {
    const name = names.get(key);
    if (name !== undefined) params[name] = value;
  }
  return params as Overrides;
}

/** Names of the panels that a figure shows; absent where it shows all. */
function panelsOf(word: WordNode): readonly string[] | undefined {
  return word.attributes.panels === undefined ? undefined : String(word.attributes.panels).split(',');
}

export function stateOf(sim: AnySim, word: WordNode): Shown {
  return { story: storyOf(sim, word), params: paramsOf(sim, word), panels: panelsOf(word) };
}

export function stillOf(sim: AnySim, word: WordNode, prefix: string): Still {
  return still(process.cwd(), sim, stateOf(sim, word), prefix);
}

/** What the height of a figure depends on most on a phone, for the style sheet: pictures, controls, stories. */
export function sizeOf(sim: AnySim, word: WordNode): string {
  const { narrow, wide } = stillOf(sim, word, '');
  const tall = [...narrow, ...wide.filter(({ id }) => !narrow.some((panel) => panel.id === id))].reduce(
    (sum, { width, height }) => sum + height / width,
    0,
  );
  const { essential } = byImportance(Object.entries(sim.params as ParamSpecs));
  const rows = essential.filter(([, spec]) => spec.kind !== 'vector').length;
  return `--tall:${tall.toFixed(2)};--rows:${rows};--stories:${sim.stories.length}`;
}

/** Blocks of a lecture that may be on a screen when it opens; the smallest window of a phone shows none of them. */
const OPENING = 5;

/** Whether a figure is not on the screen when its lecture opens. */
export function isFar(word: WordNode, lecture: Lecture): boolean {
  return ![...walkBlocks(lecture.blocks.slice(0, OPENING))].includes(word);
}
