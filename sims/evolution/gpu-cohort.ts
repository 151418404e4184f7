/** Populations of one size N on the device: founded on the processor, bred there, remembered here. */
import type { Room, Words } from '#gpu/backend.ts';
import { checked } from '#gpu/device.ts';
import { createPace } from '#gpu/pace.ts';
import { createFlips, setRate } from './flips.ts';
import {
  breedGroups,
  CAPACITY,
  createPrograms,
  ENTRY,
  FACTS,
  type Programs,
  stateWords,
} from './gpu-programs.ts';
import { type Lineage, note } from './lineage.ts';

/** Words of genomes bred by one dispatch. */
const BATCH = { first: 2 ** 20, least: 2 ** 14, most: 2 ** 26 };

export interface Member {
  readonly lineage: Lineage;
  /** Mutations per gene; 0 with crossover. */
  readonly rate: number;
}

export interface Cohort {
  /** Breeds generations t + 1 … t + n. Waits only where the log is full or the card is behind. */
  advance(n: number): Promise<void>;
  /** Brings the lineages up to date. */
  catchUp(): Promise<void>;
  dispose(): void;
}

/** @throws RangeError when the populations don't fit the device. */
export async function createCohort(room: Room, members: readonly Member[]): Promise<Cohort> {
  const size = members[0]?.lineage.population.size ?? 2;
  const programs = createPrograms(room, size);
  const buffers = await checked(room.gpu, () => allocate(room, members, size));
  const state = stateWords(size);
  const pace = createPace(room.gpu, BATCH);
  const load = members.reduce((sum, { lineage }) => sum + 2 * size * lineage.population.words, 0);
  let generation = 0;
  let remembered = 0;
  let first = true;

  const catchUp = async () => {
    if (remembered === generation) return;
    const upTo = generation;
    const words = new Int32Array(await room.read(buffers.state));
    members.forEach(({ lineage }, p) => {
      for (let t = remembered + 1; t <= upTo; t++) {
        const at = p * state + 1 + size + ENTRY * (t % CAPACITY);
        // An older entry: the population had arrived before t.
        if (words[at] === t) hear(lineage, words.subarray(at, at + ENTRY));
      }
    });
    remembered = upTo;
  };
  const breed = () => {
    generation++;
    run(programs, buffers, members, batches(members, size, pace.units()), generation);
    room.flush();
  };
  return {
    async advance(n) {
      for (let i = 0; i < n; i++) {
        if (generation - remembered === CAPACITY) await catchUp();
        // The first generation compiles the programs: the device says here what it finds wrong with them.
        if (first) await checked(room.gpu, breed);
        else breed();
        first = false;
        await pace.sent(load);
      }
    },
    catchUp,
    dispose() {
      for (const words of Object.values(buffers)) room.free(words);
    },
  };
}

type Buffers = Record<'facts' | 'tables' | 'state' | 'mates' | 'adults' | 'brood', Words>;

/** One generation of all populations; children become adults by trading buffers. */
function run(
  programs: Programs,
  buffers: Buffers,
  members: readonly Member[],
  batches: readonly (readonly [number, number])[],
  t: number,
): void {
  const size = members[0]?.lineage.population.size ?? 2;
  const { facts, tables, state, mates, adults, brood } = buffers;
  programs.match.run(mates, [facts, state], [t], members.length);
  for (const [from, until] of batches) {
    programs.breed.run(
      brood,
      [facts, tables, state, mates, adults],
      [t, from, until],
      breedGroups(until - from, size),
    );
  }
  programs.select.run(state, [facts, brood], [t, t % CAPACITY], members.length);
  buffers.adults = brood;
  buffers.brood = adults;
}

/** Runs of populations that one dispatch breeds: as many as have `most` words, or one. */
function batches(members: readonly Member[], size: number, most: number): [number, number][] {
  const out: [number, number][] = [];
  let from = 0;
  let words = 0;
  members.forEach(({ lineage }, p) => {
    words += 2 * size * lineage.population.words;
    if (words >= most || p === members.length - 1) {
      out.push([from, p + 1]);
      from = p + 1;
      words = 0;
    }
  });
  return out;
}

function allocate(room: Room, members: readonly Member[], size: number): Buffers {
  const facts = new Int32Array(members.length * FACTS);
  const tables: number[] = [];
  const known = new Map<string, [number, number]>();
  let rows = 0;
  members.forEach(({ lineage: { population, sex }, rate }, p) => {
    const { genes, words, key } = population;
    const name = `${genes}/${rate}`;
    const table = known.get(name) ?? append(tables, genes, rate);
    known.set(name, table);
    facts.set([genes, words, rows, sex ? 1 : 0, key[0], key[1], ...table], p * FACTS);
    rows += 2 * size * (words + 1);
  });
  // Asked for first, so that nothing is filled in vain.
  const brood = room.reserve('The children of all populations', rows);
  const adults = new Int32Array(rows);
  const state = new Int32Array(members.length * stateWords(size));
  members.forEach(({ lineage }, p) => {
    found(lineage, adults.subarray(facts[p * FACTS + 2]), state.subarray(p * stateWords(size)));
  });
  return {
    brood,
    facts: room.upload('The facts of the populations', facts),
    tables: room.upload('The tables of mutations', Uint32Array.from(tables.length > 0 ? tables : [0])),
    state: room.upload('The state of the populations', state),
    mates: room.reserve('The couples', members.length * size),
    adults: room.upload('The genomes of all populations', adults),
  };
}

/** Appends the table of mutation numbers for a rate; where it starts and how long it is. */
function append(tables: number[], genes: number, rate: number): [number, number] {
  const flips = createFlips(genes);
  setRate(flips, rate);
  // The table bounds the number of mutations; beyond half of the genes `drawFlips` takes another way.
  if (2 * flips.length > genes)
    throw new RangeError(`A rate of ${rate} is too high for the graphics engine.`);
  const start = tables.length;
  for (let k = 0; k < flips.length; k++) tables.push(flips.cumulative[k] as number);
  return [start, flips.length];
}

/** The founders of a population, each with its fitness behind its genome. */
function found({ population, times, mutates }: Lineage, rows: Int32Array, state: Int32Array): void {
  const { size, words, adults, alive, fitness } = population;
  state[0] =
    times[3] !== Number.POSITIVE_INFINITY || (!mutates && times[4] !== Number.POSITIVE_INFINITY) ? 1 : 0;
  for (let j = 0; j < size; j++) {
    const row = alive[j] as number;
    state[1 + j] = row;
    for (let w = 0; w < words; w++) rows[row * (words + 1) + w] = adults[row * words + w] as number;
    rows[row * (words + 1) + words] = fitness[j] as number;
  }
}

/** Remembers a generation from its entry in the log. */
function hear(lineage: Lineage, [t, sum, highest, lowestAndSame]: Int32Array): void {
  const { census, population } = lineage;
  census.mean = (sum as number) / population.size;
  census.highest = highest as number;
  census.lowest = (lowestAndSame as number) >> 1;
  note(lineage, t as number, () => ((lowestAndSame as number) & 1) === 1);
}
