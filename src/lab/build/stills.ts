/** Stills as pages, print and feeds use them: a simulation's frame and drawings at a named state, cached. */
import type { AnySim, Frame, ParamSpecs, Values } from '../sim.ts';
import { figureSvg, type PanelSvg } from '../still/still.ts';
import { cached } from './cache.ts';
import { fingerprint } from './fingerprint.ts';
import { type StoryState, storyRun } from './frames.ts';

export interface Still {
  /** Two abreast at 680 px. */
  readonly wide: readonly PanelSvg[];
  /** Full-width panels again at 340 px, for narrow columns; half-width panels serve both. */
  readonly narrow: readonly PanelSvg[];
  /** The figure in words. */
  readonly words: string;
  readonly values: Values<ParamSpecs>;
  readonly seed: number;
  readonly steps: number;
  /** Where the model's clock stands: fewer than the steps where it had come to its end. */
  readonly t: number;
}

export function still(root: string, sim: AnySim, state: StoryState, prefix: string): Still {
  const key = ['drawing', sim.id, state, fingerprint(root, sim.id, { views: true })];
  const drawn = cached(root, key, () => {
    const { frame, ...run } = storyRun(root, sim, state);
    return { ...draw(sim, frame, run.values), ...run };
  });
  return { ...drawn, wide: drawn.wide.map(named(prefix)), narrow: drawn.narrow.map(named(`${prefix}-n`)) };
}

/** Stands for the figure's name in a drawing that is kept: the same still serves many figures. */
const NAMELESS = 'figure-name';

const named =
  (prefix: string) =>
  (panel: PanelSvg): PanelSvg => ({
    ...panel,
    svg: panel.svg.replaceAll(`${NAMELESS}-`, `${prefix}-`),
  });

function draw(sim: AnySim, frame: Frame, values: Values<ParamSpecs>) {
  const panels = sim.view.panels(frame, values);
  const wide = figureSvg(panels, { width: 680, prefix: NAMELESS });
  const narrow = figureSvg(panels, { width: 340, prefix: NAMELESS, stacked: true }).filter(
    (panel) => panel.full,
  );
  return { wide, narrow, words: sim.view.describe(frame, values), t: frame.t };
}
