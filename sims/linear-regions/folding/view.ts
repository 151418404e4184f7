import type { Handle, Mark, Panel, PolygonsMark } from '#lab/panel.ts';
import { grouped } from '#lab/scale.ts';
import type { Values, View } from '#lab/sim.ts';
import { type FoldingFrame, UNITS } from './model.ts';
import { params } from './params.ts';
import { bestShallow, crossover, foldedRegions, foldKnots, shallowUnitsForTent } from './theory.ts';

type P = Values<typeof params>;

/** A letter without symmetry, in the folded square: it shows which copies are mirrored. */
const LETTER = [
  [-0.42, -0.62],
  [-0.14, -0.62],
  [-0.14, -0.1],
  [0.3, -0.1],
  [0.3, 0.14],
  [-0.14, 0.14],
  [-0.14, 0.38],
  [0.44, 0.38],
  [0.44, 0.62],
  [-0.42, 0.62],
] as const;
/** Beyond 4⁴ copies the letter is too small to read. */
const MOST_LETTERS = 256;

export const view: View<typeof params, FoldingFrame> = {
  panels(f, p): Panel[] {
    return [squarePanel(f, p), tentPanel(f, p), countPanel(f, p)];
  },

  describe(f) {
    const units = UNITS * f.t;
    const k = f.counts[f.t] as number;
    const best = bestShallow(units);
    const compared =
      k > best
        ? `more than the ${best} that one layer of ${units} could make`
        : `no more than the ${best} that one layer of ${units} could make`;
    return `After ${f.t} fold${f.t === 1 ? '' : 's'}, a net of ${units} units in ${f.t} layer${f.t === 1 ? '' : 's'} has ${k} linear regions on the square, ${compared}. Along one coordinate it is a zigzag of ${2 ** f.t} pieces. A random net of the same shape has ${f.random[f.t]}.`;
  },

  regime(f) {
    if (f.t === 0) return 'not folded yet';
    return (f.counts[f.t] as number) > bestShallow(UNITS * f.t)
      ? 'deep beats every shallow net'
      : 'a shallow net could do as well';
  },
};

function squarePanel(f: FoldingFrame, p: P): Panel {
  const count = f.counts[f.t] as number;
  const marks: Mark[] = [
    {
      kind: 'polygons',
      points: f.points,
      offsets: f.offsets,
      cell: f.mirrored,
      stroke: count > 256 ? 'paper' : 'ink',
    },
  ];
  if (count <= MOST_LETTERS) marks.push(letters(f));
  return {
    id: 'square',
    title: `${f.t === 1 ? '1 fold' : `${f.t} folds`}: ${grouped(count)} regions, ${UNITS * f.t} neurons`,
    aspect: 0.95,
    x: { label: 'x₁', domain: [-1, 1], hidden: true },
    y: { label: 'x₂', domain: [-1, 1], hidden: true },
    marks,
    handles: [creaseHandle(p)],
  };
}

/** The letter as each region sees it: pulled back through the folds. */
function letters(f: FoldingFrame): PolygonsMark {
  const cells = f.mirrored.length;
  const points = new Float64Array(2 * LETTER.length * cells);
  for (let cell = 0; cell < cells; cell++) {
    const [sx, ox, sy, oy] = f.maps.subarray(4 * cell, 4 * cell + 4) as unknown as [
      number,
      number,
      number,
      number,
    ];
    for (const [i, [x, y]] of LETTER.entries()) {
      points.set([(x - ox) / sx, (y - oy) / sy], 2 * (LETTER.length * cell + i));
    }
  }
  return {
    kind: 'polygons',
    points,
    offsets: Int32Array.from({ length: cells + 1 }, (_, i) => LETTER.length * i),
    cell: new Int32Array(cells).fill(11),
    stroke: cells > 16 ? 'muted' : 'ink',
  };
}

