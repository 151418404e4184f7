/** Timing side by side: contestants take turns in one run, and medians are compared. */

export interface Options {
  /** Install other people's programs and measure them too. */
  readonly withPeers: boolean;
}

export interface Row {
  readonly name: string;
  /** Of ours, in the unit of the table. */
  readonly ours: number;
  readonly yardstick?: { readonly name: string; readonly value: number };
  /** How many times better ours is; above 1 is better. */
  readonly ratio?: number;
  /** The ratio that we promise. */
  readonly goal?: number;
  /** Further numbers, by name. */
  readonly more?: Readonly<Record<string, number>>;
}

export interface Table {
  readonly title: string;
  readonly unit: string;
  /** Of the numbers, the smaller is the better. */
  readonly less?: true;
  /** What a reader must know to compare fairly. */
  readonly note?: string;
  readonly rows: readonly Row[];
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >>> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/**
 * Calls of `work` in a second of this thread's processor time, repeated for about `ms` of it; at least
 * one call is made. Processor time, because other programs take their share of the clock's.
 */
export function rate(work: () => void, ms: number): number {
  const start = spent();
  let calls = 0;
  let batch = 1;
  for (;;) {
    const before = spent();
    for (let i = 0; i < batch; i++) work();
    calls += batch;
    const now = spent();
    if (now - start >= ms) return (1000 * calls) / (now - start);
    // Asking for the time must not be what is timed.
    if (now - before < 2) batch *= 2;
  }
}

/** ms of processor time of this thread. */
export function spent(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Median rates (calls a second) of two contestants who take turns, after one turn each to warm up. */
export function race(
  ours: () => void,
  theirs: () => void,
  options: { readonly rounds?: number; readonly ms?: number } = {},
): { readonly ours: number; readonly theirs: number } {
  const { rounds = 5, ms = 150 } = options;
  const a: number[] = [];
  const b: number[] = [];
  rate(ours, ms);
  rate(theirs, ms);
  for (let round = 0; round < rounds; round++) {
    a.push(rate(ours, ms));
    b.push(rate(theirs, ms));
  }
  return { ours: median(a), theirs: median(b) };
}

/** Three significant digits: what a timing is good for. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
