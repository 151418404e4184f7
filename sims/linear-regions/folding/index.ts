import { type Claim, defineSim } from '#lab/sim.ts';
import { type FoldingFrame, model, UNITS } from './model.ts';
import { params } from './params.ts';
import { bestShallow, crossover, foldedRegions } from './theory.ts';
import { view } from './view.ts';

/** Every fold of every story is made by then. */
const ALL = params.k.max;

const regions = (f: FoldingFrame) => f.counts[f.t] ?? Number.NaN;

/** Counts by cutting, so exact. */
function foldClaim(k: number): Claim<typeof params, FoldingFrame> {
  return {
    id: `folds-${k}`,
    statement: `${k} fold${k === 1 ? '' : 's'} with ${UNITS * k} units make $4^${k}=${4 ** k}$ regions.`,
    tex: `4^{${k}}`,
    source: 'montufar2014',
    story: 'folds',
    at: ALL,
    params: { k },
    predict: (p) => foldedRegions(p.k),
    measure: regions,
    digits: 4,
    tolerance: { abs: 0 },
  };
}

export default defineSim({
  id: 'linear-regions/folding',
  title: 'Folding',
  summary:
    'A deep net can fold its input like paper: every fold doubles the pieces, so 4k neurons make 4ᵏ regions.',
  stepName: 'fold',
  params,
  model,
  view,
  stories: [
    {
      id: 'folds',
      title: 'Three folds',
      caption:
        'Each layer folds the square onto itself along both axes, so that what the next layer draws appears in every cell, mirrored. Three layers of four units: $4^3=64$ regions. Drag the crease.',
      params: {},
      seed: 2,
      steps: ALL,
      rate: 1,
    },
    {
      id: 'one-fold',
      title: 'One fold',
      caption:
        'One layer of four units folds the square into quarters: the letter is seen four times, three of them mirrored.',
      params: { k: 1 },
      seed: 2,
      steps: ALL,
      rate: 1,
    },
    {
      id: 'depth-wins',
      title: 'Depth wins',
      caption:
        'From four folds on depth wins: 16 units in four layers make 256 regions, in one layer at most 137.',
      params: { k: 4 },
      seed: 2,
      steps: ALL,
      rate: 1,
    },
    {
      id: 'crease',
      title: 'Off the centre',
      caption:
        'A crease off the centre makes uneven cells, but as many: each half still covers the whole square.',
      params: { k: 4, crease: [0.3, -0.2] },
      seed: 2,
      steps: ALL,
      rate: 1,
    },
  ],
  claims: [
    ...[1, 2, 3, 4, 5, 6].map(foldClaim),
    {
      id: 'crease-anywhere',
      statement: 'Wherever the crease is, four folds make 256 regions.',
      tex: '4^k',
      source: 'own',
      story: 'crease',
      at: ALL,
      predict: (p) => foldedRegions(p.k),
      measure: regions,
      tolerance: { abs: 0 },
    },
    {
      id: 'crossover',
      statement: 'From four folds on, folding beats every single layer of as many units.',
      tex: '\\min\\{k: 4^k>1+4k+\\tbinom{4k}2\\}',
      source: 'montufar2014',
      story: 'folds',
      at: ALL,
      params: { k: ALL },
      predict: crossover,
      measure: (f) => f.counts.findIndex((count, k) => k > 0 && count > bestShallow(UNITS * k)),
      tolerance: { abs: 0 },
    },
    {
      id: 'tent-pieces',
      statement: 'Along one coordinate $k$ folds make a zigzag of $2^k$ pieces with $2k$ units.',
      tex: '2^k',
      source: 'telgarsky2016',
      story: 'folds',
      at: ALL,
      params: { k: ALL },
      predict: (p) => 2 ** p.k,
      // Different affine maps of the first coordinate over the regions.
      measure: (f) => new Set(Array.from(f.mirrored, (_, i) => `${f.maps[4 * i]} ${f.maps[4 * i + 1]}`)).size,
      tolerance: { abs: 0 },
    },
  ],
  questions: [
    {
      id: 'when-depth-wins',
      prompt:
        'Four units a fold. How many folds until the folded net beats every single layer of as many units?',
      story: 'folds',
      at: ALL,
      params: { k: ALL },
      explain: '$4^k$ against $1+4k+\\binom{4k}2$: 4 to 11, 16 to 37, 64 to 79, then 256 to 137.',
      kind: 'number',
      answer: (f) => f.counts.findIndex((count, k) => k > 0 && count > bestShallow(UNITS * k)),
      abs: 0,
    },
    {
      id: 'five-folds',
      prompt: 'Five folds, 20 units: how many linear regions?',
      story: 'folds',
      at: ALL,
      params: { k: 5 },
      explain: 'Each fold takes four quarters onto the whole square, so it multiplies by four: $4^5=1024$.',
      kind: 'number',
      answer: regions,
      abs: 0,
    },
    {
      id: 'move-crease',
      prompt: 'The crease is moved off the centre. The number of regions…',
      story: 'crease',
      at: ALL,
      options: ['falls', 'stays', 'rises'],
      explain:
        'Both sides of the crease are still stretched over the whole interval, so all cells are cut again.',
      kind: 'choice',
      answer: (f, p) => 1 + Math.sign(regions(f) - foldedRegions(p.k)),
    },
  ],
});
