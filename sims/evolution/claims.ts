/**
 * What the notes say about the race. Where a law is asymptotic in √G its known error at
 * this size is part of the tolerance, next to four standard errors of the measured mean;
 * those errors are the differences between MacKay's laws and our reference runs
 * (float64, 6 to 20 runs each), given in genes or generations where they are used.
 */
import type { Claim } from '#lab/sim.ts';
import type { EvolutionFrame } from './model.ts';
import type { params } from './params.ts';
import {
  bothPlateau,
  crossoverMean,
  crossoverVariance,
  firstGeneration,
  halfArc,
  lossFraction,
  mutationPlateau,
  mutationTime,
  speedUp,
} from './theory.ts';

type P = typeof params;

const ALL = 3;
const last = (values: Float64Array) => values[values.length - 1] ?? Number.NaN;

export const claims: readonly Claim<P, EvolutionFrame>[] = [
  {
    id: 'first-generation',
    statement:
      'The first generation gains $\\sqrt{2/\\pi}$ standard deviations: $f(1) = \\tfrac12 + 0.399/\\sqrt G$.',
    tex: '\\tfrac12 + \\sqrt{\\tfrac{2}{\\pi}}\\,\\tfrac{1}{2\\sqrt G}',
    source: 'mackay2003',
    story: 'race',
    at: 1,
    params: { genes: 64, size: 2000, runs: 'crossover' },
    predict: (p) => firstGeneration(p.genes),
    measure: (f) => last(f.crossoverMean),
    digits: 4,
    tolerance: { sigmas: 4, replicas: 16 },
  },
  {
    id: 'crossover-time',
    statement:
      'With crossover every individual is perfect after half an arc, $\\tfrac{\\pi}{2\\eta}\\sqrt G$ generations.',
    tex: '\\tfrac{\\pi}{2\\eta}\\sqrt G',
    source: 'mackay2003',
    story: 'race',
    at: 90,
    params: { runs: 'crossover' },
    predict: (p) => halfArc(p.genes),
    measure: (f) => f.crossoverTimes[ALL] ?? Number.NaN,
    unit: 'generations',
    // Reference 76.85 ± 0.08 against 79.64: the law is 2.8 generations late at G = 1000.
    tolerance: { abs: 2.8, sigmas: 4, replicas: 4 },
  },
  {
    id: 'crossover-path',
    statement:
      'Half-way, at generation 32, the mean follows $f(t) = \\tfrac12[1 + \\sin(\\eta t/\\sqrt G)]$.',
    tex: '\\tfrac12\\left[1 + \\sin(\\eta t/\\sqrt G)\\right]',
    source: 'mackay2003',
    story: 'race',
    at: 32,
    params: { runs: 'crossover' },
    predict: (p, f) => crossoverMean(p.genes, f.t),
    measure: (f) => last(f.crossoverMean),
    digits: 4,
    // Largest distance of the reference mean from the law over the whole run: 0.0038.
    tolerance: { abs: 0.0038, sigmas: 4, replicas: 4 },
  },
  {
    id: 'crossover-variance',
    statement:
      'The survivors keep the variance $\\tfrac{\\beta}{2} f(1-f)\\,G$: this is what mutation lacks.',
    tex: '\\tfrac{\\beta}{2} f(1-f)G',
    source: 'mackay2003',
    story: 'race',
    at: 32,
    params: { runs: 'crossover' },
    predict: (p, f) => crossoverVariance(p.genes, last(f.crossoverMean)),
    measure: (f) => f.crossoverVariance,
    unit: 'genes²',
    // Reference 37.5 against 35.7: couples are not yet quite a Gaussian in equilibrium.
    tolerance: { abs: 1.8, sigmas: 4, replicas: 8 },
  },
  {
    id: 'mutation-time',
    statement: 'Mutation at the fixed rate $mG = \\tfrac14$ needs $2G\\ln 2$ generations.',
    tex: '2G\\ln 2',
    source: 'mackay2003',
    story: 'fast-forward',
    at: 1500,
    params: { runs: 'mutation' },
    predict: (p) => mutationTime(p.genes, p.flips, 1),
    measure: (f) => f.mutationTimes[ALL] ?? Number.NaN,
    unit: 'generations',
    digits: 4,
    // Reference 1381 ± 3 against 1386.3.
    tolerance: { abs: 5.3, sigmas: 4, replicas: 4 },
  },
  {
    id: 'speed-up',
    statement: 'Crossover is $0.55\\sqrt G$ times faster.',
    tex: '\\tfrac{4\\eta\\ln 2}{\\pi}\\sqrt G',
    source: 'own',
    story: 'fast-forward',
    at: 1500,
    predict: (p) => speedUp(p.genes),
    measure: (f) => (f.mutationTimes[ALL] ?? Number.NaN) / (f.crossoverTimes[ALL] ?? Number.NaN),
    unit: 'times',
    // Reference 1381/76.85 = 17.97 against 17.41.
    tolerance: { abs: 0.56, sigmas: 4, replicas: 4 },
    slow: true,
  },
  {
    id: 'mutation-plateau',
    statement: 'Above the error threshold mutation settles at $f = \\tfrac12 + \\tfrac{1}{2\\sqrt{mG}}$.',
    tex: '\\tfrac12 + \\tfrac{1}{2\\sqrt{mG}}',
    source: 'mackay2003',
    story: 'threshold',
    at: 1500,
    predict: (p) => mutationPlateau(p.flips),
    measure: (f) => last(f.mutationMean),
    // Reference .8643 against .8536: the Gaussian law is a little low where flips are few.
    tolerance: { abs: 0.0107, sigmas: 4, replicas: 4 },
    slow: true,
  },
  {
    id: 'genes-lost',
    statement: 'A population of 64 loses a share $1/(1 + e^{1.8 N/\\sqrt G})$ of the genes for ever.',
    tex: '\\tfrac{G}{1 + \\exp(1.8\\,N/\\sqrt G)}',
    source: 'own',
    story: 'small',
    at: 130,
    params: { runs: 'crossover' },
    predict: (p) => p.genes * lossFraction(p.genes, p.size),
    measure: (f) => f.crossoverLost,
    unit: 'genes',
    // The fit is good to 15 % for N/√G between ½ and 3.
    tolerance: { rel: 0.15, sigmas: 4, replicas: 12 },
  },
  {
    id: 'both-plateau',
    statement: 'With crossover the same five mutations per child are carried at $f = 0.955$.',
    tex: '\\tfrac12 + \\eta\\sqrt{\\tfrac{2m + 1/4}{4m^2G + \\eta^2}}',
    source: 'mackay2003',
    story: 'both',
    at: 180,
    params: { runs: 'both' },
    predict: (p) => bothPlateau(p.genes, p.flips),
    measure: (f) => last(f.bothMean),
    // Reference .9536 against .9548.
    tolerance: { abs: 0.0012, sigmas: 4, replicas: 4 },
  },
  {
    id: 'mutation-alone-plateau',
    statement: 'Mutation alone is held at $f = \\tfrac12 + \\tfrac{1}{2\\sqrt 5} = 0.724$ by them.',
    tex: '\\tfrac12 + \\tfrac{1}{2\\sqrt{mG}}',
    source: 'mackay2003',
    story: 'both',
    // Six relaxation times 1/2m of 100 generations.
    at: 600,
    params: { runs: 'mutation' },
    predict: (p) => mutationPlateau(p.flips),
    measure: (f) => last(f.mutationMean),
    // Reference .7392 against .7236.
    tolerance: { abs: 0.0156, sigmas: 4, replicas: 4 },
  },
];
