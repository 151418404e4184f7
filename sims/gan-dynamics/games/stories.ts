import type { Story } from '#lab/sim.ts';
import type { params } from './params.ts';

type S = Story<typeof params>;

export const stories: readonly [S, ...S[]] = [
  {
    id: 'race',
    title: 'Four methods, one start',
    caption:
      'The bilinear game at $\\eta = 0.1$: simultaneous steps spiral out, alternating steps circle for ever, negative momentum and optimistic steps spiral in.',
    params: {},
    seed: 1,
    steps: 400,
    rate: 60,
  },
  {
    id: 'lookahead',
    title: 'Looking ahead',
    caption:
      'Extragradient and optimistic steps imitate the implicit step, which contracts by $1/\\sqrt{1+\\eta^2}$. At $\\eta = \\tfrac12$ the optimistic one is faster than what it imitates.',
    params: { race: 'lookahead', eta: 0.5 },
    seed: 1,
    steps: 60,
    rate: 10,
  },
  {
    id: 'momentum',
    title: 'The sign of momentum',
    caption:
      'Momentum $\\beta = -\\tfrac12$ makes alternating steps converge; no momentum does that for simultaneous ones. Drag $\\beta$ across zero.',
    params: { race: 'momentum', eta: 0.5 },
    seed: 1,
    steps: 120,
    rate: 20,
  },
  {
    id: 'dirac',
    title: 'The Dirac-GAN',
    caption:
      'The smallest GAN: one point of data at 0, a generator at $\\theta$, a discriminator whose log-odds are $\\psi x$. Its field circles the equilibrium, so simultaneous training drifts outward.',
    params: { game: 'dirac' },
    seed: 1,
    steps: 600,
    rate: 60,
  },
  {
    id: 'non-saturating',
    title: 'The non-saturating loss',
    caption:
      'The non-saturating flow does converge, but only like $\\sqrt{8/t}$; simultaneous steps stall on the circle $r = \\sqrt{2\\eta}$.',
    params: { game: 'dirac-ns' },
    seed: 1,
    steps: 600,
    rate: 60,
  },
  {
    id: 'damping',
    title: 'Damping',
    caption:
      'A penalty on the discriminator’s slope (R1) or instance noise damps the rotation. $\\gamma = 1$ is critical: more is slower.',
    params: { game: 'dirac', race: 'regularised', gamma: 1, sigma: 1 },
    seed: 1,
    steps: 200,
    rate: 20,
  },
  {
    id: 'wasserstein',
    title: 'Lipschitz is not enough',
    caption:
      'On the Dirac-WGAN weight clipping never settles and the gradient penalty ends on a ring; R1 converges.',
    params: { race: 'wasserstein' },
    seed: 1,
    steps: 400,
    rate: 40,
  },
  {
    id: 'adam',
    title: 'Adam',
    caption:
      'Adam at $\\eta = 0.01$: with $\\beta_1 = 0.9$ it drifts out, with $\\beta_1 \\le 0$ it drifts in.',
    params: { race: 'adam', eta: 0.01, beta1: 0.5, beta2: 0.5 },
    seed: 1,
    steps: 3000,
    rate: 300,
  },
  {
    id: 'field',
    title: 'Every start at once',
    caption:
      'Simultaneous steps of the non-saturating Dirac-GAN: from inside and from outside, every start ends on the circle $r = \\sqrt{2\\eta}$. The colour of a place says how far the run from there has come.',
    params: { race: 'field', method: 'simultaneous', game: 'dirac-ns', eta: 0.3 },
    seed: 1,
    steps: 120,
    rate: 20,
  },
];
