/** Generations a second at G = N = 1000: bit-packed populations against one byte a gene and against tensors. */
import { createRng } from '#lab/random.ts';
import { breed, createNursery } from '#sims/evolution/breeding.ts';
import { createPopulation, takeCensus } from '#sims/evolution/population.ts';
import { type Row, race, rounded, type Table } from '../measure.ts';
import { createPlain, plainCrossover, plainMean, plainMutation } from './plain.ts';
import { createTensors, tensorCrossover, tensorMean, tensorMutation } from './tensors.ts';

const GENES = 1000;
const SIZE = 1000;
const RATE = 0.25 / GENES;
/** Generations in which all three must have come equally far. */
const COMPARED = 3;
/** Mean f of one run after three generations scatters by less than this (standard deviation 0.001). */
const SCATTER = 0.006;

interface Contestant {
  readonly name: string;
  generation(): void;
  mean(): number;
}

function packed(sex: boolean): Contestant {
  const rng = createRng(1);
  const nursery = createNursery(GENES, SIZE);
  const population = createPopulation(GENES, SIZE, rng.split('start').key, rng.split('breed').key);
  return {
    name: 'bit-packed',
    generation: () => breed(population, nursery, sex, sex ? 0 : RATE),
    mean() {
      const census = { mean: 0, variance: 0, lowest: 0, highest: 0 };
      takeCensus(population, census);
      return census.mean / GENES;
    },
  };
}

function plain(sex: boolean): Contestant {
  const population = createPlain(GENES, SIZE);
  return {
    name: 'one byte a gene',
    generation: () => (sex ? plainCrossover(population) : plainMutation(population, RATE)),
    mean: () => plainMean(population),
  };
}

function tensors(sex: boolean): Contestant {
  const population = createTensors(GENES, SIZE);
  return {
    name: 'TensorFlow.js, processor',
    generation: () => (sex ? tensorCrossover(population) : tensorMutation(population, RATE)),
    mean: () => tensorMean(population),
  };
}

export function evolution(): Table {
  const rows: Row[] = [];
  for (const sex of [true, false]) {
    for (const rival of [plain, tensors]) {
      const ours = packed(sex);
      const theirs = rival(sex);
      checkSameWork(ours, theirs);
      const measured = race(ours.generation, theirs.generation, { rounds: 3, ms: 200 });
      rows.push({
        name: `${sex ? 'crossover' : 'mutation'}, G = N = ${GENES}`,
        ours: rounded(measured.ours),
        yardstick: { name: theirs.name, value: rounded(measured.theirs) },
        ratio: rounded(measured.ours / measured.theirs),
        goal: 20,
      });
    }
  }
  return { title: 'evolution', unit: 'generations/s', rows };
}

/** Both come equally far in fitness, or the comparison is worth nothing. */
function checkSameWork(a: Contestant, b: Contestant): void {
  for (let t = 0; t < COMPARED; t++) {
    a.generation();
    b.generation();
  }
  const [f, g] = [a.mean(), b.mean()];
  if (!(Math.abs(f - g) < SCATTER)) {
    throw new Error(`${a.name} and ${b.name} differ after ${COMPARED} generations: ${f} and ${g}`);
  }
}
