import type { Question } from '#lab/sim.ts';
import { behaviours } from './behaviour.ts';
import { radiusOf } from './measures.ts';
import type { GamesFrame } from './model.ts';
import type { params } from './params.ts';

export const questions: readonly Question<typeof params, GamesFrame>[] = [
  {
    id: 'does-alternating-converge',
    prompt: 'The players of the bilinear game move in turn, $\\eta = 0.1$. Where do they go?',
    story: 'race',
    at: 400,
    kind: 'choice',
    options: ['to the equilibrium', 'round and round on a closed orbit', 'away to infinity'],
    answer: (f, p) => {
      const state = behaviours(f, p).find(({ method }) => method === 'alternating')?.state;
      return state === 'circles' ? 1 : state === 'spirals in' || state === 'is at rest' ? 0 : 2;
    },
    explain:
      'Alternating steps conserve $x^2+y^2-\\eta xy$, so the orbit is an ellipse for ever. Only the simultaneous version spirals out.',
  },
  {
    id: 'simultaneous-growth',
    prompt:
      'Simultaneous steps of the bilinear game start at distance $\\sqrt2$ with $\\eta = 0.1$. How far away are they after 1000 steps?',
    story: 'race',
    at: 1000,
    kind: 'number',
    answer: (f, p) => radiusOf(f, p, 'simultaneous'),
    factor: 1.5,
    explain:
      'Each step multiplies the distance by $\\sqrt{1+\\eta^2}$, so $\\sqrt2\\cdot 1.01^{500} \\approx 205$.',
  },
  {
    id: 'sign-of-momentum',
    prompt:
      'Alternating steps, $\\eta = 0.5$: which momentum, $\\beta = -\\tfrac12$ or $\\beta = +\\tfrac12$, converges?',
    story: 'momentum',
    at: 120,
    kind: 'choice',
    options: ['$-\\tfrac12$', '$+\\tfrac12$', 'both', 'neither'],
    answer: (f, p) => (radiusOf(f, p, 'alternatingMomentum') < 1 ? 0 : 3),
    explain:
      '$\\rho \\approx 1+\\beta\\eta^2/(1-\\beta)^3$: positive momentum pushes outward, negative momentum brakes the rotation. The best value for small steps is $-\\tfrac12$.',
  },
  {
    id: 'more-damping',
    prompt:
      'R1 on the Dirac-GAN, $\\eta = 0.1$: does $\\gamma = 4$ bring the players home faster than $\\gamma = 1$?',
    story: 'damping',
    params: { gamma: 4 },
    at: 200,
    kind: 'choice',
    options: ['yes, four times', 'yes, a little', 'no, it is slower'],
    // At γ = 1 the run is at 1e-3 after 200 steps.
    answer: (f, p) => (radiusOf(f, p, 'r1') > 1e-3 ? 2 : 1),
    explain:
      'Beyond critical damping, $\\gamma = 1$, the eigenvalues split and the slow one goes back to 1: the discriminator is held down so hard that it hardly moves the generator.',
  },
];
