/** Closed forms for a random net's first layer, and reference means where there is none. */

/** Spread of the first layer's lines, in input units: σ = σ_b/√(σ_w²/n₀). */
export function spread(p: {
  readonly biasSd: number;
  readonly gain: number;
  readonly inputs: number;
}): number {
  return p.biasSd * Math.sqrt(p.inputs / p.gain);
}

/**
 * Mean regions in [−1, 1]² of 2-n-…-n nets, He weights, biases N(0, σ_b²), with standard errors:
 * 200 reference nets each (`geometry/reference.ts`, seeds 1000 … 1199). There is no closed form.
 */
export const REFERENCE_MEANS = {
  '8-8': { 0: [31.2, 0.2], 0.1: [117.4, 1.5], 0.5: [70.9, 1.5], 1: [41.1, 1.2] },
  '16-16': { 0: [64.0, 0.3], 0.1: [473.8, 4.4], 0.5: [282.7, 4.2], 1: [152.1, 3.3] },
  '16-16-16': { 0: [96.0, 0.7], 0.1: [1020.9, 12.9], 0.5: [541.3, 9.5], 1: [267.7, 6.5] },
  '32-32': { 0: [127.6, 0.4], 0.1: [1850.3, 12.1], 0.5: [1107.6, 11.4], 1: [592.0, 8.9] },
  '32-32-32': { 0: [191.4, 0.9], 0.1: [4030.1, 38.9], 0.5: [2185.7, 28.2], 1: [1088.7, 18.9] },
} as const satisfies Record<string, Record<number, readonly [mean: number, standardError: number]>>;
