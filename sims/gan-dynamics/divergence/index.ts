import { defineSim } from '#lab/sim.ts';
import { claims } from './claims.ts';
import { model } from './model.ts';
import { params } from './params.ts';
import { questions } from './questions.ts';
import { stories } from './stories.ts';
import { view } from './view.ts';

export default defineSim({
  id: 'gan-dynamics/divergence',
  title: 'What the discriminator can tell',
  summary: 'Why the Jensen–Shannon divergence goes flat where the Wasserstein distance still points home.',
  params,
  model,
  view,
  stories,
  claims,
  questions,
});
