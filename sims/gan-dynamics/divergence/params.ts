import type { ParamSpecs } from '#lab/sim.ts';

export const params = {
  mu: {
    kind: 'number',
    tex: '\\mu',
    label: 'distance between data and generator',
    url: 'mu',
    min: -8,
    max: 8,
    step: 0.05,
    default: 4,
    restart: true,
  },
  eta: {
    kind: 'number',
    tex: '\\eta',
    label: 'step size',
    url: 'eta',
    min: 0.01,
    max: 1,
    step: 0.01,
    scale: 'log',
    default: 0.05,
    restart: true,
  },
  samples: {
    kind: 'number',
    tex: 'N',
    label: 'samples for the measured values',
    url: 'N',
    min: 100,
    max: 20_000,
    step: 100,
    scale: 'log',
    default: 2000,
    restart: true,
  },
} as const satisfies ParamSpecs;
