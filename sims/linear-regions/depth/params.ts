import type { ParamSpecs } from '#lab/sim.ts';

export const params = {
  width: {
    kind: 'number',
    tex: 'n',
    label: 'units a layer',
    url: 'width',
    min: 2,
    max: 24,
    step: 1,
    default: 16,
    restart: true,
  },
  depth: {
    kind: 'number',
    tex: 'D',
    label: 'layers',
    url: 'depth',
    min: 2,
    max: 4,
    step: 1,
    default: 2,
    restart: true,
  },
  biasSd: {
    kind: 'number',
    tex: '\\sigma_b',
    label: 'spread of biases',
    url: 'bias',
    min: 0,
    max: 2,
    step: 0.05,
    default: 0.5,
    restart: true,
  },
} as const satisfies ParamSpecs;
