/**
 * Many populations bred at once, as `breeding.ts` and `selection.ts` breed one: the same
 * numbers at the same addresses (`counters.ts`), so the same genomes, bit for bit.
 *
 * All populations of a run have N individuals; genome lengths differ. Buffers, in words:
 *
 *   facts   8 a population: genes, words of a genome, where its rows start, 1 with crossover
 *           and 0 with mutation, key, where its mutation table starts and how long it is
 *   adults, brood   2N rows a population; a row is a genome and then its fitness
 *   state   a population: 1 once it has arrived (nothing is bred any more); the rows of the N
 *           living, in ascending order; and a log of CAPACITY entries of 4: generation, sum of
 *           F, largest F, and 2·(smallest F) + (1 when all genomes are the same)
 *   mates   N a population: rows of the parents, couple after couple
 */
import type { Room } from '#gpu/backend.ts';
import { PHILOX } from '#gpu/philox.ts';
import { createProgram, type Program } from '#gpu/program.ts';
import { FLIPS, MASK, MATCHING, TIES } from './counters.ts';

/** Generations that the log holds. */
export const CAPACITY = 64;
/** Words of a log entry. */
export const ENTRY = 4;
export const FACTS = 8;

/** Words of a population's state. */
export function stateWords(size: number): number {
  return 1 + size + CAPACITY * ENTRY;
}

/** Threads that share a population in `match` and `select`. */
const TEAM = 128;
const BREED_THREADS = 64;

export interface Programs {
  /** mates ← adults' couples for generation t; one workgroup a population. */
  readonly match: Program;
  /** brood ← children of population `from` and on; `breedGroups` says how many workgroups. */
  readonly breed: Program;
  /** state ← survivors and, in the log, what there is to say of them; one workgroup a population. */
  readonly select: Program;
}

/** Workgroups of `breed` for so many populations. */
export function breedGroups(populations: number, size: number): number {
  return Math.ceil((populations * 2 * size) / BREED_THREADS);
}

