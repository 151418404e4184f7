import type { ParamSpecs } from '#lab/sim.ts';

export const params = {
  flips: {
    kind: 'number',
    tex: 'mG',
    label: 'mutations per child of the population followed',
    url: 'mG',
    min: 0.05,
    max: 10,
    step: 0.01,
    scale: 'log',
    default: 1.2,
  },
  genes: {
    kind: 'number',
    tex: 'G',
    label: 'genes',
    url: 'G',
    min: 32,
    max: 400,
    step: 1,
    scale: 'log',
    default: 100,
    restart: true,
  },
  size: {
    kind: 'number',
    tex: 'N',
    label: 'individuals in each population',
    url: 'N',
    min: 20,
    max: 2000,
    step: 2,
    scale: 'log',
    default: 200,
    restart: true,
  },
} as const satisfies ParamSpecs;
