/** The methods, their names, and the line-ups in which they race. */
export const METHODS = {
  simultaneous: 'simultaneous',
  alternating: 'alternating',
  heavyBall: 'simultaneous + momentum',
  alternatingMomentum: 'alternating + momentum',
  extragradient: 'extragradient',
  optimistic: 'optimistic',
  proximal: 'proximal point',
  consensus: 'consensus',
  r1: 'R1',
  noise: 'instance noise',
  clip: 'weight clipping',
  gp: 'gradient penalty',
  adam: 'Adam',
} as const;

export type Method = keyof typeof METHODS;

export const LINEUPS = {
  classic: {
    label: 'four methods, simultaneous to optimistic',
    methods: ['simultaneous', 'alternating', 'alternatingMomentum', 'optimistic'],
  },
  lookahead: {
    label: 'ahead: extragradient, optimistic, proximal',
    methods: ['simultaneous', 'extragradient', 'optimistic', 'proximal'],
  },
  momentum: {
    label: 'momentum, simultaneous and alternating',
    methods: ['simultaneous', 'heavyBall', 'alternating', 'alternatingMomentum'],
  },
  regularised: {
    label: 'regularised: consensus, R1, instance noise',
    methods: ['simultaneous', 'consensus', 'r1', 'noise'],
  },
  wasserstein: {
    label: 'Wasserstein: clipping, gradient penalty, R1',
    methods: ['simultaneous', 'clip', 'gp', 'r1'],
  },
  adam: { label: 'Adam', methods: ['simultaneous', 'heavyBall', 'adam'] },
} as const satisfies Record<string, { label: string; methods: readonly Method[] }>;

/** The line-up of a race; the one chosen method for a field of starts. */
export function lineup(p: { readonly race: string; readonly method: string }): readonly Method[] {
  if (p.race === 'field') return [p.method as Method];
  return LINEUPS[p.race as keyof typeof LINEUPS].methods;
}