/** @param size individuals N of every population, even. */
export function createPrograms(room: Room, size: number): Programs {
  const children = 2 * size;
  const share = Math.ceil(children / TEAM);
  const head = /* wgsl */ `
const N = ${size};
const CHILDREN = ${children};
const SHARE = ${share};
const TEAM = ${TEAM};
const STATE = ${stateWords(size)};
const ENTRY = ${ENTRY};

struct Facts { genes : i32, words : i32, start : i32, sex : bool, key : vec2<u32>, table : i32, tableLength : i32 }
fn factsOf(p : i32) -> Facts {
  let at = p * ${FACTS};
  return Facts(facts[at], facts[at + 1], facts[at + 2], facts[at + 3] == 1,
    vec2<u32>(u32(facts[at + 4]), u32(facts[at + 5])), facts[at + 6], facts[at + 7]);
}
fn wordOf(block : vec4<u32>, i : i32) -> u32 { return block[u32(i) & 3u]; }
`;
  /** Sums over the team, and a way to read a shared value that keeps all threads together. */
  const team = /* wgsl */ `
var<workgroup> tally : atomic<u32>;
var<workgroup> said : u32;
fn total(mine : u32) -> u32 {
  if (localIndex == 0u) { atomicStore(&tally, 0u); }
  workgroupBarrier();
  if (mine != 0u) { atomicAdd(&tally, mine); }
  workgroupBarrier();
  if (localIndex == 0u) { said = atomicLoad(&tally); }
  return workgroupUniformLoad(&said);
}
fn agreed(value : u32) -> u32 {
  workgroupBarrier();
  if (localIndex == 0u) { said = value; }
  return workgroupUniformLoad(&said);
}
`;

  const match = createProgram(room, {
    name: `evolution-match-${size}`,
    inputs: ['facts', 'state'],
    uniforms: ['generation'],
    threads: TEAM,
    code: /* wgsl */ `
${PHILOX}${head}
var<workgroup> goal : array<u32, N>;
var<workgroup> order : array<u32, N>;
fn main(index : i32) {
  let p = index / TEAM;
  let me = i32(localIndex);
  let own = factsOf(p);
  for (var j = 4 * me; j < N; j += 4 * TEAM) {
    let block = philox(vec4<u32>(u32(j) >> 2u, 0u, u32(uniforms.generation), ${MATCHING}u), own.key);
    for (var i = j; i < min(j + 4, N); i++) {
      goal[i] = u32(i) + mulhi(wordOf(block, i), u32(N - i));
      order[i] = u32(i);
    }
  }
  workgroupBarrier();
  if (me == 0 && own.sex) {
    for (var j = 0; j < N; j++) {
      let k = goal[j];
      let moved = order[k];
      order[k] = order[j];
      order[j] = moved;
    }
  }
  workgroupBarrier();
  for (var j = me; j < N; j += TEAM) {
    result[p * N + j] = state[p * STATE + 1 + i32(order[j])];
  }
}
`,
  });

  const breed = createProgram(room, {
    name: `evolution-breed-${size}`,
    inputs: ['facts', 'tables', 'state', 'mates', 'adults'],
    uniforms: ['generation', 'earliest', 'until'],
    threads: BREED_THREADS,
    code: /* wgsl */ `
${PHILOX}${head}
fn main(index : i32) {
  let p = uniforms.earliest + index / CHILDREN;
  if (p >= uniforms.until) { return; }
  if (state[p * STATE] == 1) { return; }
  let c = index % CHILDREN;
  let own = factsOf(p);
  let stride = own.words + 1;
  let row = own.start + c * stride;
  let generation = u32(uniforms.generation);
  if (own.sex) {
    let couple = p * N + 2 * (c / 4);
    let first = own.start + mates[couple] * stride;
    let second = own.start + mates[couple + 1] * stride;
    var sum = 0u;
    var mask = vec4<u32>();
    for (var w = 0; w < own.words; w++) {
      if ((w & 3) == 0) { mask = philox(vec4<u32>(u32(w) >> 2u, u32(c), generation, ${MASK}u), own.key); }
      let a = u32(adults[first + w]);
      let b = u32(adults[second + w]);
      let bits = b ^ ((a ^ b) & wordOf(mask, w));
      result[row + w] = i32(bits);
      sum += countOneBits(bits);
    }
    result[row + own.words] = i32(sum);
    return;
  }
  let parent = own.start + state[p * STATE + 1 + c / 2] * stride;
  for (var w = 0; w < stride; w++) { result[row + w] = adults[parent + w]; }
  var block = philox(vec4<u32>(0u, u32(c), generation, ${FLIPS}u), own.key);
  var low = 0;
  var high = own.tableLength;
  while (low < high) {
    let middle = (low + high) / 2;
    if (u32(tables[own.table + middle]) <= block.x) { low = middle + 1; } else { high = middle; }
  }
  var found = 0;
  for (var word = 1; found < low; word++) {
    if ((word & 3) == 0) { block = philox(vec4<u32>(u32(word) >> 2u, u32(c), generation, ${FLIPS}u), own.key); }
    let place = i32(mulhi(wordOf(block, word), u32(own.genes)));
    let w = place >> 5u;
    let bit = 1 << u32(place & 31);
    let before = result[row + w];
    // A place that differs from the parent's has been drawn already.
    if (((before ^ adults[parent + w]) & bit) != 0) { continue; }
    result[row + w] = before ^ bit;
    result[row + own.words] += select(-1, 1, (before & bit) == 0);
    found++;
  }
}
`,
  });

  const select = createProgram(room, {
    name: `evolution-select-${size}`,
    inputs: ['facts', 'brood'],
    uniforms: ['generation', 'slot'],
    threads: TEAM,
    code: /* wgsl */ `
${PHILOX}${head}${team}
var<workgroup> counts : array<u32, TEAM>;
/** What the threads before this one have, together. */
fn before(mine : u32) -> u32 {
  workgroupBarrier();
  counts[localIndex] = mine;
  workgroupBarrier();
  var sum = 0u;
  for (var i = 0u; i < localIndex; i++) { sum += counts[i]; }
  return sum;
}
var<workgroup> most : atomic<u32>;
var<workgroup> least : atomic<u32>;
fn main(index : i32) {
  let p = index / TEAM;
  let me = i32(localIndex);
  let at = p * STATE;
  if (agreed(u32(result[at])) == 1u) { return; }
  let own = factsOf(p);
  let stride = own.words + 1;
  let first = me * SHARE;
  var fitness : array<u32, SHARE>;
  var tie : array<u32, SHARE>;
  for (var i = 0; i < SHARE; i++) {
    // Beyond the last child: fitness 0 counts nowhere, since every cut asked about is above it.
    let c = first + i;
    if (c < CHILDREN) {
      fitness[i] = u32(brood[own.start + c * stride + own.words]) + 1u;
      tie[i] = wordOf(philox(vec4<u32>(u32(c) >> 2u, 0u, u32(uniforms.generation), ${TIES}u), own.key), c);
    }
  }
  // The largest fitness that N children reach.
  var cut = 0u;
  for (var bit = 1u << 14u; bit > 0u; bit >>= 1u) {
    var n = 0u;
    for (var i = 0; i < SHARE; i++) { n += select(0u, 1u, fitness[i] >= (cut | bit)); }
    if (total(n) >= u32(N)) { cut |= bit; }
  }
  var above = 0u;
  for (var i = 0; i < SHARE; i++) { above += select(0u, 1u, fitness[i] > cut); }
  let places = u32(N) - total(above);
  // The places-th smallest tie word of those at the cut.
  var word = 0u;
  for (var bit = 1u << 31u; bit > 0u; bit >>= 1u) {
    var n = 0u;
    for (var i = 0; i < SHARE; i++) { n += select(0u, 1u, fitness[i] == cut && tie[i] < (word | bit)); }
    if (total(n) < places) { word |= bit; }
  }
  var below = 0u;
  var equal = 0u;
  for (var i = 0; i < SHARE; i++) {
    below += select(0u, 1u, fitness[i] == cut && tie[i] < word);
    equal += select(0u, 1u, fitness[i] == cut && tie[i] == word);
  }
  let equals = places - total(below);
  var taken = before(equal);
  var alive : array<bool, SHARE>;
  var mine = 0u;
  for (var i = 0; i < SHARE; i++) {
    var lives = fitness[i] > cut || (fitness[i] == cut && tie[i] < word);
    if (fitness[i] == cut && tie[i] == word) {
      lives = taken < equals;
      taken++;
    }
    alive[i] = lives;
    mine += select(0u, 1u, lives);
  }
  var slot = at + 1 + i32(before(mine));
  for (var i = 0; i < SHARE; i++) {
    if (alive[i]) {
      result[slot] = first + i;
      slot++;
    }
  }
  // The census, in genes again.
  if (me == 0) { atomicStore(&least, 0xffffffffu); }
  workgroupBarrier();
  var sum = 0u;
  for (var i = 0; i < SHARE; i++) {
    if (alive[i]) {
      sum += fitness[i] - 1u;
      atomicMax(&most, fitness[i] - 1u);
      atomicMin(&least, fitness[i] - 1u);
    }
  }
  let all = total(sum);
  let high = agreed(atomicLoad(&most));
  let low = agreed(atomicLoad(&least));
  var same = 0u;
  if (low == high) {
    storageBarrier();
    let pattern = own.start + result[at + 1] * stride;
    var other = 0u;
    for (var i = 0; i < SHARE; i++) {
      let row = own.start + (first + i) * stride;
      for (var w = 0; alive[i] && w < own.words; w++) { other |= u32(brood[row + w] ^ brood[pattern + w]); }
    }
    same = select(0u, 1u, total(select(0u, 1u, other != 0u)) == 0u);
  }
  if (me == 0) {
    let entry = at + 1 + N + ENTRY * uniforms.slot;
    result[entry] = uniforms.generation;
    result[entry + 1] = i32(all);
    result[entry + 2] = i32(high);
    result[entry + 3] = i32(2u * low + same);
    if (low == u32(own.genes) || (own.sex && same == 1u)) { result[at] = 1; }
  }
}
`,
  });

  return { match, breed, select };
}
