import { defineSim } from '#lab/sim.ts';
import { crowdSharpness, imbalanceAlong, imbalanceOf, sharpnessOf } from './measure.ts';
import { model, startsOf } from './model.ts';
import { params } from './params.ts';
import { imbalance, labelNoiseLaw, samLaw, sharpnessAt } from './theory.ts';
import { view } from './view.ts';

export default defineSim({
  id: 'flat-minima/valley',
  title: 'A valley of minima',
  summary: 'One function, every sharpness: which minimum is found depends on the method alone.',
  params,
  model,
  view,
  stories: [
    {
      id: 'walkers',
      title: 'Three walkers',
      caption:
        'Every point of the curve $w_1w_2=c$ is a minimum of the same function. Small steps stop at the nearest; a step too large for it is thrown over the ridge to a flatter one; label noise slides along the floor to the flattest. Below, a crowd of each, started nearby.',
      params: {},
      seed: 1,
      steps: 2000,
      rate: 200,
    },
    {
      id: 'catapult',
      title: 'Catapult',
      caption:
        'Two step sizes from one start. At $\\eta=0.15$ the minimum nearby is too sharp ($s>2/\\eta$): the loss grows a hundredfold, the imbalance falls, and the walker lands where $s<2/\\eta$.',
      params: { walkers: 'steps' },
      seed: 1,
      steps: 100,
      rate: 10,
    },
    {
      id: 'label-noise',
      title: 'Label noise',
      caption:
        'Labels $c\\pm\\sigma$. The imbalance follows $D_{t+1}=D_t\\,(1-2\\eta^2\\sigma^2/(2-\\eta s))$, dashed, to the flattest minimum.',
      params: { walkers: 'noise' },
      seed: 1,
      steps: 4000,
      rate: 400,
    },
    {
      id: 'sam',
      title: 'SAM',
      caption:
        'Sharpness-aware minimisation takes the gradient a radius $\\rho$ uphill. It bounces across the floor and drifts to flatter minima, along the dashed law, with no noise at all.',
      params: { walkers: 'sam' },
      seed: 1,
      steps: 2000,
      rate: 200,
    },
  ],
  claims: [
    {
      id: 'flow',
      statement: 'Small steps keep the imbalance: they end at the sharpness $\\sqrt{D_0^2+4c^2}$.',
      tex: '\\sqrt{D_0^2+4c^2}',
      source: 'own',
      story: 'walkers',
      at: 2000,
      params: { eta: 0.01 },
      predict: (p) => sharpnessAt(imbalance(...startsOf(p)[0]), p.c),
      measure: (f) => sharpnessOf(f, 'descent'),
      // Each step loses the share η²r² of D; Σ r² ≈ r₀²/(2ηs) = 2, so the loss is ηr₀²/(2s) = 1.2e-5.
      tolerance: { rel: 2e-5 },
      digits: 6,
    },
    {
      id: 'imbalance',
      statement: 'A step of gradient descent multiplies $D=w_1^2-w_2^2$ by $1-\\eta^2r^2$, exactly.',
      tex: 'D_0\\prod_t(1-\\eta^2r_t^2)',
      source: 'own',
      story: 'walkers',
      at: 2000,
      predict: (p, f) => imbalanceAlong(f, 'large', p.etaLarge, p.c),
      measure: (f) => imbalanceOf(f, 'large'),
      tolerance: { rel: 1e-12 },
      digits: 6,
    },
    {
      id: 'catapult',
      statement:
        'From $(4,0.2)$ the step $\\eta=0.15$ ends at $s=9.673$, below $2/\\eta=13.3$; the flow would end at $16.08$.',
      tex: 's_\\infty(0.15)',
      source: 'own',
      story: 'walkers',
      at: 2000,
      predict: () => 9.673,
      measure: (f) => sharpnessOf(f, 'large'),
      // Reference run in numpy, given to four digits.
      tolerance: { abs: 0.0005 },
      digits: 4,
    },
    {
      id: 'label-noise',
      statement:
        'Label noise shrinks the imbalance by $1-2\\eta^2\\sigma^2/(2-\\eta s)$ a step: $8.89\\to2.11$ in 2000 steps.',
      tex: 'D_{t+1}=D_t\\left(1-\\tfrac{2\\eta^2\\sigma^2}{2-\\eta s}\\right)',
      source: 'own',
      story: 'label-noise',
      at: 2000,
      predict: (p, f) => labelNoiseLaw(imbalance(...startsOf(p)[1]), p, f.t)[f.t] as number,
      measure: (f) => imbalanceOf(f, 'noise'),
      // One run spreads by about 1.2 %: 64 runs give 0.15 %; the law itself is 0.1 % accurate.
      tolerance: { rel: 0.005, replicas: 64 },
    },
    {
      id: 'label-noise-late',
      statement: 'After 4000 steps it is $0.56$.',
      tex: 'D_{4000}',
      source: 'own',
      story: 'label-noise',
      at: 4000,
      predict: (p, f) => labelNoiseLaw(imbalance(...startsOf(p)[1]), p, f.t)[f.t] as number,
      measure: (f) => imbalanceOf(f, 'noise'),
      tolerance: { rel: 0.005, sigmas: 4, replicas: 64 },
    },
    {
      id: 'sam',
      statement: 'SAM with $\\rho=0.1$ walks from $s=9.1$ to $2.140$ in 2000 steps, almost to the flattest.',
      tex: 's_{2000}',
      source: 'own',
      story: 'sam',
      at: 2000,
      predict: () => 2.14,
      measure: (f) => sharpnessOf(f, 'sam'),
      // Reference run in numpy, given to three decimals.
      tolerance: { abs: 0.0005 },
      digits: 4,
    },
    {
      id: 'sam-drift',
      statement:
        'SAM’s bounce shrinks the imbalance by $1-8\\eta\\rho^2/(2-\\eta s)^2$ a step: $8.88\\to0.755$ in 2000 steps.',
      tex: 'D_{t+1}=D_t\\left(1-\\tfrac{8\\eta\\rho^2}{(2-\\eta s)^2}\\right)',
      source: 'own',
      story: 'sam',
      at: 2000,
      predict: (p, f) => samLaw(imbalance(...startsOf(p)[2]), p, f.t)[f.t] as number,
      measure: (f) => imbalanceOf(f, 'sam'),
      // The law takes s for that of the floor; towards the flattest point the bounce makes 0.3 % of it.
      tolerance: { rel: 0.003 },
    },
    {
      id: 'crowd-edge',
      statement: 'None of the walkers with the large step comes to rest where $s\\ge2/\\eta$.',
      tex: '0',
      source: 'own',
      story: 'walkers',
      at: 2000,
      predict: () => 0,
      measure: (f, p) => crowdSharpness(f, 'large').filter((s) => s >= 2 / p.etaLarge).length,
      unit: 'walkers beyond the edge',
      // None: an equality.
      tolerance: { abs: 0 },
    },
    {
      id: 'sam-across',
      statement:
        'With $\\rho=0.2$ it bounces across the flattest minimum, to points with $s<2$ that are no minima.',
      tex: 's_{2000}',
      source: 'own',
      story: 'sam',
      at: 2000,
      params: { rho: 0.2 },
      predict: () => 1.956,
      measure: (f) => sharpnessOf(f, 'sam'),
      tolerance: { abs: 0.0005 },
      digits: 4,
    },
  ],
  questions: [
    {
      id: 'along',
      kind: 'choice',
      prompt:
        'Gradient descent with small steps has reached the floor. Does it move along the valley to flatter minima?',
      story: 'walkers',
      at: 2000,
      options: ['yes, slowly', 'no'],
      answer: (f, p) =>
        sharpnessOf(f, 'descent') < 0.95 * sharpnessAt(imbalance(...startsOf(p)[0]), p.c) ? 0 : 1,
      explain: 'On the floor the gradient is zero in every direction.',
    },
    {
      id: 'landing',
      kind: 'number',
      prompt:
        'The minimum near $(4,0.2)$ has $s=16$. Where does gradient descent with $\\eta=0.15$ end: at which sharpness?',
      story: 'catapult',
      at: 100,
      answer: (f) => sharpnessOf(f, 'large'),
      factor: 1.25,
      explain:
        'It can only rest where $s<2/\\eta=13.3$, but the bounce does not stop at that edge: while the loss is large, each step multiplies the imbalance by $1-\\eta^2r^2$.',
    },
    {
      id: 'slide',
      kind: 'number',
      prompt:
        'Label noise starts on the floor at sharpness $9.1$; the flattest is $2$. Where is it after 2000 steps?',
      story: 'label-noise',
      at: 2000,
      answer: (f) => sharpnessOf(f, 'noise'),
      factor: 1.25,
      explain:
        'Near the floor $D$ shrinks by the factor $1-2\\eta^2\\sigma^2/(2-\\eta s)$ a step, to $2.11$, and $s=\\sqrt{D^2+4}=2.9$.',
    },
  ],
});
