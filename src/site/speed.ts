/** What `npm run bench` and `npm run perf` measured, as they wrote it; nothing where they have not run. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

interface Machine {
  readonly processor?: string;
  readonly cores: number;
  readonly memoryGB?: number;
  readonly node?: string;
  readonly load?: number;
}

export interface BenchRow {
  readonly name: string;
  readonly ours: number;
  readonly yardstick?: { readonly name: string; readonly value: number };
  /** How many times better ours is. */
  readonly ratio?: number;
  readonly goal?: number;
  readonly more?: Readonly<Record<string, number>>;
}

export interface BenchTable {
  readonly title: string;
  readonly unit: string;
  readonly less?: boolean;
  readonly note?: string;
  readonly rows: readonly BenchRow[];
  /** ISO 8601. */
  readonly measured: string;
  /** Load of the machine when it ended: programs that wanted a processor. */
  readonly load: number;
}

export interface Bench {
  readonly machine: Machine;
  readonly tables: Readonly<Record<string, BenchTable>>;
}

interface Weight {
  readonly html: number;
  readonly css: number;
  readonly js: number;
  readonly total: number;
}

export interface MeasuredPage {
  readonly page: string;
  /** Lighthouse, 0 to 1. */
  readonly performance: number;
  readonly accessibility: number | null;
  /** s. */
  readonly lcp: number;
  /** ms. */
  readonly tbt: number;
  readonly weight: {
    readonly before: Weight;
    readonly after?: Weight;
    readonly alive?: number;
    /** With a processor four times slower, while the first figure runs. */
    readonly slow?: { readonly input: number; readonly frames: number };
  };
}

export interface Perf {
  readonly machine: Machine;
  readonly measured: string;
  readonly pages: readonly MeasuredPage[];
  readonly anchors: readonly (Omit<MeasuredPage, 'weight'> & {
    readonly weight: Weight;
    readonly here?: boolean;
  })[];
}

export function readBench(root: string): Bench | undefined {
  return read<Bench>(path.join(root, 'bench/results.json'));
}

export function readPerf(root: string): Perf | undefined {
  return read<Perf>(path.join(root, 'bench/perf.json'));
}

function read<T>(file: string): T | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined;
}
