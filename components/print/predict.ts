/** The question that a `<Predict>` asks, with its measured answer. */
import { type Answer, answerTo } from '#lab/build/answers.ts';
import type { AnySim, Frame, ParamSpecs, Question } from '#lab/sim.ts';
import type { WordNode } from '#notes/tree.ts';
import { simNamed } from '../catalogue.ts';

export interface Prediction {
  readonly sim: AnySim;
  readonly question: Question<ParamSpecs, Frame>;
  readonly answer: Answer;
}

export function predictionOf(word: WordNode): Prediction {
  const sim = simNamed(String(word.attributes.of));
  const question = (sim.questions as Question<ParamSpecs, Frame>[] | undefined)?.find(
    (one) => one.id === word.attributes.id,
  );
  if (!question) throw new Error(`${sim.id} has no question “${word.attributes.id}”`);
  return { sim, question, answer: answerTo(process.cwd(), sim, question) };
}
