import { defineSim } from '#lab/sim.ts';
import { errorThreshold } from '../theory.ts';
import { model } from './model.ts';
import { params } from './params.ts';
import { view } from './view.ts';

export default defineSim({
  id: 'evolution/threshold',
  title: 'The error threshold',
  summary: 'Below ln 2 mutations per child perfection lasts; above, it decays, and the climb ends early.',
  stepName: 'generation',
  params,
  model,
  view,
  stories: [
    {
      id: 'threshold',
      title: 'Across the threshold',
      caption:
        'Mutation alone at fourteen rates, from random and from perfect genomes. Up to $\\ln 2 \\approx 0.69$ mutations per child at least half of a perfect parent\u2019s children are perfect, and perfection lasts; above, both starts meet below it.',
      params: {},
      seed: 1,
      steps: 400,
      rate: 30,
    },
  ],
  claims: [
    {
      id: 'error-threshold',
      statement: 'A perfect population lasts as long as $(1-m)^G \\ge \\tfrac12$, up to $mG = \\ln 2$.',
      tex: '\\ln 2',
      source: 'mackay2003',
      story: 'threshold',
      at: 400,
      predict: (p) => errorThreshold(p.genes),
      // Half-way between the last rate that keeps most of its perfect members and the next.
      measure: (f) => {
        const k = f.stillPerfect.findIndex((share) => share < 0.5);
        return ((f.rates[k - 1] ?? Number.NaN) + (f.rates[k] ?? Number.NaN)) / 2;
      },
      unit: 'mutations per child',
      digits: 2,
      // Half the distance of neighbouring rates: 0.65 and 0.75.
      tolerance: { abs: 0.05 },
    },
    {
      id: 'one-plateau',
      statement:
        'Above it both starts end at the same fitness: their difference at $mG = 3$ goes to nothing.',
      tex: '0',
      source: 'own',
      story: 'threshold',
      // Seven relaxation times of G/(2mG) = 17 generations: e⁻⁷ of the half that parts the starts is 0.0005.
      at: 120,
      predict: () => 0,
      measure: (f) => {
        const k = f.rates.indexOf(3);
        return (f.fromPerfect[k] ?? Number.NaN) - (f.fromRandom[k] ?? Number.NaN);
      },
      tolerance: { abs: 0.0005, sigmas: 4, replicas: 6 },
    },
  ],
  questions: [
    {
      id: 'which-rate',
      prompt:
        'Which population is perfect first: the one with $mG = 0.05$, $0.25$, $0.65$ or $1$ mutations per child?',
      story: 'threshold',
      at: 400,
      kind: 'choice',
      options: ['0.05', '0.25', '0.65', '1'],
      answer: (f) => {
        const times = [0.05, 0.25, 0.65, 1].map(
          (rate) => f.arrival[f.rates.indexOf(rate)] ?? Number.POSITIVE_INFINITY,
        );
        return times.indexOf(Math.min(...times));
      },
      explain:
        'At $0.05$ too little happens, at $0.65$ almost half of the children of the nearly perfect are worse again, and at $1$ perfection does not last. A quarter of a mutation per child is close to the best fixed rate.',
    },
  ],
});
