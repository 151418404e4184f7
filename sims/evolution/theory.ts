/**
 * Closed forms for evolution by truncation selection, infinite population, Gaussian
 * fitness (D. J. C. MacKay, Information Theory, Inference, and Learning Algorithms, 2003,
 * ch. 19). G genes, N individuals, f = fraction of good genes, δ = f − ½, time in
 * generations, m = mutation rate per gene, mG = mutations per child.
 * "own" marks what the notes derive or fit themselves.
 */

/** Mean shift, in standard deviations, of a Gaussian cut at its median: √(2/π). */
export const ALPHA = Math.sqrt(2 / Math.PI);
/** What the cut leaves of the variance: 1 − 2/π. */
export const GAMMA = 1 - 2 / Math.PI;
/** Survivors' variance over f(1−f)G/2 in the steady state of crossover: γ/(1 − γ/2). */
export const BETA = GAMMA / (1 - GAMMA / 2);
/** Speed of crossover, dF/dt = η√(f(1−f)G): √(2/(π+2)). */
export const ETA = Math.sqrt(2 / (Math.PI + 2));

/** Generations of crossover from f = 0 to f = 1: (π/η)√G = 5.037√G. */
export function fullArc(genes: number): number {
  return (Math.PI / ETA) * Math.sqrt(genes);
}

/** Generations of crossover from f = ½, where a random population starts, to f = 1: (π/2η)√G = 2.519√G. */
export function halfArc(genes: number): number {
  return fullArc(genes) / 2;
}

/** f(t) of crossover from f(0) = ½: ½[1 + sin(ηt/√G)]; the arc goes on to f = 0 for t < 0. */
export function crossoverMean(genes: number, t: number): number {
  const phase = (ETA * t) / Math.sqrt(genes);
  return 0.5 * (1 + Math.sin(Math.max(-Math.PI / 2, Math.min(Math.PI / 2, phase))));
}

/** Generations of crossover from ½ to f. */
export function crossoverTime(genes: number, f: number): number {
  return (Math.sqrt(genes) / ETA) * Math.asin(2 * f - 1);
}

/** Variance of the survivors' F under crossover: (β/2) f(1−f) G. */
export function crossoverVariance(genes: number, f: number): number {
  return (BETA / 2) * f * (1 - f) * genes;
}

/** Variance of the survivors' F under mutation in the quasi-steady state: γ/(1−γ)·m(1−m)G. */
export function mutationVariance(genes: number, flips: number): number {
  return (GAMMA / (1 - GAMMA)) * flips * (1 - flips / genes);
}

/** Where the law of mutation settles: ½ + 1/(2√(mG)), at most 1 (mG ≤ 1). */
export function mutationPlateau(flips: number): number {
  return Math.min(1, 0.5 + 0.5 / Math.sqrt(flips));
}

/** f after t generations of mutation from `from`, of dδ/dt = −2mδ + √(m/G); at most 1. */
export function mutationMean(genes: number, flips: number, t: number, from = 0.5): number {
  const rest = 0.5 / Math.sqrt(flips);
  const delta = rest + (from - 0.5 - rest) * Math.exp((-2 * flips * t) / genes);
  return Math.min(1, 0.5 + delta);
}

/** Generations of mutation from ½ to f; Infinity when the plateau is below f. At mG = ¼ and f = 1: 2G ln 2. */
export function mutationTime(genes: number, flips: number, f: number): number {
  const left = 1 - 2 * (f - 0.5) * Math.sqrt(flips);
  return left > 0 ? (-Math.log(left) * genes) / (2 * flips) : Number.POSITIVE_INFINITY;
}

/** The mutation rate that climbs fastest at f: 1/(16Gδ²), at most ½. Above ½ only. */
export function bestRate(genes: number, f: number): number {
  const delta = f - 0.5;
  return delta <= 0 ? 0.5 : Math.min(0.5, 1 / (16 * genes * delta * delta));
}

/** f after t generations at the best rate: ½ + ½√(t/G), so that perfection takes G generations. */
export function bestRateMean(genes: number, t: number): number {
  return Math.min(1, 0.5 + 0.5 * Math.sqrt(t / genes));
}

