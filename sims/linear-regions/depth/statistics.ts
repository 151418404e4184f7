/** Running mean of counts with its standard error. */

export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum / values.length;
}

/** Mean of the first 1, 2, … values, and the mean minus and plus two standard errors (Welford). */
export function runningMean(values: Float64Array) {
  const out = {
    mean: new Float64Array(values.length),
    low: new Float64Array(values.length),
    high: new Float64Array(values.length),
  };
  let m = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const x = values[i] as number;
    const delta = x - m;
    m += delta / (i + 1);
    squares += delta * (x - m);
    const error = i > 0 ? Math.sqrt(squares / i / (i + 1)) : 0;
    out.mean[i] = m;
    out.low[i] = m - 2 * error;
    out.high[i] = m + 2 * error;
  }
  return out;
}
