import { describe, expect, test } from 'vitest';
import { createRng } from '#lab/random.ts';
import { popcount, usedBits } from './bits.ts';
import { breed, copy, createNursery, crossover } from './breeding.ts';
import { createFlips, drawFlips, setRate } from './flips.ts';
import { createPopulation, genesLost, isUniform, type Population, perfectPopulation } from './population.ts';
import { createSelection, selectFittest } from './selection.ts';
import { moments } from './statistics.fixture.ts';

function population(genes: number, size: number, seed: number): Population {
  const rng = createRng(seed);
  return createPopulation(genes, size, rng.split('start').key, rng.split('life').key);
}

function row(p: Population, words: Uint32Array, index: number): number[] {
  return [...words.subarray(index * p.words, (index + 1) * p.words)];
}

describe('bits', () => {
  test('popcount counts', () => {
    const rng = createRng(1);
    for (let i = 0; i < 1000; i++) {
      const word = rng.uint32();
      expect(popcount(word)).toBe([...word.toString(2)].filter((bit) => bit === '1').length);
    }
    expect([popcount(0), popcount(0xffffffff), popcount(0x80000000)]).toEqual([0, 32, 1]);
  });

  test.each([16, 31, 32, 33, 100, 1000])(
    'G = %i: pad bits stay 0 and fitness stays the count of bits',
    (genes) => {
      const p = population(genes, 20, 5);
      const nursery = createNursery(genes, 20);
      for (let t = 0; t < 30; t++) breed(p, nursery, t % 2 === 0, 3 / genes);
      p.alive.forEach((index, i) => {
        const words = row(p, p.adults, index);
        expect(words.map((word, w) => word & ~usedBits(genes, w))).toEqual(words.map(() => 0));
        expect(words.reduce((sum, word) => sum + popcount(word), 0)).toBe(p.fitness[i]);
      });
    },
  );
});

