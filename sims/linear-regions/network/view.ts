import type { Colour, Handle, Mark, Panel } from '#lab/panel.ts';
import { grouped } from '#lab/scale.ts';
import type { Values, View } from '#lab/sim.ts';
import { generalRegions } from '../geometry/arrangement.ts';
import { montufarLower, serraUpper } from '../geometry/bounds.ts';
import { LAYER_COLOURS, layerCuts } from '../geometry/drawing.ts';
import { expectedInBox } from '../geometry/expectation.ts';
import { layerWidths, type NetworkFrame } from './model.ts';
import { params } from './params.ts';
import { spread } from './theory.ts';

type P = Values<typeof params>;

/** Lines of the first layer that can be dragged; more would crowd the box. */
const HANDLES = 3;

export const view: View<typeof params, NetworkFrame> = {
  panels(f, p): Panel[] {
    return [exactPanel(f, p), pixelPanel(f, p), growthPanel(f, p)];
  },

  describe(f, p) {
    const k = regions(f);
    const shape = `${p.depth === 1 ? 'one hidden layer' : `${p.depth} hidden layers`} of ${p.width}`;
    const drawn = f.t < p.width * p.depth ? ` So far ${f.t} of ${p.width * p.depth} neurons are drawn.` : '';
    return `A random ReLU net with ${shape} units cuts the box of half width ${p.L} into exactly ${k} linear regions; ${f.pixels} of them are seen by ${p.resolution} by ${p.resolution} pixels. One layer of as many neurons would make ${expectedInBox(f.t, p.L, spread(p)).toFixed(0)} in the mean and ${generalRegions(f.t)} at most; no net of this shape makes more than ${serraUpper(layerWidths(p))}.${drawn}`;
  },

  regime(f, p) {
    const layer = Math.min(p.depth, Math.ceil(f.t / p.width));
    if (p.biasSd === 0 && p.moved.length === 0) return 'without biases: sectors that meet at the origin';
    return f.t < p.width * p.depth ? `drawing layer ${Math.max(1, layer)}` : 'the whole net';
  },
};

function exactPanel(f: NetworkFrame, p: P): Panel {
  const marks: Mark[] = [
    { kind: 'polygons', points: f.points, offsets: f.offsets, cell: f.cells, stroke: 'paper' },
  ];
  const crowd = regions(f) > 400 ? 0.6 : 1;
  for (let l = p.depth - 1; l >= 0; l--) {
    const colour = LAYER_COLOURS[l] as Colour;
    marks.push({
      kind: 'arrows',
      ...layerCuts(f, l),
      head: false,
      colour,
      width: crowd * (l === 0 ? 1.3 : 1),
    });
  }
  return {
    id: 'exact',
    title: `= ${grouped(regions(f))} regions, exact`,
    aspect: 0.95,
    x: { label: 'x₁', domain: [-p.L, p.L], hidden: true },
    y: { label: 'x₂', domain: [-p.L, p.L], hidden: true },
    marks,
    handles: handles(f, p),
  };
}

function pixelPanel(f: NetworkFrame, p: P): Panel {
  const n = f.resolution;
  return {
    id: 'pixels',
    title: `≥ ${grouped(f.pixels)} regions, ${n} × ${n} pixels`,
    aspect: 0.95,
    x: { label: 'x₁', domain: [-p.L, p.L], hidden: true },
    y: { label: 'x₂', domain: [-p.L, p.L], hidden: true },
    marks: [
      {
        kind: 'raster',
        nx: n,
        ny: n,
        x0: -p.L,
        x1: p.L,
        y0: -p.L,
        y1: p.L,
        values: f.raster,
        palette: 'cells',
      },
    ],
  };
}

