import { defineSim } from '#lab/sim.ts';
import { generalBounded, generalRegions } from '../geometry/arrangement.ts';
import { expectedInBox } from '../geometry/expectation.ts';
import { innerRegions } from '../geometry/regions.ts';
import { model } from './model.ts';
import { params } from './params.ts';
import { view } from './view.ts';

/** Every line of every story is drawn by then. */
const ALL = params.m.max;

/** Five lines through (0.1, −0.1), 36° apart. */
const concurrent = [0, 1, 2, 3, 4].flatMap((k) => [0.1, -0.1, (k * Math.PI) / 5 + 0.2]);
const grid = [-0.45, 0, 0.45].flatMap((c) => [c, -0.62, Math.PI / 2, -0.62, c, 0]);
/** Draws of the Monte Carlo claims: standard errors near 1 %. */
const DRAWS = 200;

export default defineSim({
  id: 'linear-regions/lines',
  title: 'Lines',
  summary:
    'Drag lines and watch how many regions they cut the plane into: 1 + m + C(m, 2), unless they conspire.',
  stepName: 'line',
  params,
  model,
  view,
  stories: [
    {
      id: 'five',
      title: 'Five lines',
      caption:
        'Five lines in general position cut the plane into $1+5+\\binom52=16$ regions, six of them bounded. Drag a line until it is parallel to another, or through a crossing, and regions vanish.',
      params: {},
      seed: 1,
      steps: ALL,
      rate: 2,
    },
    {
      id: 'concurrent',
      title: 'Through one point',
      caption: 'Five lines through one point cut the plane into $2m=10$ sectors, and none is bounded.',
      params: { lines: concurrent },
      seed: 1,
      steps: ALL,
      rate: 2,
    },
    {
      id: 'grid',
      title: 'A grid',
      caption:
        'Three lines across three make $4\\cdot4=16$ regions: six lines in general position would make 22.',
      params: { m: 6, lines: grid },
      seed: 1,
      steps: ALL,
      rate: 2,
    },
    {
      id: 'box',
      title: 'A small box',
      caption:
        'The same five lines seen through a small window. A count in a box misses the crossings outside it: the formula is about the whole plane.',
      params: { L: 0.4 },
      seed: 1,
      steps: ALL,
      rate: 2,
    },
    {
      id: 'random',
      title: '20 random lines',
      caption:
        'The kinks of 20 random ReLU units, $w\\sim\\mathcal N(0,I)$, $b\\sim\\mathcal N(0,\\tfrac14)$. Some cross outside the box; the expected number inside has a closed form.',
      params: { m: 20, lines: [] },
      seed: 3,
      steps: ALL,
      rate: 5,
    },
    {
      id: 'fifty',
      title: '50 random lines',
      caption: 'Fifty random lines in a box of half width 2: about a thousand regions.',
      params: { m: 50, lines: [], L: 2 },
      seed: 1,
      steps: ALL,
      rate: 10,
    },
  ],
  claims: [
    {
      id: 'five-regions',
      statement: 'Five lines in general position cut the plane into 16 regions.',
      tex: '1+m+\\tbinom m2',
      source: 'zaslavsky1975',
      story: 'five',
      at: ALL,
      predict: (p) => generalRegions(p.m),
      // All crossings are in the box, so its polygons are the regions of the plane. Exact.
      measure: (f) => f.regions,
      tolerance: { abs: 0 },
    },
    {
      id: 'five-bounded',
      statement: 'Six of the 16 are bounded.',
      tex: '\\tbinom{m-1}2',
      source: 'zaslavsky1975',
      story: 'five',
      at: ALL,
      predict: (p) => generalBounded(p.m),
      measure: (f, p) => innerRegions(f, p.L),
      tolerance: { abs: 0 },
    },
    {
      id: 'concurrent-sectors',
      statement: 'Lines through one point make $2m$ sectors.',
      tex: '2m',
      source: 'zaslavsky1975',
      story: 'concurrent',
      at: ALL,
      predict: (p) => 2 * p.m,
      measure: (f) => f.regions,
      tolerance: { abs: 0 },
    },
    {
      id: 'grid-regions',
      statement: 'A grid of $3+3$ lines makes $(3+1)^2=16$ regions.',
      tex: '(3+1)^2',
      source: 'zaslavsky1975',
      story: 'grid',
      at: ALL,
      predict: () => 16,
      measure: (f) => f.regions,
      tolerance: { abs: 0 },
    },
    {
      id: 'box-regions',
      statement: 'In a box, $r=1+(\\text{lines that meet it})+\\sum_{p\\ \\text{inside}}(k_p-1)$.',
      tex: '1+m_{\\text{in}}+\\sum_p(k_p-1)',
      source: 'zaslavsky1975',
      story: 'box',
      at: ALL,
      predict: (_p, f) => f.box[f.t] ?? Number.NaN,
      measure: (f) => f.regions,
      tolerance: { abs: 0 },
    },
    {
      id: 'expected-regions',
      statement:
        'Twenty random lines of spread $\\tfrac12$ cut the box $[-1,1]^2$ into 131.75 regions in the mean.',
      tex: '1+mP_{\\text{hit}}+\\tbinom m2P_{\\text{int}}',
      source: 'own',
      story: 'random',
      at: ALL,
      predict: (p) => expectedInBox(p.m, p.L, p.spread),
      measure: (f) => f.regions,
      // Monte Carlo: four standard errors of the mean.
      tolerance: { sigmas: 4, replicas: DRAWS },
      digits: 4,
    },
    {
      id: 'expected-regions-wide',
      statement: 'Ten lines of spread 1 make 23.84 regions in the mean: half of the plane’s 56 lie outside.',
      tex: '1+mP_{\\text{hit}}+\\tbinom m2P_{\\text{int}}',
      source: 'own',
      story: 'random',
      at: ALL,
      params: { m: 10, spread: 1 },
      predict: (p) => expectedInBox(p.m, p.L, p.spread),
      measure: (f) => f.regions,
      tolerance: { sigmas: 4, replicas: DRAWS },
      digits: 4,
    },
    {
      id: 'expected-regions-narrow',
      statement: 'Twenty lines of spread $\\tfrac14$ make 168.9.',
      tex: '1+mP_{\\text{hit}}+\\tbinom m2P_{\\text{int}}',
      source: 'own',
      story: 'random',
      at: ALL,
      params: { spread: 0.25 },
      predict: (p) => expectedInBox(p.m, p.L, p.spread),
      measure: (f) => f.regions,
      tolerance: { sigmas: 4, replicas: DRAWS },
      digits: 4,
    },
    {
      id: 'expected-fifty',
      statement: 'Fifty lines of spread $\\tfrac12$ cut the box $[-2,2]^2$ into 1006.2.',
      tex: '1+mP_{\\text{hit}}+\\tbinom m2P_{\\text{int}}',
      source: 'own',
      story: 'fifty',
      at: ALL,
      predict: (p) => expectedInBox(p.m, p.L, p.spread),
      measure: (f) => f.regions,
      tolerance: { sigmas: 4, replicas: DRAWS },
      digits: 5,
    },
  ],
  questions: [
    {
      id: 'six-lines',
      prompt: 'Into how many regions can six lines cut the plane at most?',
      story: 'five',
      at: ALL,
      params: { m: 6 },
      explain:
        'The sixth line crosses the five others in five points, so it runs through six regions and splits each: $16+6=22=1+6+\\binom62$.',
      kind: 'number',
      answer: (f) => f.plane[f.t] ?? Number.NaN,
      abs: 0,
    },
    {
      id: 'one-point',
      prompt: 'Five lines are dragged through one common point. How many regions are left of the 16?',
      story: 'concurrent',
      at: ALL,
      explain:
        'The ten crossings became one. With $k_p$ lines through a point $p$, $r=1+m+\\sum_p(k_p-1)=1+5+4=10$.',
      kind: 'number',
      answer: (f) => f.regions,
      abs: 0,
    },
    {
      id: 'parallel-pair',
      prompt: 'In general position, one line is turned until it is parallel to another. The plane then has…',
      story: 'five',
      at: ALL,
      params: { lines: params.lines.default.with(5, params.lines.default[2]) },
      options: ['as many regions', 'one fewer', 'two fewer', 'half as many'],
      explain: 'One crossing left for infinity, and with it one region.',
      kind: 'choice',
      answer: (f, p) => generalRegions(p.m) - (f.plane[f.t] ?? Number.NaN),
    },
    {
      id: 'growth-curve',
      prompt: 'Draw how the number of regions in the box grows while 20 random lines are drawn.',
      story: 'random',
      at: ALL,
      explain:
        'Each line is split by the earlier ones and splits a region with each piece, so the growth is quadratic.',
      kind: 'curve',
      panel: 'growth',
      answer: (f) => ({ x: Float64Array.from(f.box, (_, i) => i), y: f.box }),
    },
  ],
});
