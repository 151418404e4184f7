/** What theory says of a setting: the limit of small steps, and the steps as they are. */
import type { Values } from '#lab/sim.ts';
import { type ChainLaw, chainLaw } from './chain.ts';
import type { Landscape } from './landscape.ts';
import { boltzmannShare, passageTime } from './langevin.ts';
import type { params } from './params.ts';
import { temperature } from './theory.ts';

type P = typeof params;

export interface Law {
  readonly temperature: number;
  /** η → 0 at this temperature: share beyond the ridge, mean passage times in units of Σ η. */
  readonly langevin: Passages;
  /** At this η; undefined where the chain is not resolved or a well is unstable. */
  readonly chain: (Passages & Pick<ChainLaw, 'x' | 'density'>) | undefined;
}

interface Passages {
  readonly share: number;
  readonly sharpToFlat: number;
  readonly flatToSharp: number;
}

/** The law of the last setting asked for: a figure asks for the same one sixty times a second. */
let last: { readonly key: string; readonly law: Law } | undefined;

export function lawOf(p: Values<P>): Law {
  const landscape: Landscape = { ks: p.ks, kf: p.kf, c: p.c, tau: p.tau };
  const key = [p.eta, p.sigma, p.batch, p.ks, p.kf, p.c, p.tau].join();
  if (last?.key !== key) last = { key, law: compute(landscape, p) };
  return last.law;
}

function compute(landscape: Landscape, p: Values<P>): Law {
  const t = temperature(p.eta, p.sigma, p.batch);
  const chain = chainLaw(landscape, p.eta, p.sigma / Math.sqrt(p.batch));
  return {
    temperature: t,
    langevin: {
      share: boltzmannShare(landscape, t),
      sharpToFlat: passageTime(landscape, t, 'sharp'),
      flatToSharp: passageTime(landscape, t, 'flat'),
    },
    chain: chain && {
      ...chain,
      sharpToFlat: chain.sharpToFlat * p.eta,
      flatToSharp: chain.flatToSharp * p.eta,
    },
  };
}