function growthPanel(f: NetworkFrame, p: P): Panel {
  const total = p.width * p.depth;
  const widths = layerWidths(p);
  const upper = serraUpper(widths);
  const drawn = Float64Array.from(f.counts, (_, i) => i);
  const all = Float64Array.from({ length: total + 1 }, (_, i) => i);
  const expected = all.map((n) => expectedInBox(n, p.L, spread(p)));
  // Where the curve is steep, its name has room beside it; behind the rule of a narrow first layer.
  const early = p.depth > 3 ? p.width : Math.ceil(total / 8);
  const marks: Mark[] = [];
  for (let l = 1; l < p.depth; l++) {
    marks.push({ kind: 'rule', x: l * p.width, colour: 'muted', opacity: 0.5, label: `layer ${l + 1}` });
  }
  marks.push(
    { kind: 'line', x: all, y: all.map((n) => generalRegions(n)), colour: 'ink', theory: true, width: 1.25 },
    { kind: 'line', x: drawn, y: f.counts, colour: 'a', width: 2.25 },
    // Over the net's own curve, which can be the same: without biases, or in a large box.
    { kind: 'line', x: all, y: expected, colour: 'b', theory: true },
    { kind: 'dots', x: [f.t], y: [regions(f)], colour: 'a', r: 4 },
    right(total, generalRegions(total), `one layer at most: ${grouped(generalRegions(total))}`, 'ink', -12),
    ownName(f, total),
    {
      kind: 'text',
      x: early,
      y: expected[early] as number,
      text: 'one layer, expected',
      colour: 'b',
      dx: 10,
      dy: 10,
    },
  );
  if (p.depth > 1) {
    const reached = montufarLower(widths);
    marks.push({ kind: 'rule', y: upper, colour: 'bad', theory: true });
    marks.push({
      kind: 'text',
      x: 0,
      y: upper,
      text: `no weights exceed ${grouped(upper)}`,
      colour: 'bad',
      dx: 6,
      dy: -9,
    });
    if (reached > generalRegions(total)) {
      marks.push({ kind: 'rule', y: reached, colour: 'good', theory: true });
      marks.push({
        kind: 'text',
        x: 0,
        y: reached,
        text: `some weights reach ${grouped(reached)}`,
        colour: 'good',
        dx: 6,
        dy: 9,
      });
    }
  }
  return {
    id: 'growth',
    title: 'Neuron by neuron, against what is possible',
    width: 'full',
    aspect: 2.1,
    x: { label: 'neurons', domain: [0, total * 1.01] },
    y: {
      label: 'regions',
      // Room above the bounds for two rows, the layers' names and a bound's own.
      domain: [1, Math.max(40 * Math.max(upper, generalRegions(total)), upper ** 1.25)],
      scale: 'log',
      grid: true,
    },
    marks,
  };
}

function right(x: number, y: number, text: string, colour: Colour, dy: number, bold = false): Mark {
  return { kind: 'text', x, y, text, colour, anchor: 'end', dx: -8, dy, bold };
}

/** Above all curves while they are short, where nothing else is; below its own once the bound's name is near. */
function ownName(f: NetworkFrame, total: number): Mark {
  const text = `this net: ${grouped(regions(f))}`;
  if (f.t >= 0.55 * total) return right(f.t, regions(f), text, 'a', 22, true);
  // At first the name reaches beyond the dot, to where the curves are higher.
  const end = Math.max(f.t, Math.ceil(0.3 * total));
  return right(f.t, Math.max(regions(f), generalRegions(end)), text, 'a', -12, true);
}

/** The first lines of the first layer, each held at its point nearest the origin. */
function handles(f: NetworkFrame, p: P): Handle[] {
  const out: Handle[] = [];
  for (let i = 0; i < Math.min(HANDLES, p.width, f.t); i++) {
    const [a, b, c] = f.lines.subarray(3 * i, 3 * i + 3) as unknown as [number, number, number];
    const foot = -c / (a * a + b * b);
    const inside = (v: number) => Math.max(-0.96 * p.L, Math.min(0.96 * p.L, v));
    out.push({
      id: `neuron-${i}`,
      label: `neuron ${i + 1} of the first layer`,
      x: inside(foot * a),
      y: inside(foot * b),
      colour: 'ink',
      keyStep: p.L / 25,
      valueText: `line ${Math.abs(foot * Math.hypot(a, b)).toFixed(2)} from the origin`,
      drag: (to) => ({ moved: movedThrough(p.moved, i, -(a * to.x + b * to.y) - c) }),
    });
  }
  return out;
}

/** The biases moved by hand with neuron i's moved `by` further. */
function movedThrough(moved: readonly number[], i: number, by: number): number[] {
  const out = Array.from({ length: Math.max(moved.length, i + 1) }, (_, k) => moved[k] ?? 0);
  const { min, max } = params.moved;
  out[i] = Math.min(max, Math.max(min, Number(((out[i] as number) + by).toFixed(4))));
  return out;
}

function regions(f: NetworkFrame): number {
  return f.counts[f.t] as number;
}
