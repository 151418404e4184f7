export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum / values.length;
}

export function secondHalf(values: Float64Array): Float64Array {
  return values.subarray(Math.floor(values.length / 2));
}

/** n numbers in even steps from a to b. */
export function linspace(a: number, b: number, n: number): Float64Array {
  return new Float64Array(n).map((_, i) => a + ((b - a) * i) / (n - 1));
}
