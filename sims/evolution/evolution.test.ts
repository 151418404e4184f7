import { describe, expect, test } from 'vitest';
import { referenceEngine } from '#lab/engine.ts';
import { withDefaults } from '#lab/params.ts';
import { createRng } from '#lab/random.ts';
import { breed, createNursery } from './breeding.ts';
import { model } from './model.ts';
import { params } from './params.ts';
import { perfectPopulation } from './population.ts';
import { expectReference, moments } from './statistics.fixture.ts';
import { firstGeneration } from './theory.ts';

describe('the run', () => {
  const run = (over: Record<string, string | number>, seed: number, steps: number) => {
    const engine = referenceEngine(model);
    engine.reset(withDefaults(params, over), seed);
    engine.advance(steps);
    return engine.read();
  };

  test('t = 0 is the random start, t = 1 the first generation: f(1) = ½ + 0.399/√G', () => {
    const start: number[] = [];
    const first: number[] = [];
    for (let seed = 0; seed < 12; seed++) {
      const f = run({ genes: 64, size: 2000, runs: 'crossover' }, seed, 1);
      start.push(f.crossoverMean[0] as number);
      first.push(f.crossoverMean[1] as number);
    }
    expectReference(start, 0.5, 0);
    expect(firstGeneration(64)).toBeCloseTo(0.54987, 5);
    expectReference(first, 0.54987, 0);
  });

  test('populations start alike, and times are counted on the axis of t', () => {
    const f = run({ genes: 100, size: 200, runs: 'all', flips: 0.5 }, 1, 60);
    expect(f.mutationMean[0]).toBe(f.crossoverMean[0]);
    expect(f.bothMean[0]).toBe(f.crossoverMean[0]);
    const [t95, , first, all] = f.crossoverTimes as unknown as [number, number, number, number];
    expect(f.crossoverMean[t95]).toBeGreaterThanOrEqual(0.95);
    expect(f.crossoverMean[t95 - 1]).toBeLessThan(0.95);
    expect(f.crossoverHigh[first]).toBe(1);
    expect(f.crossoverHigh[first - 1]).toBeLessThan(1);
    expect(f.crossoverLow[all]).toBe(1);
    expect(f.crossoverLow[all - 1]).toBeLessThan(1);
  });

  // Table 1.3 of the reference runs (numpy, float64, 6 to 20 runs each): mean and standard error.
  test.each([
    { genes: 100, t95: [17.7, 0.11], all: [22.95, 0.05] },
    { genes: 400, t95: [35.65, 0.11], all: [47.7, 0.11] },
  ])('crossover at G = $genes, N = 1000 takes the reference times', ({ genes, t95, all }) => {
    const runs = [0, 1, 2, 3, 4].map((seed) => run({ genes, runs: 'crossover' }, seed, 60));
    expectReference(
      runs.map((f) => f.crossoverTimes[0] as number),
      t95[0] as number,
      t95[1] as number,
    );
    expectReference(
      runs.map((f) => f.crossoverTimes[3] as number),
      all[0] as number,
      all[1] as number,
    );
  });

  test.each([
    { genes: 100, steps: 200, t95: [91.7, 1.2], t99: [116, 1.7], all: [123.7, 2.1] },
    { genes: 400, steps: 620, t95: [400.8, 2.6], t99: [498.7, 2.5], all: [538.7, 4] },
  ])(
    'mutation at G = $genes, N = 1000, mG = ¼ takes the reference times',
    ({ genes, steps, t95, t99, all }) => {
      const runs = [0, 1, 2, 3, 4].map((seed) => run({ genes, runs: 'mutation' }, seed, steps));
      [t95, t99, undefined, all].forEach((reference, i) => {
        if (!reference) return;
        expectReference(
          runs.map((f) => f.mutationTimes[i] as number),
          reference[0] as number,
          reference[1] as number,
        );
      });
    },
  );

  test('the best rate at every moment takes the reference time at G = 100', () => {
    const runs = [0, 1, 2, 3, 4].map((seed) =>
      run({ genes: 100, runs: 'mutation', schedule: 'best' }, seed, 180),
    );
    expectReference(
      runs.map((f) => f.mutationTimes[3] as number),
      114.3,
      1.7,
    );
  });

  test('genomes agree with the Markov chain of F alone', () => {
    const genomes = [0, 1, 2, 3, 4, 5].map((seed) =>
      run({ genes: 100, size: 200, runs: 'mutation' }, seed, 200),
    );
    const chain = [0, 1, 2, 3, 4, 5].map((seed) => chainTime(100, 200, 0.25 / 100, seed));
    const { mean, sd } = moments(chain);
    expectReference(
      genomes.map((f) => f.mutationTimes[0] as number),
      mean,
      sd / Math.sqrt(6),
    );
  });

  test('a small population loses genes for ever and knows it: 15.1 of 100 at N = 10', () => {
    const runs = Array.from({ length: 40 }, (_, seed) =>
      run({ genes: 100, size: 10, runs: 'crossover' }, seed, 120),
    );
    for (const f of runs) {
      expect(f.crossoverTimes[4]).toBeLessThan(120);
      expect(f.crossoverTimes[3]).toBe(
        f.crossoverLost === 0 ? f.crossoverTimes[4] : Number.POSITIVE_INFINITY,
      );
      expect(f.crossoverMean.at(-1)).toBeCloseTo(1 - f.crossoverLost / 100, 12);
    }
    expectReference(
      runs.map((f) => f.crossoverLost),
      15.1,
      0.6,
    );
  });

  test('a perfect population stays below the error threshold and decays above it', () => {
    const nursery = createNursery(100, 1000);
    for (const [flips, stays] of [
      [0.5, true],
      [1, false],
    ] as const) {
      const p = perfectPopulation(100, 1000, createRng(1).key);
      for (let t = 0; t < 100; t++) breed(p, nursery, false, flips / 100);
      expect(Math.min(...p.fitness) === 100).toBe(stays);
    }
  });

  test('a rate changed on the way applies from the next generation, and the law starts anew there', () => {
    const engine = referenceEngine(model);
    const values = withDefaults(params, { genes: 100, size: 100, runs: 'mutation' });
    engine.reset(values, 1);
    engine.advance(50);
    engine.update({ ...values, flips: 5 });
    engine.advance(1);
    const f = engine.read();
    expect(f.changedAt).toBe(50);
    expect(f.mutationFrom).toBe(f.mutationMean[50]);
  });

  test('a long run keeps a bounded history on the same axis as its means', () => {
    const f = run({ genes: 16, size: 4, runs: 'race', flips: 5 }, 1, 20_001);
    expect(f.time.length).toBeLessThan(1300);
    expect(f.mutationMean.length).toBe(f.time.length);
    expect(f.crossoverMean.length).toBe(f.time.length);
    expect(f.time.at(-1)).toBe(20_001);
  });
});

/** First t with mean f ≥ 0.95 of F' = F − Bin(F, m) + Bin(G−F, m) with the same selection, drawn bit by bit. */
function chainTime(genes: number, size: number, m: number, seed: number): number {
  const rng = createRng(seed).split('chain');
  const binomial = (n: number, q: number) => {
    let hits = 0;
    for (let i = 0; i < n; i++) if (rng.next() < q) hits++;
    return hits;
  };
  let fitness = Array.from({ length: size }, () => binomial(genes, 0.5));
  for (let t = 1; ; t++) {
    fitness = fitness
      .flatMap((f) => [0, 1].map(() => f - binomial(f, m) + binomial(genes - f, m)))
      .map((f) => ({ f, order: f + rng.next() / 2 }))
      .sort((a, b) => b.order - a.order)
      .slice(0, size)
      .map(({ f }) => f);
    if (fitness.reduce((s, f) => s + f, 0) >= 0.95 * genes * size) return t;
  }
}
