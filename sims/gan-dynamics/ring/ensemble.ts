/** What is measured of each run as it goes, and what many runs have in common. */
import { Series } from '#lab/series.ts';
import type { Coverage } from './data/metrics.ts';

export interface History {
  readonly time: Series;
  readonly covered: Series;
  readonly quality: Series;
  readonly kl: Series;
  /** Share of samples nearest to each mode, at the last measurement. */
  shares: Float64Array;
}

export function createHistory(modes: number): History {
  return {
    time: new Series(),
    covered: new Series(),
    quality: new Series(),
    kl: new Series(),
    shares: new Float64Array(modes),
  };
}

export function note(history: History, t: number, now: Coverage): void {
  history.time.push(t);
  history.covered.push(now.covered);
  history.quality.push(now.quality);
  history.kl.push(now.kl);
  history.shares = now.shares;
}

/** Over runs, at each measurement of the first one; a run that has ended counts with its last. */
export interface Spread {
  /** 10 % and 90 % quantile by nearest rank: the extremes of up to five runs. */
  readonly low: Float64Array;
  readonly median: Float64Array;
  readonly high: Float64Array;
}

export function spreadOf(histories: readonly History[], what: 'covered' | 'quality'): Spread {
  const rows = histories.map((history) => history[what].toArray());
  const length = rows[0]?.length ?? 0;
  const out = {
    low: new Float64Array(length),
    median: new Float64Array(length),
    high: new Float64Array(length),
  };
  const last = rows.length - 1;
  for (let i = 0; i < length; i++) {
    const values = Float64Array.from(rows, (row) => row[Math.min(i, row.length - 1)] as number).sort();
    out.low[i] = values[Math.round(0.1 * last)] as number;
    out.median[i] = ((values[last >> 1] as number) + (values[(last + 1) >> 1] as number)) / 2;
    out.high[i] = values[Math.round(0.9 * last)] as number;
  }
  return out;
}
