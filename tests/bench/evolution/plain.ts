/**
 * The yardstick: the same evolution as anyone would write it first, one byte a gene,
 * one `Math.random()` a decision. Used by the benchmark only.
 */
export interface PlainPopulation {
  readonly genes: number;
  readonly size: number;
  adults: Uint8Array[];
}

export function createPlain(genes: number, size: number): PlainPopulation {
  const adults = Array.from({ length: size }, () =>
    Uint8Array.from({ length: genes }, () => (Math.random() < 0.5 ? 1 : 0)),
  );
  return { genes, size, adults };
}

/** One generation with crossover: random couples, four children each, the fitter half survives. */
export function plainCrossover(population: PlainPopulation): void {
  const { genes, size } = population;
  const order = population.adults.slice();
  for (let j = size - 1; j > 0; j--) {
    const k = Math.floor(Math.random() * (j + 1));
    const moved = order[k] as Uint8Array;
    order[k] = order[j] as Uint8Array;
    order[j] = moved;
  }
  const children: Uint8Array[] = [];
  for (let couple = 0; couple < size / 2; couple++) {
    const first = order[2 * couple] as Uint8Array;
    const second = order[2 * couple + 1] as Uint8Array;
    for (let sibling = 0; sibling < 4; sibling++) {
      const child = new Uint8Array(genes);
      for (let g = 0; g < genes; g++) child[g] = (Math.random() < 0.5 ? first[g] : second[g]) as number;
      children.push(child);
    }
  }
  population.adults = plainSelection(children, size);
}

/** One generation with mutation: two copies of each adult, every gene flips with probability `rate`. */
export function plainMutation(population: PlainPopulation, rate: number): void {
  const children: Uint8Array[] = [];
  for (const adult of population.adults) {
    for (let copy = 0; copy < 2; copy++) {
      const child = adult.slice();
      for (let g = 0; g < population.genes; g++) {
        if (Math.random() < rate) child[g] = 1 - (child[g] as number);
      }
      children.push(child);
    }
  }
  population.adults = plainSelection(children, population.size);
}

function plainSelection(children: readonly Uint8Array[], size: number): Uint8Array[] {
  return children
    .map((child) => ({ child, score: child.reduce((sum, bit) => sum + bit, 0) + Math.random() / 2 }))
    .sort((a, b) => b.score - a.score)
    .slice(0, size)
    .map(({ child }) => child);
}

export function plainMean(population: PlainPopulation): number {
  const sum = population.adults.reduce((s, adult) => s + adult.reduce((t, bit) => t + bit, 0), 0);
  return sum / (population.size * population.genes);
}
