import type { Colour, LineMark, Mark, Panel } from '#lab/panel.ts';
import { grouped } from '#lab/scale.ts';
import type { View } from '#lab/sim.ts';
import { QUALITY_RADIUS } from './data/metrics.ts';
import { MAP_COLUMNS, MAP_REACH, MAP_ROWS, type RingFrame } from './model.ts';
import type { params } from './params.ts';
import { collapsedKl } from './theory.ts';
import type { RingValues } from './training.ts';

type P = typeof params;

/** Width over height of the map: that of the plotting area of a square panel, so that rings look round. */
const PLOT_RATIO = MAP_COLUMNS / MAP_ROWS;

/** Of a panel whose plot is as high as in a square panel without the two rows of its key. */
const KEYED_ASPECT = 0.915;

export const view: View<P, RingFrame> = {
  panels(f, p): Panel[] {
    return [mapPanel(f, p), qualityPanel(f, p), sharesPanel(f, p), klPanel(f, p)];
  },

  describe(f, p) {
    const last = f.time.length - 1;
    const covered = f.covered[last] ?? 0;
    const quality = Math.round(100 * (f.quality[last] ?? 0));
    const now = `${covered} of ${p.modes} modes ${covered === 1 ? 'is' : 'are'} covered, ${quality} % of samples are of high quality, and the divergence of the mode shares from uniform is ${(f.kl[last] ?? 0).toFixed(2)} of at most ${collapsedKl(p.modes).toFixed(2)} nats`;
    const run = `A GAN with ${cures(p)} on a ring of ${p.modes} Gaussians`;
    if (f.diverged >= 0) return `${run} diverged at step ${f.diverged}; in its last finite state ${now}.`;
    return `${run} after ${grouped(f.t)} generator steps: ${now} (${regimeOf(f, p)}).${ensemble(f, p)}`;
  },

  regime: (f, p) => regimeOf(f, p),
};

/** Thresholds are for words only; the claims carry their own. */
function regimeOf(f: RingFrame, p: RingValues): string {
  if (f.diverged >= 0) return `diverged at step ${f.diverged}`;
  const last = f.time.length - 1;
  const covered = f.covered[last] ?? 0;
  const quality = f.quality[last] ?? 0;
  if (f.t === 0) return 'untrained';
  if (quality < 0.15) return 'a diffuse cloud';
  if (covered === p.modes) return 'all modes covered';
  return covered <= Math.max(1, p.modes / 3) && quality > 0.3 ? 'mode collapse' : 'some modes missing';
}

function ensemble(f: RingFrame, p: RingValues): string {
  if (f.replicas < 2) return '';
  const last = f.time.length - 1;
  const [low, median, high] = [f.coveredLow, f.coveredMedian, f.coveredHigh].map((all) => all[last] ?? 0);
  const fewer =
    f.replicas < p.replicas
      ? ` ${p.replicas} were asked for: the processor runs ${f.replicas}, a graphics card all of them.`
      : '';
  return ` Over ${f.replicas} runs with seeds of their own the median covers ${median} modes, most between ${low} and ${high}.${fewer}`;
}

function cures(p: RingValues): string {
  const words = [
    { ns: 'the non-saturating loss', saturating: 'the saturating loss', wasserstein: 'a Wasserstein critic' }[
      p.loss
    ] ?? p.loss,
  ];
  if (p.penalty === 'r1' && p.gamma > 0) words.push(`R1 of strength ${p.gamma}`);
  if (p.penalty === 'gp' && p.gamma > 0) words.push(`a gradient penalty of strength ${p.gamma}`);
  if (p.pack > 1) words.push(`packs of ${p.pack}`);
  if (p.noise > 0) words.push(`instance noise ${p.noise}`);
  return words.join(', ');
}

function mapPanel(f: RingFrame, p: RingValues): Panel {
  const reach = MAP_REACH * p.radius;
  const shades =
    p.loss === 'wasserstein' ? 'critic: orange low, purple high' : 'judged fake: orange, real: purple';
  return {
    id: 'map',
    title: 'Samples over the discriminator',
    key: [
      [
        { text: 'generated', colour: 'a', bold: true },
        { text: 'data, and 3σ around each mode', colour: 'ink' },
      ],
      [{ text: shades, colour: 'muted' }],
    ],
    aspect: KEYED_ASPECT,
    x: { label: 'x₁', domain: [-reach * PLOT_RATIO, reach * PLOT_RATIO] },
    y: { label: 'x₂', domain: [-reach, reach] },
    marks: [
      {
        kind: 'raster',
        nx: MAP_COLUMNS,
        ny: MAP_ROWS,
        x0: -reach * PLOT_RATIO,
        x1: reach * PLOT_RATIO,
        y0: -reach,
        y1: reach,
        values: f.map,
        palette: 'diverging',
        range: [0, 1],
        opacity: 0.5,
      },
      ...rings(p),
      { kind: 'dots', ...points(f.data, 160), colour: 'muted', r: 1.4 },
      { kind: 'dots', ...points(f.samples, 400), colour: 'a', r: 2 },
    ],
  };
}

