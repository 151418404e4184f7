/** How the walkers look and what they are called. */
import type { Colour } from '#lab/panel.ts';
import type { Values } from '#lab/sim.ts';
import { WALKERS, type Walker } from './model.ts';
import type { params } from './params.ts';

export const COLOURS: Readonly<Record<Walker, Colour>> = { descent: 'a', large: 'b', noise: 'c', sam: 'd' };

const SHOWN: Readonly<Record<string, readonly Walker[]>> = {
  three: ['descent', 'large', 'noise'],
  steps: ['descent', 'large'],
  noise: ['descent', 'noise'],
  sam: ['descent', 'sam'],
  all: WALKERS,
};

export function shownWalkers(p: Values<typeof params>): readonly Walker[] {
  return SHOWN[p.walkers] ?? WALKERS;
}

export function nameOf(walker: Walker, p: Values<typeof params>): string {
  switch (walker) {
    case 'descent':
      return `η = ${p.eta}`;
    case 'large':
      return `η = ${p.etaLarge}`;
    case 'noise':
      return 'label noise';
    case 'sam':
      return 'SAM';
  }
}
