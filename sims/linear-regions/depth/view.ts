import type { Colour, Mark, Numbers, Panel, TextMark } from '#lab/panel.ts';
import { grouped } from '#lab/scale.ts';
import type { Values, View } from '#lab/sim.ts';
import { generalRegions } from '../geometry/arrangement.ts';
import { montufarLower, serraUpper } from '../geometry/bounds.ts';
import { LAYER_COLOURS, layerCuts } from '../geometry/drawing.ts';
import { expectedInBox } from '../geometry/expectation.ts';
import { type DepthFrame, DRAWS } from './model.ts';
import type { params } from './params.ts';
import { mean, runningMean } from './statistics.ts';

type P = Values<typeof params>;

export const view: View<typeof params, DepthFrame> = {
  panels(f, p): Panel[] {
    const name = deepName(p);
    return [
      mapPanel('wide', `One layer of ${p.width * p.depth}`, 1, f.wide, {
        points: f.widePoints,
        offsets: f.wideOffsets,
        cells: f.wideCells,
        ends: f.wideEnds,
        layer: f.wideLayer,
      }),
      mapPanel('deep', name, p.depth, f.deep, {
        points: f.deepPoints,
        offsets: f.deepOffsets,
        cells: f.deepCells,
        ends: f.deepEnds,
        layer: f.deepLayer,
      }),
      meansPanel(f, p),
      possiblePanel(f, p),
    ];
  },

  describe(f, p) {
    const total = p.width * p.depth;
    const shape = new Array<number>(p.depth).fill(p.width);
    if (f.t === 0)
      return `No net is drawn yet. Each draw counts the regions of one layer of ${total} and of ${deepName(p)}.`;
    return `After ${f.t} draws with bias deviation ${p.biasSd}, one layer of ${total} has ${mean(f.wide).toFixed(0)} regions in the mean (closed form ${expectedInBox(total, 1, p.biasSd).toFixed(0)}) and ${deepName(p)} have ${mean(f.deep).toFixed(0)}. Chosen weights could give one layer ${generalRegions(total)}, and the deep net between ${montufarLower(shape)} and ${serraUpper(shape)}.`;
  },

  regime(f) {
    if (f.t < 20) return 'too few draws to say';
    return mean(f.wide) >= mean(f.deep) ? 'the wide net has more regions' : 'the deep net has more regions';
  },
};

function mapPanel(
  id: string,
  name: string,
  layers: number,
  counts: Float64Array,
  map: {
    points: Numbers;
    offsets: Numbers;
    cells: Numbers;
    ends: Float64Array<ArrayBuffer>;
    layer: Uint8Array<ArrayBuffer>;
  },
): Panel {
  const marks: Mark[] = [
    { kind: 'polygons', points: map.points, offsets: map.offsets, cell: map.cells, stroke: 'paper' },
  ];
  for (let l = layers - 1; l >= 0; l--) {
    const colour = LAYER_COLOURS[l] as Colour;
    marks.push({ kind: 'arrows', ...layerCuts(map, l), head: false, colour, width: 0.9 });
  }
  const last = counts[counts.length - 1];
  return {
    id,
    title: last === undefined ? name : `${name}: this draw ${grouped(last)}`,
    aspect: 0.95,
    x: { label: 'x₁', domain: [-1, 1], hidden: true },
    y: { label: 'x₂', domain: [-1, 1], hidden: true },
    marks,
  };
}

function meansPanel(f: DepthFrame, p: P): Panel {
  const total = p.width * p.depth;
  const expected = expectedInBox(total, 1, p.biasSd);
  const wide = runningMean(f.wide);
  const deep = runningMean(f.deep);
  const draws = Float64Array.from(wide.mean, (_, i) => i + 1);
  const end = draws.length - 1;
  const marks: Mark[] = [
    { kind: 'band', x: draws, lo: wide.low, hi: wide.high, colour: 'b' },
    { kind: 'band', x: draws, lo: deep.low, hi: deep.high, colour: 'a' },
    { kind: 'rule', y: expected, colour: 'b', theory: true },
    { kind: 'line', x: draws, y: wide.mean, colour: 'b' },
    { kind: 'line', x: draws, y: deep.mean, colour: 'a' },
  ];
  if (end >= 0) {
    const above = (wide.mean[end] as number) >= (deep.mean[end] as number) ? -14 : 14;
    marks.push(
      label(end + 1, wide.mean[end] as number, `one layer ${mean(f.wide).toFixed(0)}`, 'b', above),
      label(end + 1, deep.mean[end] as number, `deep ${mean(f.deep).toFixed(0)}`, 'a', -above),
    );
  }
  return {
    id: 'means',
    title: 'Mean regions over the draws, ± 2 s.e.',
    aspect: 1.1,
    x: { label: 'draws', domain: [0, Math.min(DRAWS, Math.max(50, 2 ** Math.ceil(Math.log2(f.t + 1))))] },
    y: { label: 'regions', domain: [0, 1.6 * expected], grid: true },
    marks,
  };
}

function label(x: number, y: number, text: string, colour: Colour, dy: number): Mark {
  return { kind: 'text', x, y, text, colour, anchor: 'end', dx: -4, dy, bold: true };
}

/** What random nets have and what chosen weights could have, on one logarithmic scale. */
function possiblePanel(f: DepthFrame, p: P): Panel {
  const shape = new Array<number>(p.depth).fill(p.width);
  const most = generalRegions(p.width * p.depth);
  const reached = Math.max(montufarLower(shape), 1);
  const upper = serraUpper(shape);
  const marks: Mark[] = [
    bar(0, 1, most, 'b', 0.22),
    bar(1, 1, upper, 'a', 0.12),
    bar(1, 1, reached, 'a', 0.2),
    note(0, most, `at most ${grouped(most)}`, 'b', -9),
    note(1, upper, `none exceeds ${grouped(upper)}`, 'a', -9),
    // On the tint alone it needs no margin; next to the filled bar's top it does.
    { ...note(1, reached, `some reach ${grouped(reached)}`, 'ink', 10), bare: !(reached < 4 * mean(f.deep)) },
  ];
  if (f.t > 0) {
    marks.push(bar(0, 1, mean(f.wide), 'b', 1), bar(1, 1, mean(f.deep), 'a', 1));
    marks.push(inBar(0, mean(f.wide)), inBar(1, mean(f.deep)));
  }
  return {
    id: 'possible',
    title: 'What is, and what could be',
    aspect: 1.1,
    x: {
      label: '',
      domain: [-0.55, 1.55],
      ticks: [0, 1],
      format: (v) => (v === 0 ? `1 × ${p.width * p.depth}` : `${p.depth} × ${p.width}`),
    },
    y: { label: 'regions', domain: [1, 5 * upper], scale: 'log', grid: true },
    marks,
  };
}

function bar(x: number, from: number, to: number, colour: Colour, opacity: number): Mark {
  return { kind: 'rects', x0: [x - 0.38], x1: [x + 0.38], y0: [from], y1: [to], colour, opacity };
}

function note(x: number, y: number, text: string, colour: Colour, dy: number): TextMark {
  return { kind: 'text', x, y, text, colour, anchor: 'middle', dy };
}

/** Below the top of a filled bar, in the colour of paper. */
function inBar(x: number, regions: number): TextMark {
  return { ...note(x, regions, `random ${regions.toFixed(0)}`, 'paper', 14), bare: true, bold: true };
}

function deepName(p: P): string {
  return `${p.depth} layers of ${p.width}`;
}
