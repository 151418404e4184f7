import { defineSim } from '#lab/sim.ts';
import { ALL, claims } from './claims.ts';
import { model } from './model.ts';
import { params } from './params.ts';
import { view } from './view.ts';

export default defineSim({
  id: 'linear-regions/network',
  title: 'Random nets',
  summary:
    'Exactly how many linear pieces a random ReLU net has, and how far that is from what depth could do.',
  stepName: 'neuron',
  params,
  model,
  view,
  stories: [
    {
      id: 'deep',
      title: 'Two layers of 16',
      caption:
        'A 2-16-16 ReLU net at initialisation. The first layer’s lines are straight; the second layer’s bend wherever they cross them. Drag a line and watch the rest follow.',
      params: {},
      seed: 4,
      steps: ALL,
      rate: 6,
    },
    {
      id: 'wide',
      title: 'One layer of 32',
      caption:
        'The same 32 neurons side by side: all lines are straight, and the count is that of an arrangement. At initialisation it has, if anything, more regions than two layers of 16.',
      params: { width: 32, depth: 1 },
      seed: 4,
      steps: ALL,
      rate: 6,
    },
    {
      id: 'narrow',
      title: 'Four layers of 8',
      caption: 'The same 32 neurons in four layers. Depth alone buys no regions at initialisation.',
      params: { width: 8, depth: 4 },
      seed: 2,
      steps: ALL,
      rate: 6,
    },
    {
      id: 'no-biases',
      title: 'No biases',
      caption:
        'With $\\sigma_b=0$, the default of many frameworks, every cut runs through the origin: about two sectors a neuron, whatever the depth.',
      params: { biasSd: 0 },
      seed: 4,
      steps: ALL,
      rate: 6,
    },
    {
      id: 'small-biases',
      title: 'Small biases',
      caption:
        'With $\\sigma_b=0.1$ nearly all crossings gather in the box, and the count comes near $n^2/2$.',
      params: { biasSd: 0.1 },
      seed: 4,
      steps: ALL,
      rate: 6,
    },
    {
      id: 'far',
      title: 'Far away',
      caption:
        'Seen from far (half width 16), the regions gather near the origin; a net is linear at infinity.',
      params: { L: 16 },
      seed: 4,
      steps: ALL,
      rate: 6,
    },
    {
      id: 'pixels',
      title: 'Counted by pixels',
      caption:
        'A 2-32-32 net. Sampling on $64^2$ pixels misses every region that holds no pixel’s centre: a lower bound, however fine.',
      params: { width: 32, resolution: 64 },
      seed: 5,
      steps: ALL,
      rate: 12,
    },
    {
      id: 'slice',
      title: 'A slice of 64 inputs',
      caption: 'A plane through the origin of a net with 64 inputs: the same geometry on a wider scale.',
      params: { inputs: 64, L: 4 },
      seed: 4,
      steps: ALL,
      rate: 6,
    },
  ],
  claims,
  questions: [
    {
      id: 'without-biases',
      prompt: 'A 2-16-16 net without biases: how many linear regions has it?',
      story: 'no-biases',
      at: ALL,
      explain: 'About two a neuron. All cuts are rays from the origin, so there is nothing left to cross.',
      kind: 'number',
      answer: (f) => f.counts[f.t] ?? Number.NaN,
      factor: 1.3,
    },
    {
      id: 'growth',
      prompt: 'Draw how the number of regions of a 2-16-16 net grows, neuron by neuron.',
      story: 'deep',
      at: ALL,
      explain:
        'Like $n^2$ with no break between the layers: each neuron’s cut is crossed by the earlier ones about as often as a line would be.',
      kind: 'curve',
      panel: 'growth',
      answer: (f) => ({ x: Float64Array.from(f.counts, (_, i) => i), y: f.counts }),
    },
  ],
});
