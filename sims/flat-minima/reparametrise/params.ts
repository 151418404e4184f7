import type { ParamSpecs } from '#lab/sim.ts';

export const params = {
  alpha: {
    kind: 'number',
    tex: '\\alpha',
    label: 'scale of the first layer',
    url: 'alpha',
    min: 0.1,
    max: 10,
    step: 0.01,
    scale: 'log',
    default: 4,
    restart: true,
  },
  eta: {
    kind: 'number',
    tex: '\\eta',
    label: 'step size of the training',
    url: 'eta',
    min: 0.01,
    max: 0.5,
    step: 0.01,
    scale: 'log',
    default: 0.1,
    restart: true,
  },
  net: {
    kind: 'choice',
    tex: '\\theta',
    label: 'network',
    url: 'net',
    options: [
      { value: 'reference', label: 'the reference network' },
      { value: 'drawn', label: 'drawn from the seed' },
    ],
    default: 'reference',
    restart: true,
  },
} as const satisfies ParamSpecs;
