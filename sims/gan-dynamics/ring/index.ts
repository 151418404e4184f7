import { defineSim } from '#lab/sim.ts';
import { claims } from './claims.ts';
import { model } from './model.ts';
import { params } from './params.ts';
import { questions } from './questions.ts';
import { stories } from './stories.ts';
import { view } from './view.ts';

export default defineSim({
  id: 'gan-dynamics/ring',
  title: 'A ring of eight Gaussians',
  summary: 'Mode collapse in a small GAN, and the single knobs that cure it.',
  params,
  model,
  view,
  stories,
  claims,
  questions,
  stepName: 'generator step',
});
