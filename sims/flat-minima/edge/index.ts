import { defineSim } from '#lab/sim.ts';
import { mean } from '../record/numbers.ts';
import { edgeRatios, lastOf, lateRatio, lateSamRatio } from './measure.ts';
import { model } from './model.ts';
import { params } from './params.ts';
import { view } from './view.ts';

export default defineSim({
  id: 'flat-minima/edge',
  title: 'Edge of stability',
  summary: 'Training sharpens the loss until the curvature is 2/η, and stays there.',
  params,
  model,
  view,
  stories: [
    {
      id: 'edge',
      title: 'The edge',
      caption:
        'Full-batch gradient descent on a $1$-$32$-$32$-$1$ tanh network, $\\eta=0.2$. The top curvature of the loss rises to $2/\\eta=10$ and is held there, while the loss goes on falling, not at every step but in the long run.',
      params: {},
      seed: 1,
      steps: 2000,
      rate: 200,
    },
    {
      id: 'halved',
      title: 'Half the step size',
      caption:
        'At step 500 the step size goes from $0.4$ to $0.2$. The edge moves from $5$ to $10$, and the curvature climbs after it: not the problem, but $\\eta$ sets the sharpness that training ends with.',
      params: { eta: 0.4, halveAt: 500 },
      seed: 1,
      steps: 4000,
      rate: 400,
    },
    {
      id: 'small-step',
      title: 'Never there',
      caption:
        'With $\\eta=0.05$ the edge is at $40$. The curvature rises, but training is over before it gets there.',
      params: { eta: 0.05 },
      seed: 1,
      steps: 4000,
      rate: 400,
    },
    {
      id: 'sam',
      title: 'SAM',
      caption:
        'Sharpness-aware minimisation feels the curvature $\\lambda+\\rho\\lambda^2/\\|\\nabla L\\|$. It has an edge of its own, far below $2/\\eta$ and lower as the gradient shrinks.',
      params: { rho: 0.05 },
      seed: 1,
      steps: 4000,
      rate: 400,
    },
    {
      id: 'harder',
      title: 'A harder target',
      caption:
        'The Chebyshev polynomial of degree 5 with $\\eta=0.1$: the curvature overshoots the edge, the loss spikes, and each spike throws it back.',
      params: { target: 'cheb5', eta: 0.1 },
      seed: 1,
      steps: 4000,
      rate: 400,
    },
  ],
  claims: [
    {
      id: 'settles',
      statement: 'At $\\eta=0.2$ the top curvature settles at $2/\\eta=10$.',
      tex: '\\tfrac{\\eta}{2}\\,\\overline{\\lambda_{\\max}}=1',
      source: 'cohen2021',
      story: 'edge',
      at: 4000,
      predict: () => 1,
      measure: lateRatio,
      // Reference runs of other seeds lie between 0.997 and 1.010; the band is 0.95 to 1.05.
      tolerance: { abs: 0.05 },
    },
    {
      id: 'settles-lower',
      statement: 'At $\\eta=0.3$ it settles at $2/\\eta=6.7$.',
      tex: '\\tfrac{\\eta}{2}\\,\\overline{\\lambda_{\\max}}=1',
      source: 'cohen2021',
      story: 'edge',
      at: 3000,
      params: { eta: 0.3 },
      predict: () => 1,
      measure: lateRatio,
      tolerance: { abs: 0.05 },
    },
    {
      id: 'follows',
      statement: 'When the step size is halved, the curvature climbs to the new edge.',
      tex: '\\tfrac{\\eta}{2}\\,\\lambda_{\\max}\\to1',
      source: 'cohen2021',
      story: 'halved',
      at: 4000,
      predict: () => 1,
      // Mean over the last 500 steps.
      measure: (f) => mean(edgeRatios(f).slice(-50)),
      tolerance: { abs: 0.05 },
    },
    {
      id: 'never-there',
      statement: 'At $\\eta=0.05$ it never reaches $2/\\eta=40$: it stays below $0.8$ of it.',
      tex: '\\max_t\\tfrac{\\eta}{2}\\lambda_{\\max}<0.8',
      source: 'cohen2021',
      story: 'small-step',
      at: 8000,
      // The middle of the allowed interval 0 … 0.8.
      predict: () => 0.4,
      measure: (f) => Math.max(...edgeRatios(f)),
      tolerance: { abs: 0.4 },
      slow: true,
    },
    {
      id: 'sam-edge',
      statement:
        'SAM with $\\rho=0.05$ trains at its own edge, $\\lambda=\\frac{\\|g\\|}{2\\rho}\\bigl(\\sqrt{1+8\\rho/(\\eta\\|g\\|)}-1\\bigr)$, a quarter of $2/\\eta$.',
      tex: '\\overline{\\lambda_{\\max}/\\lambda_{\\text{SAM}}}=1',
      source: 'long2024',
      story: 'sam',
      at: 4000,
      predict: () => 1,
      measure: (f, p) => lateSamRatio(f, p.rho),
      tolerance: { abs: 0.05 },
    },
    {
      id: 'sam-edge-small',
      statement: 'So it does with $\\rho=0.02$.',
      tex: '\\overline{\\lambda_{\\max}/\\lambda_{\\text{SAM}}}=1',
      source: 'long2024',
      story: 'sam',
      at: 4000,
      params: { rho: 0.02 },
      predict: () => 1,
      measure: (f, p) => lateSamRatio(f, p.rho),
      tolerance: { abs: 0.05 },
    },
  ],
  questions: [
    {
      id: 'where',
      kind: 'number',
      prompt: 'Gradient descent with $\\eta=0.2$. At which value does the top curvature of the loss settle?',
      story: 'edge',
      at: 2000,
      answer: (f) => lastOf(f.lambda),
      factor: 1.1,
      explain:
        'At $2/\\eta=10$. Training sharpens the loss until such steps are just unstable; the bouncing then pushes towards flatter places.',
    },
    {
      id: 'halve',
      kind: 'choice',
      prompt: 'In mid-run the step size goes from $0.4$ to $0.2$. What does the top curvature do?',
      story: 'halved',
      at: 4000,
      options: ['it stays where it is', 'it falls', 'it climbs to twice its value'],
      answer: (f) => {
        const before = f.lambda[f.eta.findIndex((eta) => eta < (f.eta[0] as number)) - 1] as number;
        const ratio = lastOf(f.lambda) / before;
        return ratio > 1.5 ? 2 : ratio < 0.8 ? 1 : 0;
      },
      explain: 'The edge moves to $2/\\eta=10$, and the curvature climbs until it meets it.',
    },
    {
      id: 'sam',
      kind: 'choice',
      prompt:
        'SAM with $\\rho=0.05$ and the same $\\eta=0.2$. Where does the top curvature end, compared with $2/\\eta$?',
      story: 'sam',
      at: 4000,
      options: ['above it', 'at it', 'at a half to three quarters', 'below a third'],
      answer: (f) => {
        const ratio = lateRatio(f);
        return ratio > 1.1 ? 0 : ratio > 0.9 ? 1 : ratio > 1 / 3 ? 2 : 3;
      },
      explain:
        'The ascent step makes the curvature feel like $\\lambda+\\rho\\lambda^2/\\|\\nabla L\\|$, which grows as the gradient shrinks.',
    },
  ],
});
