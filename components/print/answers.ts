/** What stands at the end of a printed lecture: where each answer is to be found, and which there are. */
import { walkBlocks } from '#notes/text.ts';
import type { Lecture, WordNode } from '#notes/tree.ts';

/** Element id of the answer to a word, from its place in the note. */
export function answerId(word: WordNode): string {
  return `answer-${word.place.line}-${word.place.column}`;
}

export interface Answered {
  /** A prediction, a question of a quiz, or the solution of an exercise. */
  readonly word: WordNode;
  /** The quiz or exercise it is part of. */
  readonly within?: WordNode;
  /** 1-based place in a quiz. */
  readonly place?: number;
}

export function answersOf(lecture: Lecture): {
  readonly [kind in 'predictions' | 'quizzes' | 'solutions']: Answered[];
} {
  const predictions: Answered[] = [];
  const quizzes: Answered[] = [];
  const solutions: Answered[] = [];
  const isWord = (block: { type: string }): block is WordNode => block.type === 'word';
  for (const block of walkBlocks(lecture.blocks)) {
    if (block.type !== 'word') continue;
    if (block.name === 'Predict') predictions.push({ word: block });
    const inside = (name: string) => block.children.filter(isWord).filter((child) => child.name === name);
    if (block.name === 'Quiz') {
      inside('Question').forEach((word, at) => {
        quizzes.push({ word, within: block, place: at + 1 });
      });
    }
    if (block.name === 'Exercise') {
      for (const word of inside('Solution')) solutions.push({ word, within: block });
    }
  }
  return { predictions, quizzes, solutions };
}
