import type { ParamSpecs } from '#lab/sim.ts';

/** Numbers that place one line: a point on it (x, y) and its direction in radians. */
export const PER_LINE = 3;

export const params = {
  m: {
    kind: 'number',
    tex: 'm',
    label: 'number of lines',
    url: 'm',
    min: 1,
    max: 100,
    step: 1,
    default: 5,
    restart: true,
  },
  lines: {
    kind: 'vector',
    tex: '\\ell_i',
    label: 'lines placed by hand (point and direction)',
    url: 'lines',
    min: -20,
    max: 20,
    maxLength: 12 * PER_LINE,
    // A pentagram pulled out of shape: its ten crossings lie in the box, and the handles apart.
    default: [0.78, 0.04, -2.9, 0.11, 0.4, -2.32, 0.25, 0.09, -1.7, 0.09, -0.49, -1.08, -0.32, 0.51, 2.65],
  },
  spread: {
    kind: 'number',
    tex: '\\sigma',
    label: 'spread of lines',
    url: 'spread',
    min: 0.05,
    max: 2,
    step: 0.05,
    default: 0.5,
    when: (values) => Number(values.m) > (values.lines as readonly number[]).length / PER_LINE,
  },
  L: {
    kind: 'number',
    tex: 'L',
    label: 'half width of box',
    url: 'L',
    min: 0.1,
    max: 16,
    step: 0.01,
    scale: 'log',
    default: 1,
  },
} as const satisfies ParamSpecs;
