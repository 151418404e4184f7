/** Stills as pages, print and feeds use them: a simulation's frame and drawings at a named state, cached. */
import { chosen } from '../choice.ts';
import { handleLabel, placeHandles } from '../handles.ts';
import { layoutPanel } from '../layout.ts';
import type { Colour, Panel } from '../panel.ts';
import type { AnySim, Frame, ParamSpecs, Values } from '../sim.ts';
import { miniature } from '../still/miniature.ts';
import { figureSvg, type PanelSvg } from '../still/still.ts';
import { cached } from './cache.ts';
import { fingerprint } from './fingerprint.ts';
import { type StoryState, storyRun } from './frames.ts';

/** A state of a simulation, and what of it is shown. */
export interface Shown extends StoryState {
  /** Names of panels. Default: all. */
  readonly panels?: readonly string[] | undefined;
}

export interface Still {
  /** Two abreast at 680 px. */
  readonly wide: readonly PanelSvg[];
  /** Full-width panels again at 340 px, for narrow columns; half-width panels serve both. */
  readonly narrow: readonly PanelSvg[];
  readonly handles: readonly StillHandle[];
  /** The figure in words. */
  readonly words: string;
  readonly values: Values<ParamSpecs>;
  readonly seed: number;
  readonly steps: number;
  /** Where the model's clock stands: fewer than the steps where it had come to its end. */
  readonly t: number;
}

/** A movable point on a still, which the running figure takes over. */
export interface StillHandle {
  readonly panel: string;
  readonly id: string;
  readonly label: string;
  readonly colour: Colour;
  /** The point itself is beyond the plotting area. */
  readonly outside: boolean;
  /** Centre in per cent of the panel's width and height; narrow where that has a drawing of its own. */
  readonly wide: readonly [number, number];
  readonly narrow?: readonly [number, number];
}

/** @throws RangeError when there is no such story, or none of the panels in it. */
export function still(root: string, sim: AnySim, state: Shown, prefix: string): Still {
  const key = ['drawing', sim.id, state, fingerprint(root, sim.id, { views: true })];
  const drawn = cached(root, key, () => {
    const { frame, ...run } = storyRun(root, sim, state);
    return { ...draw(sim, frame, run.values, state.panels), ...run };
  });
  return { ...drawn, wide: drawn.wide.map(named(prefix)), narrow: drawn.narrow.map(named(`${prefix}-n`)) };
}

/** The panel that stands for a figure, at a state, as a small picture for cards, and the figure in words. */
export function thumbnail(
  root: string,
  sim: AnySim,
  state: StoryState,
  prefix: string,
): { readonly svg: string; readonly words: string } {
  const key = ['thumbnail', sim.id, state, fingerprint(root, sim.id, { views: true })];
  const { svg, words } = cached(root, key, () => {
    const { frame, values } = storyRun(root, sim, state);
    const panels = sim.view.panels(frame, values) as readonly Panel[];
    const emblem = sim.view.emblem ? panels.find(({ id }) => id === sim.view.emblem) : panels[0];
    if (!emblem) throw new RangeError(`${sim.id} has no panel “${sim.view.emblem}”`);
    const [drawn] = figureSvg([miniature(emblem)], { width: 340, prefix: NAMELESS, stacked: true });
    return { svg: drawn?.svg ?? '', words: sim.view.describe(frame, values) };
  });
  return { svg: svg.replaceAll(`${NAMELESS}-`, `${prefix}-`), words };
}

/** Stands for the figure's name in a drawing that is kept: the same still serves many figures. */
const NAMELESS = 'figure-name';

const named =
  (prefix: string) =>
  (panel: PanelSvg): PanelSvg => ({
    ...panel,
    svg: panel.svg.replaceAll(`${NAMELESS}-`, `${prefix}-`),
  });

function draw(sim: AnySim, frame: Frame, values: Values<ParamSpecs>, names: Shown['panels']) {
  const panels = chosen(sim.view.panels(frame, values) as readonly Panel[], names);
  if (panels.length === 0) throw new RangeError(`${sim.id} has no panels “${names}” here`);
  const wide = figureSvg(panels, { width: 680, prefix: NAMELESS });
  const narrow = figureSvg(panels, { width: 340, prefix: NAMELESS, stacked: true }).filter(
    (panel) => panel.full,
  );
  const handles = panels.flatMap((panel) => handlesOf(panel, wide, narrow));
  return { wide, narrow, handles, words: sim.view.describe(frame, values), t: frame.t };
}

/** px of a phone 320 px wide a px of a still of 340: handles keep their distance there too. */
const NARROWEST = 284 / 340;

function handlesOf(panel: Panel, wide: readonly PanelSvg[], narrow: readonly PanelSvg[]): StillHandle[] {
  const placesOn = (drawings: readonly PanelSvg[]) =>
    drawings
      .filter(({ id }) => id === panel.id)
      .flatMap(({ width, height }) =>
        placeHandles(panel.handles ?? [], layoutPanel(panel, width, height), NARROWEST).map((placed) => ({
          ...placed,
          centre: [
            percent(placed.left / (NARROWEST * width)),
            percent(placed.top / (NARROWEST * height)),
          ] as const,
        })),
      );
  const onNarrow = placesOn(narrow);
  return placesOn(wide).map(({ handle, outside, centre }, i) => ({
    panel: panel.id,
    id: handle.id,
    label: handleLabel(handle),
    colour: handle.colour ?? 'accent',
    outside,
    wide: centre,
    ...(onNarrow[i] ? { narrow: onNarrow[i].centre } : {}),
  }));
}

const percent = (share: number): number => Math.round(1e4 * share) / 100;
