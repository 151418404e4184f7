/** Which predictions a lecture asks for about a story. */
import type { AnySim, Frame, ParamSpecs, Question } from '#lab/sim.ts';
import { walkBlocks } from '#notes/text.ts';
import type { Lecture, WordNode } from '#notes/tree.ts';

/** @throws when the simulation has no such question. */
export function questionOf(word: WordNode, sim: AnySim): Question<ParamSpecs, Frame> {
  const question = (sim.questions as Question<ParamSpecs, Frame>[] | undefined)?.find(
    (one) => one.id === word.attributes.id,
  );
  if (!question) throw new Error(`${sim.id} has no question “${word.attributes.id}”`);
  return question;
}

/** Element id of a prediction. */
export function predictionId(word: WordNode): string {
  const { of: sim, id } = word.attributes;
  return word.id ?? `predict-${String(sim).replaceAll('/', '-')}-${id}`;
}

/** Element ids of the predictions whose answer a still of this story shows. */
export function predictionsAbout(sim: AnySim, story: string, lecture: Lecture): string[] {
  return [...walkBlocks(lecture.blocks)]
    .filter((block) => block.type === 'word' && block.name === 'Predict')
    .map((block) => block as WordNode)
    .filter((word) => word.attributes.of === sim.id && questionOf(word, sim).story === story)
    .map(predictionId);
}
