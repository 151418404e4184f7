import type { Story } from '#lab/sim.ts';
import type { params } from './params.ts';

type S = Story<typeof params>;

export const stories: readonly [S, ...S[]] = [
  {
    id: 'collapse',
    title: 'Mode collapse',
    caption:
      'A 64-dimensional latent, three discriminator steps a generator step, the usual loss: the samples become good, and fall on one or two of the eight modes.',
    params: {},
    seed: 1,
    steps: 1000,
    rate: 60,
  },
  {
    id: 'seeds',
    title: 'Sixteen seeds',
    caption:
      'The same training from sixteen seeds: collapse is no bad luck. Lines and bands are the median and the middle 80 % of the runs, the samples those of the first. A graphics card trains all at once; the processor makes do with four.',
    params: { replicas: 16 },
    seed: 1,
    steps: 500,
    rate: 60,
  },
  {
    id: 'r1',
    title: 'R1',
    caption:
      'The same run with a penalty on the discriminator’s slope at the data: the discriminator stays smooth, and all eight modes stay.',
    params: { penalty: 'r1', gamma: 0.1 },
    seed: 1,
    steps: 1000,
    rate: 60,
  },
  {
    id: 'packing',
    title: 'Packing',
    caption:
      'The discriminator sees four samples of a kind at once. Four copies of one mode look nothing like four draws from eight.',
    params: { pack: 4 },
    seed: 1,
    steps: 600,
    rate: 60,
  },
  {
    id: 'noise',
    title: 'Instance noise',
    caption:
      'Noise of standard deviation 0.3 on data and samples lets the two overlap, so that the discriminator cannot be sure.',
    params: { noise: 0.3 },
    seed: 1,
    steps: 600,
    rate: 60,
  },
  {
    id: 'saturating',
    title: 'The saturating loss',
    caption:
      'With $\\log(1-D)$ the generator’s gradient vanishes when the discriminator wins: a cloud between the modes, frozen.',
    params: { loss: 'saturating' },
    seed: 1,
    steps: 300,
    rate: 60,
  },
  {
    id: 'healthy',
    title: 'A healthy run',
    caption:
      'A two-dimensional latent and one discriminator step: all eight modes, and most samples within $3\\sigma$ of one.',
    params: { zdim: 2, nd: 1 },
    seed: 1,
    steps: 1000,
    rate: 60,
  },
];
