/**
 * Evolution by the book: genes one by one, survivors by sorting, every random word looked
 * up at its address. The packed populations must equal it bit for bit, and so must any
 * other engine.
 */
import { expect, test } from 'vitest';
import { referenceEngine } from '#lab/engine.ts';
import { withDefaults } from '#lab/params.ts';
import { createRng, philox } from '#lab/random.ts';
import { breed, createNursery } from './breeding.ts';
import { FLIPS, MASK, MATCHING, START, TIES } from './counters.ts';
import { model } from './model.ts';
import { params } from './params.ts';
import { createPopulation, type Key } from './population.ts';

/** Word `index` of the list that belongs to (individual, generation, purpose). */
function wordAt(index: number, individual: number, generation: number, purpose: number, key: Key): bigint {
  const block = new Uint32Array(4);
  philox(Math.floor(index / 4), individual, generation, purpose, key[0], key[1], block, 0);
  return BigInt(block[index % 4] as number);
}

const place = (word: bigint, n: number) => Number((word * BigInt(n)) >> 32n);
const bit = (gene: number, individual: number, generation: number, purpose: number, key: Key) =>
  Number((wordAt(Math.floor(gene / 32), individual, generation, purpose, key) >> BigInt(gene % 32)) & 1n);

/** P(Binomial(genes, m) ≤ k) for all k, from products that don't underflow at these sizes. */
function cumulative(genes: number, m: number): number[] {
  let weight = (1 - m) ** genes;
  let sum = weight;
  const out = [sum];
  for (let k = 0; k < genes; k++) {
    weight *= ((genes - k) / (k + 1)) * (m / (1 - m));
    sum += weight;
    out.push(sum);
  }
  return out;
}

type Genome = number[];

function generation(adults: Genome[], t: number, key: Key, sex: boolean, m: number): Genome[] {
  const n = adults.length;
  const genes = (adults[0] as Genome).length;
  const order = adults.map((_, i) => i);
  for (let j = 0; j < n; j++) {
    const k = j + place(wordAt(j, 0, t, MATCHING, key), n - j);
    [order[j], order[k]] = [order[k] as number, order[j] as number];
  }
  const brood = Array.from({ length: 2 * n }, (_, c) => {
    if (!sex) return [...(adults[c >> 1] as Genome)];
    const first = adults[order[2 * (c >> 2)] as number] as Genome;
    const second = adults[order[2 * (c >> 2) + 1] as number] as Genome;
    return first.map((gene, g) => (bit(g, c, t, MASK, key) === 1 ? gene : (second[g] as number)));
  });
  if (m > 0) {
    brood.forEach((child, c) => {
      const u = Number(wordAt(0, c, t, FLIPS, key)) / 2 ** 32;
      const count = cumulative(genes, m).filter((p) => p <= u).length;
      const draws = count > genes / 2 ? genes - count : count;
      const places = new Set<number>();
      for (let i = 1; places.size < draws; i++) places.add(place(wordAt(i, c, t, FLIPS, key), genes));
      const complement = draws !== count;
      for (let g = 0; g < genes; g++) {
        if (places.has(g) !== complement) child[g] = 1 - (child[g] as number);
      }
    });
  }
  const fitness = (child: Genome) => child.reduce((sum, gene) => sum + gene, 0);
  return brood
    .map((child, c) => ({ child, c, f: fitness(child), tie: wordAt(c, 0, t, TIES, key) }))
    .sort((a, b) => b.f - a.f || (a.tie < b.tie ? -1 : a.tie > b.tie ? 1 : a.c - b.c))
    .slice(0, n)
    .sort((a, b) => a.c - b.c)
    .map(({ child }) => child);
}

test.each([
  { kind: 'crossover', genes: 200, sex: true, m: 0 },
  { kind: 'mutation', genes: 77, sex: false, m: 0.02 },
  { kind: 'both', genes: 140, sex: true, m: 0.05 },
  { kind: 'mutation at rate ½', genes: 33, sex: false, m: 0.5 },
])('$kind: packed populations equal the addresses bit for bit', ({ genes, sex, m }) => {
  const size = 12;
  const rng = createRng(3);
  const start = rng.split('start').key;
  const key = rng.split('life').key;
  const packed = createPopulation(genes, size, start, key);
  const nursery = createNursery(genes, size);
  let adults = Array.from({ length: size }, (_, i) =>
    Array.from({ length: genes }, (_, g) => bit(g, i, 0, START, start)),
  );
  for (let t = 1; t <= 5; t++) {
    breed(packed, nursery, sex, m);
    adults = generation(adults, t, key, sex, m);
    const unpacked = Array.from(packed.alive, (row) =>
      Array.from(
        { length: genes },
        (_, g) => ((packed.adults[row * packed.words + (g >> 5)] as number) >>> (g & 31)) & 1,
      ),
    );
    expect(unpacked).toEqual(adults);
  }
});

test('a run uses the streams that the head of the model names', () => {
  const engine = referenceEngine(model);
  engine.reset(withDefaults(params, { genes: 64, size: 10, runs: 'all', flips: 2 }), 5);
  engine.advance(4);
  const frame = engine.read();
  const rng = createRng(5);
  for (const [kind, sex, m] of [
    ['mutation', false, 2 / 64],
    ['crossover', true, 0],
    ['both', true, 2 / 64],
  ] as const) {
    const p = createPopulation(64, 10, rng.split('start').key, rng.split(kind).key);
    const nursery = createNursery(64, 10);
    for (let t = 0; t < 4; t++) breed(p, nursery, sex, m);
    expect(frame[`${kind}Mean`].at(-1)).toBe(p.fitness.reduce((sum, f) => sum + f, 0) / 640);
  }
});
