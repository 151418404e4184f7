/** The measured answer to a prediction, found at build by running the question's story. */
import type { Panel } from '../panel.ts';
import type { Overrides } from '../params.ts';
import type { AnySim, Frame, ParamSpecs, Question } from '../sim.ts';
import { cached } from './cache.ts';
import { fingerprint } from './fingerprint.ts';
import { storyRun } from './frames.ts';

export type Answer =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'choice'; readonly index: number }
  | {
      readonly kind: 'curve';
      readonly x: readonly number[];
      readonly y: readonly number[];
      /** The panel to draw on, without its marks. */
      readonly panel: Pick<Panel, 'id' | 'title' | 'x' | 'y'>;
    };

/** Points of a measured curve that are kept for comparison. */
const CURVE_POINTS = 60;

export function answerTo(root: string, sim: AnySim, question: Question<ParamSpecs, Frame>): Answer {
  return cached(root, ['answer', sim.id, question.id, fingerprint(root, sim.id, { views: true })], () => {
    const { frame, values } = storyRun(root, sim, {
      story: question.story,
      params: (question.params ?? {}) as Overrides,
      steps: question.at,
    });
    if (question.kind === 'number') return { kind: 'number', value: question.answer(frame, values) };
    if (question.kind === 'choice') return { kind: 'choice', index: question.answer(frame, values) };
    const panel = (sim.view.panels(frame, values) as readonly Panel[]).find(
      (one) => one.id === question.panel,
    );
    if (!panel)
      throw new Error(
        `${sim.id}: question “${question.id}” draws on a panel “${question.panel}” that does not exist`,
      );
    const { x, y } = question.answer(frame, values);
    const kept = Array.from(
      { length: Math.min(CURVE_POINTS, x.length) },
      (_, k, n = Math.min(CURVE_POINTS, x.length)) => Math.round((k * (x.length - 1)) / Math.max(1, n - 1)),
    );
    return {
      kind: 'curve',
      x: kept.map((i) => x[i] as number),
      y: kept.map((i) => y[i] as number),
      panel: { id: panel.id, title: panel.title, x: plain(panel.x), y: plain(panel.y) },
    };
  });
}

/** An axis without its functions, so that it can be stored and sent to the page. */
function plain({ format: _, ...axis }: Panel['x']): Panel['x'] {
  return axis;
}
