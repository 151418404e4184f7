import { defineSim } from '#lab/sim.ts';
import { generalRegions } from '../geometry/arrangement.ts';
import { montufarLower } from '../geometry/bounds.ts';
import { expectedInBox } from '../geometry/expectation.ts';
import { REFERENCE_MEANS } from '../network/theory.ts';
import { model } from './model.ts';
import { params } from './params.ts';
import { mean } from './statistics.ts';
import { view } from './view.ts';

const [DEEP_MEAN, DEEP_ERROR] = REFERENCE_MEANS['16-16'][0.5];
const [SMALL_MEAN, SMALL_ERROR] = REFERENCE_MEANS['16-16'][0.1];
/** Standard deviations of one net's count, from 200 nets: errors of a mean of n draws are sd/√n. */
const DEEP_SD = DEEP_ERROR * Math.sqrt(200);
const SMALL_SD = SMALL_ERROR * Math.sqrt(200);
/** The same for one layer of 32 at σ_b = ½, from 2000 nets. */
const WIDE_SD = 38.9;

export default defineSim({
  id: 'linear-regions/depth',
  title: 'Depth against width',
  summary:
    'The same neurons in one layer or in several: what random nets have, and what chosen weights could.',
  stepName: 'draw',
  params,
  model,
  view,
  stories: [
    {
      id: 'equal-neurons',
      title: '32 neurons',
      caption:
        'One layer of 32 against two of 16, drawn again and again. At initialisation the wide net has more regions; with chosen weights the deep one could have seventeen times as many.',
      params: {},
      seed: 1,
      steps: 100,
      rate: 8,
    },
    {
      id: 'small-biases',
      title: 'Small biases',
      caption:
        'With $\\sigma_b=0.1$ both come near $n^2/2=512$, the wide net nearer; one layer of 32 can make at most 529.',
      params: { biasSd: 0.1 },
      seed: 1,
      steps: 100,
      rate: 8,
    },
    {
      id: 'four-layers',
      title: 'Four layers',
      caption: 'Four layers of 8. The bound grows a hundredfold; the random nets have fewer regions still.',
      params: { width: 8, depth: 4 },
      seed: 1,
      steps: 100,
      rate: 8,
    },
  ],
  claims: [
    {
      id: 'wide-mean',
      statement: 'One random layer of 32 units has $323.5$ regions in the mean at $\\sigma_b=\\tfrac12$.',
      tex: '1+nP_{\\text{hit}}+\\tbinom n2P_{\\text{int}}',
      source: 'own',
      story: 'equal-neurons',
      at: 200,
      predict: (p) => expectedInBox(p.width * p.depth, 1, p.biasSd),
      measure: (f) => mean(f.wide),
      // Four standard errors of a mean of 200.
      tolerance: { abs: (4 * WIDE_SD) / Math.sqrt(200) },
      digits: 4,
    },
    {
      id: 'deep-mean',
      statement: 'Two layers of 16 have about $283$: fewer, not more.',
      tex: '283',
      source: 'own',
      story: 'equal-neurons',
      at: 200,
      predict: () => DEEP_MEAN,
      measure: (f) => mean(f.deep),
      // Four standard errors of the difference of two means of 200.
      tolerance: { abs: 4 * Math.hypot(DEEP_ERROR, DEEP_SD / Math.sqrt(200)) },
      digits: 4,
    },
    {
      id: 'deep-mean-small-biases',
      statement: 'With $\\sigma_b=0.1$ they have about $474$.',
      tex: '474',
      source: 'own',
      story: 'small-biases',
      at: 200,
      predict: () => SMALL_MEAN,
      measure: (f) => mean(f.deep),
      tolerance: { abs: 4 * Math.hypot(SMALL_ERROR, SMALL_SD / Math.sqrt(200)) },
      digits: 4,
    },
  ],
  questions: [
    {
      id: 'wide-or-deep',
      prompt: '32 neurons at random initialisation: which has more linear regions in the mean?',
      story: 'equal-neurons',
      at: 100,
      options: ['One layer of 32', 'Two layers of 16'],
      explain:
        'One layer, 324 against 283. Depth makes many regions possible; it does not make random weights use it.',
      kind: 'choice',
      answer: (f) => (mean(f.wide) > mean(f.deep) ? 0 : 1),
    },
    {
      id: 'which-can',
      prompt: 'And with weights chosen freely: which can have more?',
      story: 'equal-neurons',
      at: 100,
      options: ['One layer of 32', 'Two layers of 16'],
      explain:
        'Two layers: one layer is an arrangement of 32 lines, 529 regions at most. A first layer that folds the plane 64-fold onto itself and a second that cuts it into 137 makes $64\\cdot137=8768$.',
      kind: 'choice',
      answer: (_f, p) =>
        montufarLower(new Array<number>(p.depth).fill(p.width)) > generalRegions(p.width * p.depth) ? 1 : 0,
    },
  ],
});
