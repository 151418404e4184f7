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
  biasSd: {
    kind: 'number',
    tex: '\\sigma_b',
    label: 'spread of biases',
    url: 'bias',
    min: 0,
    max: 1,
    step: 0.05,
    default: 0.1,
    restart: true,
  },
  rate: {
    kind: 'number',
    tex: '\\alpha',
    label: 'learning rate',
    url: 'rate',
    min: 0.0001,
    max: 0.03,
    step: 0.0001,
    scale: 'log',
    default: 0.003,
  },
} as const satisfies ParamSpecs;