/** The circles within which a sample is of high quality. */
function rings(p: RingValues): Mark[] {
  const x: number[] = [];
  const y: number[] = [];
  for (let mode = 0; mode < p.modes; mode++) {
    const direction = (2 * Math.PI * mode) / p.modes;
    for (let i = 0; i <= 32; i++) {
      const angle = (2 * Math.PI * i) / 32;
      x.push(p.radius * Math.cos(direction) + QUALITY_RADIUS * p.sd * Math.cos(angle));
      y.push(p.radius * Math.sin(direction) + QUALITY_RADIUS * p.sd * Math.sin(angle));
    }
    x.push(Number.NaN);
    y.push(Number.NaN);
  }
  return [{ kind: 'line', x, y, colour: 'ink', width: 0.9, opacity: 0.7 }];
}

function points(flat: Float64Array, most: number): { x: Float64Array; y: Float64Array } {
  const count = Math.min(most, flat.length / 2);
  return {
    x: Float64Array.from({ length: count }, (_, i) => flat[2 * i] as number),
    y: Float64Array.from({ length: count }, (_, i) => flat[2 * i + 1] as number),
  };
}

const span = (f: RingFrame): number => Math.max(200, Math.ceil(f.t / 100) * 100);

function qualityPanel(f: RingFrame, p: RingValues): Panel {
  const many = f.replicas > 1;
  const last = f.time.length - 1;
  const covered = (many ? f.coveredMedian : f.covered)[last] ?? 0;
  const quality = (many ? f.qualityMedian : f.quality)[last] ?? 0;
  const share = (counts: Float64Array) => counts.map((k) => k / p.modes);
  // The run whose samples are shown is thin where it is one of many.
  const own = many ? ({ width: 0.9, opacity: 0.75 } as const) : {};
  return {
    id: 'quality',
    title: 'Coverage and quality',
    key: [
      [
        { text: `modes covered: ${covered} of ${p.modes}`, colour: 'a', bold: true },
        ...(many ? [{ text: `median, 80 % of ${runs(f, p)}`, colour: 'ink' } as const] : []),
      ],
      [
        {
          text: `within ${QUALITY_RADIUS}σ of a mode: ${Math.round(100 * quality)} %`,
          colour: 'b',
          bold: true,
        },
        ...(many ? [{ text: 'thin: the run that is shown', colour: 'muted' } as const] : []),
      ],
    ],
    aspect: KEYED_ASPECT,
    x: { label: 'generator step', domain: [0, span(f)] },
    y: { label: 'share', domain: [0, 1.05], ticks: [0, 0.25, 0.5, 0.75, 1], grid: true },
    marks: [
      ...(many
        ? [
            band(f, share(f.coveredLow), share(f.coveredHigh), 'a'),
            band(f, f.qualityLow, f.qualityHigh, 'b'),
            line(f, share(f.coveredMedian), 'a'),
            line(f, f.qualityMedian, 'b'),
          ]
        : []),
      { ...line(f, share(f.covered), 'a'), ...own },
      { ...line(f, f.quality, 'b'), ...own },
    ],
  };
}

/** How many runs were made, and how many of those asked for that is. */
function runs(f: RingFrame, p: RingValues): string {
  return f.replicas < p.replicas ? `${f.replicas} of ${p.replicas} runs` : `${f.replicas} runs`;
}

const line = (f: RingFrame, y: Float64Array, colour: Colour): LineMark => ({
  kind: 'line',
  x: f.time,
  y,
  colour,
});
const band = (f: RingFrame, lo: Float64Array, hi: Float64Array, colour: Colour): Mark => ({
  kind: 'band',
  x: f.time,
  lo,
  hi,
  colour,
});

function sharesPanel(f: RingFrame, p: RingValues): Panel {
  const mode = Array.from({ length: p.modes }, (_, k) => k);
  const top = Math.max(2 / p.modes, ...f.shares);
  return {
    id: 'shares',
    title: 'Where the samples go',
    aspect: 1.6,
    x: {
      label: 'mode, anticlockwise from the right',
      domain: [-0.5, p.modes - 0.5],
      ticks: mode.filter((k) => p.modes <= 12 || k % 4 === 0),
      format: (k) => String(k + 1),
    },
    y: {
      label: `share of samples nearest to it; dashed: data, 1/${p.modes}`,
      domain: [0, top > 0.46 ? 1 : 0.5],
    },
    marks: [
      {
        kind: 'rects',
        x0: mode.map((k) => k - 0.38),
        x1: mode.map((k) => k + 0.38),
        y0: mode.map(() => 0),
        y1: f.shares,
        colour: 'c',
      },
      { kind: 'rule', y: 1 / p.modes, theory: true, colour: 'ink' },
    ],
  };
}

function klPanel(f: RingFrame, p: RingValues): Panel {
  const most = Math.max(0.1, collapsedKl(p.modes));
  const marks: Mark[] = [
    {
      kind: 'rule',
      y: collapsedKl(p.modes),
      theory: true,
      colour: 'ink',
      label: `all in one mode: log ${p.modes}`,
    },
    { kind: 'line', x: f.time, y: f.kl, colour: 'c' },
  ];
  if (p.modes > 2) {
    const half = collapsedKl(p.modes) - Math.log(2);
    marks.push({ kind: 'rule', y: half, theory: true, colour: 'muted', label: 'in two modes' });
  }
  return {
    id: 'kl',
    title: 'Divergence of the shares from uniform',
    aspect: 1.6,
    x: { label: 'generator step', domain: [0, span(f)] },
    y: { label: 'KL, nats', domain: [0, 1.15 * most] },
    marks,
  };
}
