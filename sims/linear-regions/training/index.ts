import { defineSim } from '#lab/sim.ts';
import { model, type TrainingFrame } from './model.ts';
import { params } from './params.ts';
import { TARGET_VARIANCE } from './theory.ts';
import { view } from './view.ts';

/** Steps of the stories and of the reference runs. */
const TRAINED = 3000;

/** Regions now over regions at the start. */
const growth = (f: TrainingFrame) => f.regions / (f.counts[0] ?? Number.NaN);

export default defineSim({
  id: 'linear-regions/training',
  title: 'Training',
  summary:
    'A small net learns a function: its linear regions move and turn, but their number hardly changes.',
  params,
  model,
  view,
  stories: [
    {
      id: 'learn',
      title: 'Learning sin 3x sin 3y',
      caption:
        'A 2-16-16-1 net trained by Adam. Its regions move until the function fits; their number even falls a little, and stays far from the $18{,}769$ that bound its shape.',
      params: {},
      seed: 1,
      steps: TRAINED,
      rate: 300,
    },
    {
      id: 'from-no-biases',
      title: 'From zero biases',
      caption:
        'Started without biases the net has about two regions a neuron. Training moves the biases off zero, and the count climbs to what small random biases give, and there it stays.',
      params: { biasSd: 0 },
      seed: 1,
      steps: TRAINED,
      rate: 300,
    },
  ],
  claims: [
    {
      id: 'hardly-changes',
      statement: 'Training a 2-16-16-1 net from small random biases takes about a tenth of its regions.',
      tex: '0.90\\,r(0)',
      source: 'own',
      story: 'learn',
      at: TRAINED,
      // 402/408, 398/494, 456/550 and 396/411 in four runs of another program: 0.896 ± 0.046.
      predict: () => 0.896,
      measure: growth,
      tolerance: { abs: 3 * 0.046, sigmas: 3, replicas: 8 },
      slow: true,
    },
    {
      id: 'learns',
      statement: 'Meanwhile it explains more than 99 % of the target’s variance.',
      tex: '0.995',
      source: 'own',
      story: 'learn',
      at: TRAINED,
      predict: () => 0.995,
      measure: (f) => 1 - (f.losses[f.losses.length - 1] ?? Number.NaN) / TARGET_VARIANCE,
      // From 99 % to all of it.
      tolerance: { abs: 0.005 },
    },
    {
      id: 'from-no-biases',
      statement: 'From zero biases the count grows about sixfold, from sectors to cells.',
      tex: '6\\,r(0)',
      source: 'own',
      story: 'from-no-biases',
      at: TRAINED,
      predict: () => 6,
      measure: growth,
      // Eight runs gave 4.0 to 7.5, mean 6.1 and standard deviation 1.1.
      tolerance: { abs: 3 * 1.1 },
      digits: 2,
    },
  ],
  questions: [
    {
      id: 'training-changes',
      prompt: 'A 2-16-16-1 net with some 430 linear regions learns $\\sin3x\\sin3y$. Its regions then…',
      story: 'learn',
      at: TRAINED,
      options: [
        'are fewer by more than a quarter',
        'are as many, within a quarter',
        'have grown up to threefold',
        'have grown more than that',
      ],
      explain:
        'Training moves the regions to where they are needed. It has no need of more: a few hundred pieces already fit the function to a thousandth.',
      kind: 'choice',
      answer: (f) => [0.75, 1.25, 3].filter((edge) => growth(f) > edge).length,
    },
    {
      id: 'from-zero',
      prompt: 'The same net started with all biases zero, about 70 regions: how many after 3000 steps?',
      story: 'from-no-biases',
      at: TRAINED,
      explain:
        'At zero biases all cuts meet in the origin, the position with the fewest regions there is. Any step off it lets them cross in general position.',
      kind: 'number',
      answer: (f) => f.regions,
      factor: 1.5,
    },
  ],
});
