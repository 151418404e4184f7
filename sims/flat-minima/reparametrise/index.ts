import { defineSim } from '#lab/sim.ts';
import type { ReparametriseFrame } from './model.ts';
import { model } from './model.ts';
import { hessian } from './net.ts';
import { orbitOf } from './orbit.ts';
import { params } from './params.ts';
import {
  blockTraces,
  largestEigenvalue,
  leastTrace,
  pathNorm,
  relativeFlatness,
  rescaledHessian,
  rescaledTrace,
} from './theory.ts';
import { view } from './view.ts';

const largest = (f: ReparametriseFrame) => f.spectrum[f.spectrum.length - 1] as number;
const trace = (f: ReparametriseFrame) => f.spectrum.reduce((sum, value) => sum + value, 0);
const last = (values: Float64Array) => values[values.length - 1] as number;
const tracesOf = (f: ReparametriseFrame, theta: Float64Array) => blockTraces(hessian(theta, f));

export default defineSim({
  id: 'flat-minima/reparametrise',
  title: 'Same function, any sharpness',
  summary: 'Scale one layer up and the next one down: the function stays, its flatness does not.',
  params,
  model,
  view,
  stories: [
    {
      id: 'slider',
      title: 'The slider',
      caption:
        'A ReLU network’s first layer times $\\alpha$, its second divided by $\\alpha$. The function does not change in any digit; the largest curvature and the trace go from flat to sharp; the path norm stays.',
      params: { alpha: 2 },
      seed: 1,
      steps: 60,
      rate: 20,
    },
    {
      id: 'flattest',
      title: 'Made flat',
      caption:
        'The member of the family with the least trace is near $\\alpha=1$, by chance of how the network was drawn.',
      params: { alpha: 1.08 },
      seed: 1,
      steps: 60,
      rate: 20,
    },
    {
      id: 'trained',
      title: 'Trained from there',
      caption:
        'The function is the same, the gradient is not. At $\\alpha=4$ the same $\\eta$ trains faster: $\\lambda_{\\max}=17$ is just below $2/\\eta=20$.',
      params: {},
      seed: 1,
      steps: 300,
      rate: 60,
    },
    {
      id: 'broken',
      title: 'Too sharp to train',
      caption:
        'At $\\alpha=10$ the curvature is $102$, five times what $\\eta=0.1$ can bear. The first steps throw the loss up by five decades and kill most neurons; what is left can hardly learn.',
      params: { alpha: 10 },
      seed: 1,
      steps: 300,
      rate: 20,
    },
  ],
  claims: [
    {
      id: 'same-function',
      statement: 'The rescaled network computes the same function.',
      tex: '\\max|f_{T_\\alpha\\theta}-f_\\theta|',
      source: 'dinh2017',
      story: 'slider',
      at: 0,
      params: { alpha: 3 },
      predict: () => 0,
      measure: (f) => f.difference,
      // A few roundings of outputs of order 1.
      tolerance: { abs: 1e-14 },
    },
    {
      id: 'hessian',
      statement:
        'Its Hessian is $D^{-1}\\nabla^2L(\\theta)D^{-1}$: at $\\alpha=4$ the largest eigenvalue is $16.99$ for $2.94$.',
      tex: '\\lambda_{\\max}(D^{-1}HD^{-1})',
      source: 'dinh2017',
      story: 'slider',
      at: 0,
      params: { alpha: 4 },
      predict: (p, f) => largestEigenvalue(rescaledHessian(orbitOf(f).hessian, p.alpha)),
      measure: largest,
      tolerance: { rel: 1e-10 },
      digits: 6,
    },
    {
      id: 'trace',
      statement:
        'The trace is $\\operatorname{tr}H_{11}/\\alpha^2+\\alpha^2\\operatorname{tr}H_{22}$ and a rest that does not change.',
      tex: '\\frac{\\operatorname{tr}H_{11}}{\\alpha^2}+\\alpha^2\\operatorname{tr}H_{22}+\\text{rest}',
      source: 'dinh2017',
      story: 'slider',
      at: 0,
      params: { alpha: 3 },
      predict: (p, f) => rescaledTrace(orbitOf(f).traces, p.alpha),
      measure: trace,
      tolerance: { rel: 1e-10 },
      digits: 6,
    },
    {
      id: 'path-norm',
      statement: 'The path norm $\\sum_k|v_k|\\,\\|w_k\\|_1$ does not change.',
      tex: '\\sum_k|v_k|\\,\\|w_k\\|_1',
      source: 'neyshabur2015',
      story: 'slider',
      at: 0,
      params: { alpha: 3 },
      predict: (_, f) => orbitOf(f).pathNorm,
      measure: (f) => pathNorm(f.start),
      tolerance: { rel: 1e-12 },
      digits: 6,
    },
    {
      id: 'least-trace',
      statement:
        'Nor does $2\\sqrt{\\operatorname{tr}H_{11}\\operatorname{tr}H_{22}}$, the flattest that the family can be.',
      tex: '2\\sqrt{\\operatorname{tr}H_{11}\\operatorname{tr}H_{22}}',
      source: 'own',
      story: 'slider',
      at: 0,
      params: { alpha: 3 },
      predict: (_, f) => leastTrace(orbitOf(f).traces),
      measure: (f) => leastTrace(tracesOf(f, f.start)),
      tolerance: { rel: 1e-10 },
      digits: 6,
    },
    {
      id: 'relative-flatness',
      statement:
        'Nor does flatness in units of the weights, $\\sum_l\\|\\theta_l\\|^2\\operatorname{tr}H_{ll}$.',
      tex: '\\sum_l\\|\\theta_l\\|^2\\operatorname{tr}H_{ll}',
      source: 'petzka2021',
      story: 'slider',
      at: 0,
      params: { alpha: 3 },
      predict: (_, f) => relativeFlatness(f.original, orbitOf(f).traces),
      measure: (f) => relativeFlatness(f.start, tracesOf(f, f.start)),
      tolerance: { rel: 1e-10 },
      digits: 6,
    },
  ],
  questions: [
    {
      id: 'curvature',
      kind: 'number',
      prompt:
        'The first layer is multiplied by 10, the second divided by 10. The largest curvature was $2.9$. What is it now?',
      story: 'slider',
      at: 0,
      params: { alpha: 10 },
      answer: largest,
      factor: 1.25,
      explain:
        'For large $\\alpha$ the second layer’s block dominates: $\\lambda_{\\max}\\approx\\alpha^2\\lambda_{\\max}(H_{22})$, a hundred times that block’s $1.02$.',
    },
    {
      id: 'training',
      kind: 'choice',
      prompt:
        'Two networks with the same function, $\\alpha=1$ and $\\alpha=10$, are trained with $\\eta=0.1$. What happens?',
      story: 'broken',
      at: 300,
      options: [
        'their functions stay the same',
        'the rescaled one trains faster',
        'the rescaled one is thrown far off',
      ],
      answer: (f) => {
        const ratio = last(f.scaledLoss) / last(f.plainLoss);
        return f.diverged >= 0 || ratio > 2 ? 2 : ratio < 0.8 ? 1 : 0;
      },
      explain:
        'What decides is $\\eta\\lambda_{\\max}$ in the coordinates that descent steps in. Sharpness says how a network trains, not by itself how it generalises.',
    },
  ],
});
