import type { ParamSpecs } from '#lab/sim.ts';

export const params = {
  kappa: {
    kind: 'number',
    tex: '\\kappa',
    label: 'condition number',
    url: 'kappa',
    min: 2,
    max: 1000,
    step: 1,
    scale: 'log',
    default: 100,
    restart: true,
  },
  momentum: {
    kind: 'flag',
    tex: '\\beta > 0',
    label: 'momentum',
    url: 'momentum',
    default: true,
    restart: true,
  },
} as const satisfies ParamSpecs;
