/**
 * Three generators N(μ, 1) chase data N(0, 1) by gradient descent on μ, each against a
 * discriminator that is always the best possible.
 *
 *   saturating       μ' = μ − ημ·E σ(ℓ)        (E log(1−D*), also the slope of 2·JSD)
 *   non-saturating   μ' = μ − ημ·E (1−σ(ℓ))    (−E log D*)
 *   Wasserstein      μ' = μ − η·sign μ         (W₁ = |μ|; stops at 0)
 *
 * Beside that, the JSD and the two factors are estimated from N samples at 17 distances, as
 * a discriminator that knows both densities would. Lengths are in standard deviations.
 * Sources: Goodfellow et al. 2014; Arjovsky and Bottou 2017; Arjovsky et al. 2017.
 */
import type { Rng } from '#lab/random.ts';
import { Series } from '#lab/series.ts';
import type { Frame, Model } from '#lab/sim.ts';
import { sigmoid, softplus } from '../numerics/logistic.ts';
import type { params } from './params.ts';
import { LOSSES, logit, pull } from './theory.ts';

type P = typeof params;

/** Distances at which the samples are measured. */
export const PLACES = Float64Array.from({ length: 17 }, (_, i) => i / 2);

interface State {
  t: number;
  /** Places of the three generators, in the order of LOSSES. */
  readonly mu: Float64Array;
  readonly history: readonly Series[];
  readonly measured: { readonly jsd: Float64Array; readonly saturating: Float64Array };
}

export interface DivergenceFrame extends Frame {
  /** Place of each generator at t = 0, 1, …. */
  readonly saturating: Float64Array;
  readonly nonSaturating: Float64Array;
  readonly wasserstein: Float64Array;
  /** Estimates from samples at PLACES: JSD (nats), and E σ(ℓ) over the generator's samples. */
  readonly measuredJsd: Float64Array;
  readonly measuredFactor: Float64Array;
}

export const model: Model<P, State, DivergenceFrame> = {
  init(p, rng: Rng) {
    const data = normals(rng.split('data'), p.samples);
    const noise = normals(rng.split('generator'), p.samples);
    const s: State = {
      t: 0,
      mu: new Float64Array(LOSSES.length).fill(p.mu),
      history: LOSSES.map(() => new Series()),
      measured: {
        jsd: PLACES.map((mu) => sampledJsd(data, noise, mu)),
        saturating: PLACES.map((mu) => mean(noise, (z) => sigmoid(logit(z + mu, mu)))),
      },
    };
    record(s);
    return s;
  },

  step(s, p, n) {
    for (let i = 0; i < n; i++) {
      for (const [k, loss] of LOSSES.entries()) {
        const mu = s.mu[k] as number;
        const next = mu - p.eta * pull(loss, mu);
        s.mu[k] = loss === 'wasserstein' && next * mu <= 0 ? 0 : next;
      }
      s.t++;
      record(s);
    }
  },

  observe(s) {
    return {
      t: s.t,
      saturating: (s.history[0] as Series).toArray(),
      nonSaturating: (s.history[1] as Series).toArray(),
      wasserstein: (s.history[2] as Series).toArray(),
      measuredJsd: s.measured.jsd.slice(),
      measuredFactor: s.measured.saturating.slice(),
    };
  },

  /** All three have arrived, to a thousandth of a standard deviation. */
  done: (s) => s.mu.every((mu) => Math.abs(mu) < 1e-3),
};

function record(s: State): void {
  for (const [k, series] of s.history.entries()) series.push(s.mu[k] as number);
}

/** ½·(E_data log 2D* + E_gen log 2(1−D*)). */
function sampledJsd(data: Float64Array, noise: Float64Array, mu: number): number {
  const real = mean(data, (x) => -softplus(-logit(x, mu)));
  const fake = mean(noise, (z) => -softplus(logit(z + mu, mu)));
  return Math.LN2 + 0.5 * (real + fake);
}

function mean(values: Float64Array, f: (value: number) => number): number {
  let sum = 0;
  for (const value of values) sum += f(value);
  return sum / values.length;
}

function normals(rng: Rng, count: number): Float64Array {
  return Float64Array.from({ length: count }, () => rng.normal());
}