describe('crossover', () => {
  test('every gene of a child is one of its parents\u2019, each parent has four children, no two share a mask', () => {
    const p = population(320, 40, 7);
    const nursery = createNursery(320, 40);
    crossover(p, nursery);
    expect([...nursery.order].sort((a, b) => a - b)).toEqual([...p.alive.keys()]);
    const masks = new Set<string>();
    for (let c = 0; c < 80; c++) {
      const mother = row(p, p.adults, p.alive[nursery.order[2 * (c >> 2)] as number] as number);
      const father = row(p, p.adults, p.alive[nursery.order[2 * (c >> 2) + 1] as number] as number);
      const child = row(p, p.brood, c);
      child.forEach((word, w) => {
        const differ = (mother[w] as number) ^ (father[w] as number);
        expect((word ^ (mother[w] as number)) & ~differ).toBe(0);
      });
      masks.add(child.map((word, w) => (word ^ (mother[w] as number)) >>> 0).join());
    }
    expect(masks.size).toBe(80);
  });

  test('genes are chosen independently: neighbours agree half of the time, as do genes 32 and 128 apart', () => {
    const p = population(640, 200, 3);
    const nursery = createNursery(640, 200);
    // Parents of all 0 and all 1: the child is the mask.
    for (let i = 0; i < 200; i++) p.adults.fill(i % 2 === 0 ? 0 : 0xffffffff, i * p.words, (i + 1) * p.words);
    crossover(p, nursery);
    let ones = 0;
    let neighbours = 0;
    let apart32 = 0;
    let apart128 = 0;
    let mixed = 0;
    for (let c = 0; c < 400; c++) {
      const mother = p.alive[nursery.order[2 * (c >> 2)] as number] as number;
      const father = p.alive[nursery.order[2 * (c >> 2) + 1] as number] as number;
      if ((mother & 1) === (father & 1)) continue;
      mixed++;
      const child = row(p, p.brood, c);
      child.forEach((word, w) => {
        ones += popcount(word);
        neighbours += popcount((word ^ (word >>> 1)) & 0x7fffffff);
        if (w >= 1) apart32 += popcount(word ^ (child[w - 1] as number));
        if (w >= 4) apart128 += popcount(word ^ (child[w - 4] as number));
      });
    }
    const near = (hits: number, trials: number) =>
      expect(Math.abs(hits / trials - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / trials));
    near(ones, mixed * 640);
    near(neighbours, mixed * 20 * 31);
    near(apart32, mixed * 19 * 32);
    near(apart128, mixed * 16 * 32);
  });

  test('every matching of four is as likely as any other, and a new one is made each generation', () => {
    const p = population(32, 4, 9);
    const nursery = createNursery(32, 4);
    const seen = new Map<string, number>();
    const n = 4800;
    for (let t = 0; t < n; t++) {
      p.generation = t;
      crossover(p, nursery);
      const order = nursery.order.join();
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect(seen.size).toBe(24);
    // χ² with 23 degrees of freedom: sd √46.
    const chi = [...seen.values()].reduce((sum, k) => sum + (k - n / 24) ** 2 / (n / 24), 0);
    expect(Math.abs(chi - 23)).toBeLessThan(4 * Math.sqrt(46));
  });

  test('identical parents have identical children, and a uniform population stays what it is', () => {
    const p = population(100, 10, 2);
    for (let i = 1; i < 10; i++) p.adults.copyWithin(i * p.words, 0, p.words);
    p.fitness.fill(p.fitness[0] as number);
    const genome = row(p, p.adults, 0);
    expect(isUniform(p)).toBe(true);
    const nursery = createNursery(100, 10);
    for (let t = 0; t < 5; t++) breed(p, nursery, true, 0);
    for (const index of p.alive) expect(row(p, p.adults, index)).toEqual(genome);
    expect(genesLost(p)).toBe(100 - (p.fitness[0] as number));
  });
});

test('a gene is lost when nobody carries it', () => {
  const p = perfectPopulation(40, 6, [1, 2]);
  p.adults.fill(0);
  p.adults[0] = 0b1011;
  p.adults[p.words + 1] = 0b1;
  expect(genesLost(p)).toBe(40 - 4);
  expect(isUniform(p)).toBe(false);
});

describe('mutation', () => {
  test('the number of flips is Binomial(G, m), their places uniform and distinct', () => {
    const flips = createFlips(50);
    const key = createRng(4).key;
    for (const rate of [0.02, 0.5]) {
      setRate(flips, rate);
      const hits = new Array<number>(50).fill(0);
      const n = 20_000;
      const counts: number[] = [];
      for (let child = 0; child < n; child++) {
        const count = drawFlips(flips, child, 1, key);
        counts.push(count);
        const places = flips.places.slice(0, count);
        expect(new Set(places).size).toBe(count);
        for (const place of places) hits[place] = (hits[place] as number) + 1;
      }
      const variance = 50 * rate * (1 - rate);
      expect(Math.abs(moments(counts).mean - 50 * rate)).toBeLessThan(4 * Math.sqrt(variance / n));
      // Var of the sample variance ≈ (μ₄ − σ⁴)/n, with μ₄ = σ⁴(3 + (1−6pq)/σ²) for a binomial.
      const spread = Math.sqrt((2 * variance ** 2 + variance * (1 - 6 * rate * (1 - rate))) / n);
      expect(Math.abs(moments(counts).sd ** 2 - variance)).toBeLessThan(4 * spread);
      // χ² with 50 degrees of freedom (each place is its own binomial): mean 50, sd 10.
      const chi = hits.reduce((s, h) => s + (h - n * rate) ** 2 / (n * rate * (1 - rate)), 0);
      expect(Math.abs(chi - 50)).toBeLessThan(4 * 10);
    }
  });

  test('given F, a child has mean F(1−2m) + Gm and variance Gm(1−m): flips go both ways', () => {
    const size = 4000;
    const p = perfectPopulation(200, size, createRng(6).key);
    // F = 150 everywhere.
    for (let i = 0; i < size; i++) {
      p.adults[i * p.words] = 0;
      p.adults[i * p.words + 1] = ((p.adults[i * p.words + 1] as number) & ~0x3ffff) >>> 0;
    }
    p.fitness.fill(150);
    const m = 0.04;
    const nursery = createNursery(200, size);
    // Selection is looked at before it takes place: all 2N children.
    const brood: number[] = [];
    copy(p);
    setRate(nursery.flips, m);
    for (let c = 0; c < 2 * size; c++) {
      const count = drawFlips(nursery.flips, c, 1, p.key);
      let f = 150;
      for (let i = 0; i < count; i++) {
        const place = nursery.flips.places[i] as number;
        f += ((p.adults[place >>> 5] as number) >>> (place & 31)) & 1 ? -1 : 1;
      }
      brood.push(f);
    }
    breed(p, nursery, false, m);
    expect([...p.broodFitness]).toEqual(brood);
    const { mean, sd } = moments(brood);
    const variance = 200 * m * (1 - m);
    expect(Math.abs(mean - (150 * (1 - 2 * m) + 200 * m))).toBeLessThan(4 * Math.sqrt(variance / (2 * size)));
    expect(Math.abs(sd ** 2 - variance)).toBeLessThan(4 * variance * Math.sqrt(2 / (2 * size)));
  });
});

describe('selection', () => {
  test('the N fittest of the 2N children live, and no parent does', () => {
    const p = perfectPopulation(100, 50, createRng(8).key);
    breed(p, createNursery(100, 50), false, 0.1);
    const sorted = [...p.broodFitness].sort((a, b) => b - a);
    expect([...p.fitness].sort((a, b) => b - a)).toEqual(sorted.slice(0, 50));
    expect([...p.alive].map((index) => p.broodFitness[index])).toEqual([...p.fitness]);
    // The parents were perfect: with elitism they would still be here.
    expect(Math.max(...p.fitness)).toBeLessThan(100);
  });

  test('equals are chosen at random, whatever their place', () => {
    const size = 100;
    const lived = new Float64Array(2 * size);
    const n = 800;
    for (let seed = 0; seed < n; seed++) {
      const p = perfectPopulation(32, size, createRng(seed).key);
      p.broodFitness.fill(20);
      selectFittest(p, createSelection(32, size));
      for (const index of p.alive) lived[index] = (lived[index] as number) + 1;
    }
    // Each child lives in n/2 ± √n/2 of the draws: χ² with 200 terms, mean 200, sd 20.
    const chi = lived.reduce((sum, k) => sum + (k - n / 2) ** 2 / (n / 4), 0);
    expect(Math.abs(chi - 200)).toBeLessThan(4 * 20);
  });
});
