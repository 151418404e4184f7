import type { Claim } from '#lab/sim.ts';
import { generalRegions } from '../geometry/arrangement.ts';
import { expectedInBox } from '../geometry/expectation.ts';
import type { NetworkFrame } from './model.ts';
import { params } from './params.ts';
import { REFERENCE_MEANS, spread } from './theory.ts';

type NetworkClaim = Claim<typeof params, NetworkFrame>;

/** Every neuron of every net has cut by then. */
export const ALL = params.width.max * params.depth.max;

const measure = (f: NetworkFrame) => f.counts[f.t] ?? Number.NaN;
/** Only the exact count is read here, so few pixels will do. */
const QUICK = { resolution: params.resolution.min };

/** One hidden layer: its mean is a closed form. Monte Carlo, four standard errors of 40 nets. */
function oneLayer(width: number, biasSd: number): NetworkClaim {
  return {
    id: `one-layer-${width}-bias-${digitsOf(biasSd)}`,
    statement: `One layer of ${width} units with $\\sigma_b=${biasSd}$ has the mean count of random lines.`,
    tex: '1+nP_{\\text{hit}}+\\tbinom n2P_{\\text{int}}',
    source: 'own',
    story: 'wide',
    at: ALL,
    params: { width, biasSd, ...QUICK },
    predict: (p) => expectedInBox(p.width * p.depth, p.L, spread(p)),
    measure,
    tolerance: { sigmas: 4, replicas: 40 },
    digits: 4,
  };
}

/**
 * Deep nets have no closed form: 20 nets against the reference mean. The allowance of three standard
 * errors of each mean, added, is never more than 1.06 times four of their difference.
 */
function deep(width: number, depth: number, biasSd: 0 | 0.1 | 0.5 | 1): NetworkClaim {
  const shape = new Array(depth).fill(width).join('-') as keyof typeof REFERENCE_MEANS;
  const [mean, standardError] = REFERENCE_MEANS[shape][biasSd];
  return {
    id: `mean-${shape}-bias-${digitsOf(biasSd)}`,
    statement: `A random ${shape} net with $\\sigma_b=${biasSd}$ has about ${mean} regions in $[-1,1]^2$.`,
    tex: `${mean}`,
    source: 'own',
    story: 'deep',
    at: ALL,
    params: { width, depth, biasSd, ...QUICK },
    predict: () => mean,
    measure,
    tolerance: { abs: 3 * standardError, sigmas: 3, replicas: 20 },
    digits: 4,
  };
}

/** 0.5 → 05: an id holds no dot. */
function digitsOf(value: number): string {
  return String(value).replace('.', '');
}

const BIASES = [0, 0.1, 0.5, 1] as const;

export const claims: readonly NetworkClaim[] = [
  {
    id: 'no-biases-one-layer',
    statement: 'Without biases one layer of $n$ units has exactly $2n$ regions: sectors about the origin.',
    tex: '2n',
    source: 'own',
    story: 'no-biases',
    at: ALL,
    params: { width: 32, depth: 1, ...QUICK },
    predict: (p) => 2 * p.width,
    measure,
    tolerance: { abs: 0 },
  },
  {
    id: 'no-biases-deep',
    statement: 'Without biases a deep net has about two regions a neuron, at any depth.',
    tex: '2nD',
    source: 'own',
    story: 'no-biases',
    at: ALL,
    params: { width: 48, depth: 3, ...QUICK },
    predict: (p) => 2 * p.width * p.depth,
    measure,
    // The expectation is exact as the width grows; four standard errors of 20 nets.
    tolerance: { sigmas: 4, replicas: 20 },
    digits: 4,
  },
  {
    id: 'one-layer-is-arrangement',
    statement: 'In a box that holds all crossings a layer of 16 units has the $137$ regions of 16 lines.',
    tex: '1+n+\\tbinom n2',
    source: 'zaslavsky1975',
    story: 'wide',
    at: ALL,
    // The 120 crossings of this net lie within 16: a count, so exact.
    params: { width: 16, L: 16, biasSd: 0.05, ...QUICK },
    predict: (p) => generalRegions(p.width),
    measure,
    tolerance: { abs: 0 },
  },
  {
    id: 'pixels-see-most',
    statement:
      'At $512^2$ pixels more than nine in ten regions of a 2-16-16 net are seen, and never too many.',
    tex: '0.95',
    source: 'own',
    story: 'deep',
    at: ALL,
    params: { resolution: 512 },
    predict: () => 0.95,
    measure: (f) => f.pixels / measure(f),
    // From nine in ten to all of them.
    tolerance: { abs: 0.05 },
  },
  ...BIASES.slice(1).flatMap((biasSd) => [oneLayer(16, biasSd), oneLayer(32, biasSd)]),
  ...BIASES.flatMap((biasSd) => [
    deep(8, 2, biasSd),
    deep(16, 2, biasSd),
    deep(16, 3, biasSd),
    deep(32, 2, biasSd),
    deep(32, 3, biasSd),
  ]),
];
