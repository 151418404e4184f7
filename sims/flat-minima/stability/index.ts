import { defineSim } from '#lab/sim.ts';
import { curvature, FLAT, SHARP } from '../wells/landscape.ts';
import { fateOf, flatFrom, lostFrom, nearestRun, restsUpTo } from './measure.ts';
import { model } from './model.ts';
import { params } from './params.ts';
import { bottomNear, stabilityEdge } from './theory.ts';
import { view } from './view.ts';

export default defineSim({
  id: 'flat-minima/stability',
  title: 'How sharp a minimum can a step size bear?',
  summary: 'Descent rests in a minimum of curvature k only for η < 2/k; beyond it cycles, wanders, leaves.',
  params,
  model,
  view,
  stories: [
    {
      id: 'edge',
      title: 'The edge 2/k',
      caption:
        'Gradient descent from beside the sharp minimum, at 400 step sizes. At $\\eta=2/k_s$ rest turns into a cycle of two; further on the cycle loses its order; from about $0.058$ on descent leaves for the flat well.',
      params: {},
      seed: 1,
      steps: 1500,
      rate: 60,
    },
    {
      id: 'whole',
      title: 'All step sizes',
      caption:
        'From small steps to $\\eta=1.1$. Between $2/k_s$ and $2/k_f$ only the flat minimum can hold descent, though just below $2/k_f$ it is often missed; beyond $2/k_f$ nothing holds it.',
      params: { low: 0.001, high: 1.1, pick: 0.5 },
      seed: 1,
      steps: 1500,
      rate: 60,
    },
  ],
  claims: [
    {
      id: 'edge',
      statement: 'Descent rests in the sharp minimum up to $\\eta=2/L^{\\prime\\prime}(x_s)=0.0500$.',
      tex: '\\frac{2}{L^{\\prime\\prime}(x_s)}',
      source: 'own',
      story: 'edge',
      at: 4000,
      predict: (p) => {
        const landscape = { ...p, c: 0 };
        return stabilityEdge(curvature(landscape, bottomNear(landscape, SHARP)));
      },
      measure: restsUpTo,
      // Two steps of the sweep: (0.066 − 0.04)/399 each.
      tolerance: { abs: 1.31e-4 },
    },
    {
      id: 'leaves',
      statement: 'From $\\eta=0.058$ on it ends in the flat well.',
      tex: '\\eta_{\\text{leave}}',
      source: 'own',
      story: 'edge',
      at: 20000,
      predict: () => 0.058,
      measure: flatFrom,
      // The reference sweep had steps of 0.001.
      tolerance: { abs: 0.001 },
    },
    {
      id: 'diverges',
      statement: 'Beyond $2/k_f=1$ it diverges.',
      tex: '\\frac{2}{L^{\\prime\\prime}(x_f)}',
      source: 'own',
      story: 'whole',
      at: 4000,
      predict: (p) => {
        const landscape = { ...p, c: 0 };
        return stabilityEdge(curvature(landscape, bottomNear(landscape, FLAT)));
      },
      measure: lostFrom,
      // Two steps of the sweep: 1.099/399 each.
      tolerance: { abs: 5.6e-3 },
    },
  ],
  questions: [
    {
      id: 'just-beyond',
      kind: 'choice',
      prompt:
        'The sharp minimum is stable for $\\eta<0.05$. What does descent do at $\\eta=0.0525$, five per cent beyond?',
      story: 'edge',
      at: 1500,
      options: [
        'it diverges',
        'it leaves for the flat well',
        'it settles into a cycle around the sharp minimum',
      ],
      answer: (f) => {
        const fate = fateOf(f, nearestRun(f, 0.0525));
        return fate === 'lost' ? 0 : fate === 'flat' ? 1 : 2;
      },
      explain:
        'The walls flatten towards the ridge, so the swing stops growing where its mean curvature is $2/\\eta$. Only from about $0.058$ on does it carry over.',
    },
  ],
});
