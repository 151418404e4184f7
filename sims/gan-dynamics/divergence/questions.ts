import type { Question } from '#lab/sim.ts';
import { type DivergenceFrame, PLACES } from './model.ts';
import type { params } from './params.ts';

export const questions: readonly Question<typeof params, DivergenceFrame>[] = [
  {
    id: 'pull-at-six',
    prompt:
      'Data $N(0,1)$, generator $N(6,1)$, the best discriminator between them. What share of the slope $\\mu$ of its logit is left for the saturating generator, in percent?',
    story: 'apart',
    at: 0,
    kind: 'number',
    unit: '%',
    answer: (f) => 100 * (f.measuredFactor[PLACES.indexOf(6)] ?? Number.NaN),
    factor: 2,
    explain:
      'The share is $\\mathrm{E}\\,\\sigma(\\ell)$, the mean probability that the discriminator grants a generated sample of being real: 0.2 %. The better the discriminator, the less it teaches.',
  },
  {
    id: 'who-arrives',
    prompt:
      'From $\\mu = 6$ with $\\eta = 0.05$: which generators are within 0.1 of the data after 150 steps?',
    story: 'apart',
    at: 150,
    kind: 'choice',
    options: ['all three', 'the Wasserstein one only', 'non-saturating and Wasserstein', 'none'],
    answer: (f) => {
      const near = (values: Float64Array) => Math.abs(values[f.t] ?? Number.NaN) < 0.1;
      if (!near(f.wasserstein)) return 3;
      return near(f.saturating) ? 0 : near(f.nonSaturating) ? 2 : 1;
    },
    explain:
      'The Wasserstein slope is 1 at every distance: home in 120 steps. The non-saturating one is about $\\mu$ from afar and about $\\mu/2$ near home. The saturating one has hardly moved.',
  },
];
