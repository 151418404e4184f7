/** The phase plane: the field, the paths so far, the present points, and the start as a handle. */
import type { KeyEntry, Mark, Panel } from '#lab/panel.ts';
import { grouped } from '#lab/scale.ts';
import { type Game, velocity } from '../dynamics.ts';
import { lineup, METHODS } from '../methods.ts';
import { type GamesFrame, type GameValues, start } from '../model.ts';
import { PLOT_RATIO, windowOf } from '../plane.ts';
import { stallRadius } from '../theory.ts';
import { colourOf } from './colours.ts';
import { KEYED_ASPECT, keyOf } from './key.ts';

const ARROWS = 11;
/** Positions in the tail of each run of a field. */
const SWARM_TAIL = 9;
/** Times nearer or farther at which a start has its full colour. */
const FULL_COLOUR = 4;

export function phasePanel(f: GamesFrame, p: GameValues): Panel {
  const [x0, y0] = start(p);
  const field = p.race === 'field';
  const reach = windowOf(x0, y0, field);
  const dirac = p.game !== 'bilinear';
  return {
    id: 'phase',
    title: field ? `${grouped(f.change.length)} starts, one method` : 'The race',
    key: field ? FIELD_KEY : keyOf(lineup(p), (method) => METHODS[method]),
    aspect: KEYED_ASPECT,
    x: { label: dirac ? 'generator θ' : 'minimiser x', domain: [-reach * PLOT_RATIO, reach * PLOT_RATIO] },
    y: { label: dirac ? 'discriminator ψ' : 'maximiser y', domain: [-reach, reach] },
    marks: [
      ...(field ? [layer(f, reach)] : []),
      fieldArrows(p.game as Game, reach),
      { kind: 'rule', x: 0, colour: 'faint' },
      { kind: 'rule', y: 0, colour: 'faint' },
      ...(p.game === 'dirac-ns' ? [circle(stallRadius(p.eta))] : []),
      ...(field ? swarm(f) : paths(f, p)),
      { kind: 'dots', x: [0], y: [0], shape: 'cross', r: 4, colour: 'ink' },
      ...(field ? [] : [{ kind: 'dots', x: [x0], y: [y0], shape: 'ring', r: 5, colour: 'ink' } as const]),
    ],
    handles: [
      {
        id: 'start',
        label: 'start point',
        x: x0,
        y: y0,
        colour: 'accent',
        keyStep: reach / 25,
        valueText: `${x0.toFixed(2)}, ${y0.toFixed(2)}`,
        drag: ({ x, y }) => ({ start: [clamp(x), clamp(y)] }),
      },
    ],
  };
}

const clamp = (v: number): number => Math.min(10, Math.max(-10, Number(v.toFixed(3))));

/** Arrows along v, all of one length: the direction is what matters. */
function fieldArrows(game: Game, reach: number): Mark {
  const v = new Float64Array(2);
  const [x, y, dx, dy]: [number[], number[], number[], number[]] = [[], [], [], []];
  const cell = (2 * reach) / ARROWS;
  for (let i = 0; i < ARROWS; i++) {
    for (let j = 0; j < ARROWS; j++) {
      const px = PLOT_RATIO * (-reach + (i + 0.5) * cell);
      const py = -reach + (j + 0.5) * cell;
      velocity(game, px, py, v);
      const size = Math.hypot(v[0] as number, v[1] as number);
      if (size === 0) continue;
      const ux = (0.5 * cell * (v[0] as number)) / size;
      const uy = (0.5 * cell * (v[1] as number)) / size;
      x.push(px - ux / 2);
      y.push(py - uy / 2);
      dx.push(ux);
      dy.push(uy);
    }
  }
  return { kind: 'arrows', x, y, dx, dy, colour: 'muted', opacity: 0.4, width: 0.8 };
}

/** Predicted limit circle of simultaneous steps of the non-saturating game. */
function circle(radius: number): Mark {
  const angles = Array.from({ length: 97 }, (_, i) => (2 * Math.PI * i) / 96);
  return {
    kind: 'line',
    x: angles.map((a) => radius * Math.cos(a)),
    y: angles.map((a) => radius * Math.sin(a)),
    theory: true,
    colour: 'ink',
    width: 1.25,
    label: 'r = √(2η)',
    labelAt: 12,
  };
}

const FIELD_KEY: KeyEntry[][] = [
  [{ text: 'orange: a start whose run is nearer now', colour: 'muted' }],
  [{ text: `purple: farther; in full colour ${FULL_COLOUR} times`, colour: 'muted' }],
];

/** Every start in the colour of how far its run has come; white stays as far as it was. */
function layer(f: GamesFrame, reach: number): Mark {
  return {
    kind: 'raster',
    nx: f.columns,
    ny: f.rows,
    x0: -reach * PLOT_RATIO,
    x1: reach * PLOT_RATIO,
    y0: -reach,
    y1: reach,
    values: f.change,
    palette: 'diverging',
    range: [-Math.log10(FULL_COLOUR), Math.log10(FULL_COLOUR)],
    opacity: 0.6,
  };
}

function swarm(f: GamesFrame): Mark[] {
  const tails: { x: number[]; y: number[] } = { x: [], y: [] };
  for (let k = 0; k < f.x.length; k++) {
    for (let i = Math.max(0, f.tail - SWARM_TAIL); i < f.tail; i++) {
      tails.x.push(f.tailX[k * f.tail + i] as number);
      tails.y.push(f.tailY[k * f.tail + i] as number);
    }
    tails.x.push(Number.NaN);
    tails.y.push(Number.NaN);
  }
  return [
    { kind: 'line', ...tails, colour: 'a', width: 1, opacity: 0.4 },
    { kind: 'dots', x: f.x, y: f.y, colour: 'a', r: 2 },
  ];
}

function paths(f: GamesFrame, p: GameValues): Mark[] {
  const methods = lineup(p);
  const lines: Mark[] = methods.map((_, k) => ({
    kind: 'line',
    x: f.tailX.subarray(k * f.tail, (k + 1) * f.tail),
    y: f.tailY.subarray(k * f.tail, (k + 1) * f.tail),
    colour: colourOf(k),
    width: 1.25,
    opacity: 0.8,
  }));
  const heads: Mark[] = methods.map((_, k) => ({
    kind: 'dots',
    x: [f.x[k] as number],
    y: [f.y[k] as number],
    colour: colourOf(k),
    r: 4.5,
  }));
  return [...lines, ...heads];
}