function creaseHandle(p: P): Handle {
  const [x, y] = [p.crease[0] ?? 0, p.crease[1] ?? 0];
  const { min, max } = params.crease;
  const inside = (v: number) => {
    const rounded = Math.abs(v) < 0.02 ? 0 : Number(v.toFixed(3));
    return Math.min(max, Math.max(min, rounded));
  };
  return {
    id: 'crease',
    label: 'crease',
    x,
    y,
    colour: 'accent',
    keyStep: 0.05,
    drag: (to) => ({ crease: [inside(to.x), inside(to.y)] }),
  };
}

function tentPanel(f: FoldingFrame, p: P): Panel {
  const knots = foldKnots(p.crease[0] ?? 0, f.t);
  const values = f.t === 0 ? knots : knots.map((_, i) => (i % 2 === 0 ? 1 : -1));
  const kinks = knots.slice(1, -1);
  const needed = shallowUnitsForTent(f.t);
  return {
    id: 'tent',
    title: `One coordinate: ${2 ** f.t} pieces, ${2 * f.t} neurons`,
    aspect: 0.95,
    x: { label: 'x₁', domain: [-1, 1], ticks: [-1, -0.5, 0, 0.5, 1] },
    y: { label: 'folded x₁', domain: [-1.02, 1.32], ticks: [-1, 0, 1] },
    marks: [
      { kind: 'line', x: knots, y: values, colour: 'a' },
      { kind: 'dots', x: kinks, y: values.slice(1, -1), colour: 'a', r: f.t > 4 ? 1.5 : 3 },
      {
        kind: 'text',
        x: -1,
        y: 1.2,
        text:
          needed > 0
            ? `one layer would need ${needed} neuron${needed === 1 ? '' : 's'}, one a kink`
            : 'no kink yet',
        colour: 'muted',
        dx: 6,
      },
    ],
  };
}

function countPanel(f: FoldingFrame, p: P): Panel {
  const most = Math.max(p.k, crossover()) + 0.35;
  const folds = Float64Array.from({ length: f.t + 1 }, (_, i) => UNITS * i);
  const units = Float64Array.from({ length: UNITS * params.k.max + 1 }, (_, i) => i).filter(
    (n) => n <= UNITS * most,
  );
  const between = Math.floor(most) - 0.5;
  const early = Math.floor(0.48 * UNITS * most);
  const wins = crossover();
  const marks: Mark[] = [
    { kind: 'line', x: units, y: units.map((n) => foldedRegions(n / UNITS)), colour: 'a', theory: true },
    { kind: 'line', x: units, y: units.map(bestShallow), colour: 'b', theory: true },
    {
      kind: 'rule',
      x: UNITS * wins,
      colour: 'muted',
      opacity: 0.5,
      label: `${UNITS * wins} neurons: ${foldedRegions(wins)} against ${bestShallow(UNITS * wins)}`,
    },
    // Half way between the last two dots.
    text(UNITS * between, foldedRegions(between), 'folded', 'a', -6),
    // Where it is clear of both curves: above its own.
    text(early, bestShallow(early), 'best single layer', 'b', -10),
    { kind: 'dots', x: folds, y: f.random, colour: 'muted', r: 3.5, shape: 'ring' },
    { kind: 'dots', x: folds, y: f.counts, colour: 'a', r: 5 },
  ];
  if (f.t > 0) {
    const last = f.random[f.t] as number;
    marks.push({
      kind: 'text',
      x: UNITS * f.t,
      y: last,
      text: `random: ${last}`,
      colour: 'muted',
      // Away from the rings before it.
      dx: 6,
      dy: 13,
    });
  }
  return {
    id: 'counts',
    title: 'Regions at equal neurons',
    width: 'full',
    aspect: 2.1,
    x: {
      label: 'neurons',
      domain: [0, UNITS * most],
      ticks: Array.from({ length: Math.floor(most) + 1 }, (_, i) => UNITS * i),
    },
    y: { label: 'regions', domain: [0.8, 5 * foldedRegions(most)], scale: 'log', grid: true },
    marks,
  };
}

function text(x: number, y: number, words: string, colour: 'a' | 'b', dy: number): Mark {
  return { kind: 'text', x, y, text: words, colour, anchor: 'end', dx: -14, dy, bold: true };
}
