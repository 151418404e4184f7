import { defineSim } from '#lab/sim.ts';
import { model } from './model.ts';
import { params } from './params.ts';
import { gradientRate, heavyBallRate } from './theory.ts';
import { view } from './view.ts';

export default defineSim({
  id: '_template',
  title: 'Momentum in a narrow valley',
  summary: 'A heavy ball crosses a valley in √κ steps where gradient descent needs κ.',
  params,
  model,
  view,
  stories: [
    {
      id: 'momentum',
      title: 'With momentum',
      caption: 'The heavy ball at $\\kappa = 100$: each step contracts the distance by $9/11$.',
      params: {},
      seed: 1,
      steps: 100,
    },
    {
      id: 'plain',
      title: 'Without',
      caption: 'Gradient descent at $\\kappa = 100$: each step contracts the distance by $99/101$.',
      params: { momentum: false },
      seed: 1,
      steps: 100,
    },
  ],
  claims: [
    {
      id: 'momentum-rate',
      statement:
        'With the best momentum the distance contracts by $(\\sqrt\\kappa-1)/(\\sqrt\\kappa+1)$ a step.',
      tex: '\\tfrac{\\sqrt\\kappa-1}{\\sqrt\\kappa+1}',
      source: 'polyak1964',
      story: 'momentum',
      at: 1000,
      predict: (p) => heavyBallRate(p.kappa),
      // The rate has a factor t in front (a double eigenvalue), so the ratio over 800 steps is (5)^(1/800) = 1.002 high.
      measure: (f) => ((f.distance[1000] ?? Number.NaN) / (f.distance[200] ?? Number.NaN)) ** (1 / 800),
      tolerance: { rel: 0.003 },
    },
    {
      id: 'plain-rate',
      statement: 'Without momentum it contracts by $(\\kappa-1)/(\\kappa+1)$.',
      tex: '\\tfrac{\\kappa-1}{\\kappa+1}',
      source: 'polyak1964',
      story: 'plain',
      at: 200,
      predict: (p) => gradientRate(p.kappa),
      measure: (f) => (f.distance[200] ?? Number.NaN) / (f.distance[199] ?? Number.NaN),
      tolerance: { rel: 1e-9 },
    },
  ],
});
