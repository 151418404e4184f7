import { defineSim } from '#lab/sim.ts';
import { claims } from './claims.ts';
import { model } from './model.ts';
import { params } from './params.ts';
import { questions } from './questions.ts';
import { stories } from './stories.ts';
import { view } from './view.ts';

export default defineSim({
  id: 'evolution',
  title: 'Mutation against crossover',
  summary: 'Two populations race to the perfect genome: crossover needs √G generations, mutation G.',
  stepName: 'generation',
  params,
  model,
  view,
  stories,
  claims,
  questions,
});
