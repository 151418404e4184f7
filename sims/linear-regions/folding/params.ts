import type { ParamSpecs } from '#lab/sim.ts';

export const params = {
  k: {
    kind: 'number',
    tex: 'k',
    label: 'folds',
    url: 'k',
    min: 1,
    max: 6,
    step: 1,
    default: 3,
    restart: true,
  },
  crease: {
    kind: 'vector',
    tex: 'c',
    label: 'crease (x, y)',
    url: 'crease',
    min: -0.6,
    max: 0.6,
    maxLength: 2,
    default: [0, 0],
  },
} as const satisfies ParamSpecs;