/** Generations at the best rate from ½ to f: 4δ²G. */
export function bestRateTime(genes: number, f: number): number {
  return 4 * genes * (f - 0.5) ** 2;
}

/** Mutations per child above which a perfect population decays: (1−m)^G = ½, mG → ln 2. */
export function errorThreshold(genes: number): number {
  return genes * (1 - 0.5 ** (1 / genes));
}

/** Mean f after the first generation from random genomes, either way of breeding (m → 0): ½ + α/(2√G). */
export function firstGeneration(genes: number): number {
  return 0.5 + ALPHA / (2 * Math.sqrt(genes));
}

/** Where crossover with mutation settles: δ = η√((2m + ¼)/(4m²G + η²)), at most f = 1 (MacKay's rate at balance). */
export function bothPlateau(genes: number, flips: number): number {
  const m = flips / genes;
  return Math.min(1, 0.5 + ETA * Math.sqrt((2 * m + 0.25) / (4 * m * m * genes + ETA * ETA)));
}

/**
 * f(t) of crossover with mutation, of dδ/dt = −2mδ + (η/√G)√(2m + ¼ − δ²), from `from`.
 * With δ = A sin φ, A² = 2m + ¼ and k = η/√G it integrates to
 * t(φ) = [kφ − 2m ln(cos φ − (2m/k) sin φ)]/(k² + 4m²) (own); up to `end`, as a curve in φ.
 */
export function bothCurve(
  genes: number,
  flips: number,
  end: number,
  from = 0.5,
): { t: Float64Array; f: Float64Array } {
  const m = flips / genes;
  const k = ETA / Math.sqrt(genes);
  const amplitude = Math.sqrt(2 * m + 0.25);
  const time = (phi: number) =>
    (k * phi - 2 * m * Math.log(Math.abs(Math.cos(phi) - ((2 * m) / k) * Math.sin(phi)))) /
    (k * k + 4 * m * m);
  const start = Math.asin(Math.max(-1, Math.min(1, (from - 0.5) / amplitude)));
  const rest = Math.atan(k / (2 * m));
  // The curve ends at f = 1 (φ₁) or creeps up to its rest φ = rest, logarithmically in time.
  const perfect = Math.asin(Math.min(1, 0.5 / amplitude));
  const limit = Math.min(rest, perfect);
  const t: number[] = [];
  const f: number[] = [];
  for (let i = 0; i <= 160; i++) {
    const phi =
      limit === rest ? rest - (rest - start) * Math.exp(-i / 10) : start + ((limit - start) * i) / 160;
    const at = time(phi) - time(start);
    if (!(at <= end)) break;
    t.push(at);
    f.push(0.5 + amplitude * Math.sin(phi));
  }
  t.push(end);
  f.push(limit === rest ? bothPlateau(genes, flips) : 1);
  return { t: Float64Array.from(t), f: Float64Array.from(f) };
}

/** Share of the genes that crossover alone loses for ever: 1/(1 + exp(1.8 N/√G)) (own fit, ±15 % for ½ ≤ N/√G ≤ 3). */
export function lossFraction(genes: number, size: number): number {
  return 1 / (1 + Math.exp((1.8 * size) / Math.sqrt(genes)));
}

/** Individuals needed to lose nothing: 0.56 √G ln(10 G) (own fit). */
export function sizeWithoutLoss(genes: number): number {
  return 0.56 * Math.sqrt(genes) * Math.log(10 * genes);
}

/** How many times faster crossover is: 2G ln 2 over the half arc, 0.5504√G. */
export function speedUp(genes: number): number {
  return mutationTime(genes, 0.25, 1) / halfArc(genes);
}

/** Generations in which the distance from the plateau falls by e: 1/2m for mutation, 2m/(4m² + η²/G) with crossover (own). */
export function relaxation(genes: number, flips: number, sex: boolean): number {
  const twice = (2 * flips) / genes;
  return sex ? twice / (twice * twice + (ETA * ETA) / genes) : 1 / twice;
}
