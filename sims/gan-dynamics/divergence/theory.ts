/**
 * Data N(0, 1) and generator N(μ, 1): what the best discriminator says. No state.
 *
 * D* = p_d/(p_d+p_g) has the logit ℓ(x) = −μx + μ²/2, and V(G, D*) = −log 4 + 2 JSD
 * (Goodfellow et al. 2014). Expectations are by quadrature to 1e-12.
 */
import { normalExpectation } from '../numerics/gauss.ts';
import { sigmoid, softplus } from '../numerics/logistic.ts';

/** The best discriminator's logit at x. */
export const logit = (x: number, mu: number): number => -mu * x + (mu * mu) / 2;

/** Jensen–Shannon divergence in nats: log 2 − E softplus(−ℓ) under the data (both halves are equal by symmetry). */
export function jsd(mu: number): number {
  return Math.LN2 - normalExpectation((z) => softplus(-logit(z, mu)));
}

/** Wasserstein-1 distance: the shift itself. */
export const wasserstein = (mu: number): number => Math.abs(mu);

/** Two points at distance |θ|: JSD = log 2 unless they coincide. */
export const pointJsd = (theta: number): number => (theta === 0 ? 0 : Math.LN2);

/** E σ(ℓ) over the generator's samples: what the saturating loss multiplies the slope μ of the logit by. */
export function saturatingFactor(mu: number): number {
  return normalExpectation((z) => sigmoid(logit(z + mu, mu)));
}

/** E (1 − σ(ℓ)) over the generator's samples: the same for the non-saturating loss. */
export const nonSaturatingFactor = (mu: number): number => 1 - saturatingFactor(mu);

export const LOSSES = ['saturating', 'nonSaturating', 'wasserstein'] as const;
export type Loss = (typeof LOSSES)[number];

/** Slope of the generator's loss in μ, discriminator (or critic) held at its best: how hard μ is pulled to 0. */
export function pull(loss: Loss, mu: number): number {
  if (loss === 'wasserstein') return Math.sign(mu);
  return mu * (loss === 'saturating' ? saturatingFactor(mu) : nonSaturatingFactor(mu));
}
