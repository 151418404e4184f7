import { defineSim } from '#lab/sim.ts';
import { claims } from './claims.ts';
import { model } from './model.ts';
import { params } from './params.ts';
import { questions } from './questions.ts';
import { stories } from './stories.ts';
import { view } from './view.ts';

export default defineSim({
  id: 'gan-dynamics/games',
  title: 'Two players in a plane',
  summary: 'The smallest GANs: why simultaneous training spirals out, and what brings it home.',
  params,
  model,
  view,
  stories,
  claims,
  questions,
});
