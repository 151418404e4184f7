/**
 * Closed forms for L(w) = ½(w₁w₂ − c)², the smallest network with a valley of minima.
 * r = w₁w₂ − c, D = w₁² − w₂², s = w₁² + w₂² = √(D² + 4w₁²w₂²). No state.
 */

export function loss(w1: number, w2: number, c: number): number {
  return 0.5 * (w1 * w2 - c) ** 2;
}

/** s = w₁² + w₂²: at a minimum the one curvature that is not zero, and at least 2|c|. */
export function sharpness(w1: number, w2: number): number {
  return w1 * w1 + w2 * w2;
}

/** D = w₁² − w₂²: conserved by the gradient flow; which minimum of the valley it is. */
export function imbalance(w1: number, w2: number): number {
  return w1 * w1 - w2 * w2;
}

/** Sharpness at the minimum with imbalance D: √(D² + 4c²). Gradient flow ends there. */
export function sharpnessAt(d: number, c: number): number {
  return Math.hypot(d, 2 * c);
}

/** Gradient descent multiplies D by 1 − η²r² each step, exactly. */
export function imbalanceFactor(eta: number, r: number): number {
  return 1 - (eta * r) ** 2;
}

/** s after one step of gradient descent, exactly: s(1+η²r²) − 4ηr w₁w₂. */
export function nextSharpness(w1: number, w2: number, eta: number, c: number): number {
  const r = w1 * w2 - c;
  return sharpness(w1, w2) * (1 + (eta * r) ** 2) - 4 * eta * r * w1 * w2;
}

/**
 * Label noise y = c ± σ on the valley floor: r is an AR(1) process of variance
 * ησ²s/(2−ηs) about 0 and the step sees r ∓ σ, so D(t+1) ≈ D(t)(1 − 2η²σ²/(2−ηs)).
 * Returns D at t = 0 … steps; NaN from where the floor is unstable (ηs ≥ 2).
 */
export function labelNoiseLaw(
  d0: number,
  { eta, sigma, c }: { readonly eta: number; readonly sigma: number; readonly c: number },
  steps: number,
): Float64Array {
  const d = new Float64Array(steps + 1).fill(Number.NaN);
  d[0] = d0;
  for (let t = 0; t < steps; t++) {
    const here = d[t] as number;
    const slack = 2 - eta * sharpnessAt(here, c);
    if (!(slack > 0)) break;
    d[t + 1] = here * (1 - (2 * (eta * sigma) ** 2) / slack);
  }
  return d;
}

/** Half-width of SAM's two-step cycle at a minimum of curvature k: ηkρ/(2−ηk). */
export function samCycle(k: number, eta: number, rho: number): number {
  return (eta * k * rho) / (2 - eta * k);
}

/**
 * SAM near the floor: on its two-step cycle the error at the displaced point is 2ρ√s/(2−ηs), so
 * D(t+1) ≈ D(t)(1 − 8ηρ²/(2−ηs)²). D at t = 0 … steps; NaN from where the floor is unstable (ηs ≥ 2).
 */
export function samLaw(
  d0: number,
  { eta, rho, c }: { readonly eta: number; readonly rho: number; readonly c: number },
  steps: number,
): Float64Array {
  const d = new Float64Array(steps + 1).fill(Number.NaN);
  d[0] = d0;
  for (let t = 0; t < steps; t++) {
    const here = d[t] as number;
    const slack = 2 - eta * sharpnessAt(here, c);
    if (!(slack > 0)) break;
    d[t + 1] = here * (1 - (8 * eta * rho * rho) / (slack * slack));
  }
  return d;
}

/** SAM with ε = ρg instead of ρg/‖g‖ is stable at curvature λ while η(λ+ρλ²) < 2. */
export function unnormalisedSamStable(lambda: number, eta: number, rho: number): boolean {
  return eta * (lambda + rho * lambda * lambda) < 2;
}
