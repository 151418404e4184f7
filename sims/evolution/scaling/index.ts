import type { Values } from '#lab/sim.ts';
import { defineSim } from '#lab/sim.ts';
import { fitSlope, timesBySize } from './fit.ts';
import { model, type ScalingFrame } from './model.ts';
import { params } from './params.ts';
import { view } from './view.ts';

type P = Values<typeof params>;

function slopeOf(f: ScalingFrame, kind: 'crossover' | 'mutation', p: P): number {
  return fitSlope(timesBySize(f, kind, p))?.slope ?? Number.NaN;
}

export default defineSim({
  id: 'evolution/scaling',
  title: 'Time against genome',
  summary: 'The time to perfection over an ensemble of genome sizes: √G with crossover, G with mutation.',
  stepName: 'generation',
  params,
  model,
  view,
  stories: [
    {
      id: 'laws',
      title: 'Two power laws',
      caption:
        'Eight populations of each kind at five genome sizes. On logarithmic axes the times with crossover lie on slope $\\tfrac12$, those with mutation on slope $1$; rescaled by $\\sqrt G$ and by $G$ the climbs fall together, but for the head start that the variety of random genomes gives to small ones.',
      params: {},
      seed: 1,
      steps: 1700,
      rate: 60,
    },
    {
      id: 'crossover-first',
      title: 'After 90 generations',
      caption:
        'When the largest genome with crossover is perfect, even the smallest with mutation is hardly there.',
      params: {},
      seed: 1,
      steps: 90,
      rate: 8,
    },
  ],
  claims: [
    {
      id: 'crossover-slope',
      statement: 'The time of crossover grows as $G^{1/2}$.',
      tex: 'T \\propto G^{1/2}',
      source: 'mackay2003',
      story: 'laws',
      at: 90,
      predict: () => 0.5,
      measure: (f, p) => slopeOf(f, 'crossover', p),
      // Our reference times are 2.52(√G − 1) within half a generation, which puts the slope of
      // a fit from 64 to 1024 genes 0.036 above ½; 0.001 is its standard error at R = 8.
      tolerance: { abs: 0.036 + 4 * 0.001 },
    },
    {
      id: 'mutation-slope',
      statement: 'The time of mutation grows as $G$.',
      tex: 'T \\propto G',
      source: 'mackay2003',
      story: 'laws',
      at: 1700,
      predict: () => 1,
      measure: (f, p) => slopeOf(f, 'mutation', p),
      // The fit through our reference times at 100, 400 and 1000 genes has slope 1.049: small
      // genomes gain from the variety of the start. 0.006 is the standard error at R = 8.
      tolerance: { abs: 0.049 + 4 * 0.006 },
      slow: true,
    },
  ],
  questions: [
    {
      id: 'four-times',
      prompt: 'If the genome is four times as long, by what factors do the times grow?',
      story: 'laws',
      at: 1700,
      kind: 'choice',
      options: [
        'both about ×4',
        'crossover about ×2, mutation about ×4',
        'both about ×2',
        'crossover about ×4, mutation about ×16',
      ],
      answer: (f, p) => {
        const powers = (['crossover', 'mutation'] as const).map((kind) =>
          Math.round(2 * slopeOf(f, kind, p)),
        );
        return ['2,2', '1,2', '1,1', '2,4'].indexOf(powers.join());
      },
      explain:
        'Crossover gains up to $\\tfrac{\\eta}{2}\\sqrt G$ genes a generation on a way of $G/2$; mutation gains a fraction of a gene a generation, whatever $G$.',
    },
  ],
});
