import type { Story } from '#lab/sim.ts';
import type { params } from './params.ts';

type S = Story<typeof params>;

export const stories: readonly [S, ...S[]] = [
  {
    id: 'apart',
    title: 'Far apart',
    caption:
      'At $\\mu = 6$ the divergence is at its ceiling $\\log 2$ and the saturating loss pulls with 0.01; the other two bring their generators home.',
    params: { mu: 6 },
    seed: 1,
    steps: 150,
  },
  {
    id: 'near',
    title: 'Overlapping',
    caption: 'At $\\mu = 1$ the bells overlap and all three losses point the way.',
    params: { mu: 1 },
    seed: 1,
    steps: 100,
  },
];
