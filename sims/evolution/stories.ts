import type { Story } from '#lab/sim.ts';
import type { params } from './params.ts';

/** Eight generations a second: in ten seconds crossover is through and mutation is at f = 0.59. */
const RATE = 8;

export const stories: readonly [Story<typeof params>, ...Story<typeof params>[]] = [
  {
    id: 'race',
    title: 'The race',
    caption:
      'A thousand genomes of a thousand genes breed with crossover, a thousand with mutation. Crossover is through in about $\\tfrac{\\pi}{2\\eta}\\sqrt G \\approx 80$ generations; mutation has then hardly left the start.',
    params: {},
    seed: 1,
    steps: 90,
    rate: RATE,
  },
  {
    id: 'fast-forward',
    title: 'Fast-forward',
    caption:
      'The same race to its end, on a logarithmic time axis: mutation needs about $2G\\ln 2 \\approx 1386$ generations, eighteen times as many.',
    params: { axis: 'log' },
    seed: 1,
    steps: 1500,
    rate: 60,
  },
  {
    id: 'small',
    title: 'Too few',
    caption:
      'Only $N = 64$ individuals: crossover is as fast, but some two dozen good genes die out on the way, and without mutation they are lost for ever.',
    params: { size: 64 },
    seed: 1,
    steps: 130,
    rate: RATE,
  },
  {
    id: 'threshold',
    title: 'The error threshold',
    caption:
      'Mutation alone at $mG = 2$ mutations per child: above $\\ln 2 \\approx 0.69$ more than half of the children of a perfect parent are worse, and the climb ends below perfection. Drag the rate across the threshold.',
    params: { runs: 'mutation', flips: 2 },
    seed: 1,
    steps: 1500,
    rate: 60,
  },
  {
    id: 'both',
    title: 'Both together',
    caption:
      'Five mutations per child hold mutation alone near $f = 0.74$; with crossover the same rate is carried at $f = 0.95$.',
    params: { runs: 'all', flips: 5 },
    seed: 1,
    steps: 180,
    rate: RATE,
  },
  {
    id: 'best-rate',
    title: 'The best rate',
    caption:
      'Even with the best rate at every moment, $m = 1/(16G\\,\\delta^2)$, mutation needs about $G$ generations: no choice of $m$ brings it near $\\sqrt G$.',
    params: { schedule: 'best', axis: 'log' },
    seed: 1,
    steps: 1250,
    rate: 60,
  },
];
