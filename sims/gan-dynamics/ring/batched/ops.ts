/**
 * The tensor operations that batched training is written in: names and meanings of
 * TensorFlow.js, whose whole or any part of it can stand behind them.
 */
export interface Ops<T> {
  tensor(values: Float32Array, shape: number[]): T;
  /** Of matrices in the last two dimensions, for each of the first. */
  matMul(a: T, b: T, transposeA?: boolean, transposeB?: boolean): T;
  add(a: T, b: T): T;
  sub(a: T, b: T): T;
  mul(a: T, b: T): T;
  div(a: T, b: T): T;
  square(x: T): T;
  sqrt(x: T): T;
  softplus(x: T): T;
  leakyRelu(x: T, leak: number): T;
  greater(a: T, b: T): T;
  where(condition: T, yes: T, no: T): T;
  sum(x: T, axis?: number, keepDims?: boolean): T;
  reshape(x: T, shape: number[]): T;
  slice(x: T, begin: number[], size: number[]): T;
  concat(parts: T[], axis: number): T;
  /** Gradients of a number in each of the arguments, times `dy`. */
  grads(f: (...xs: T[]) => T): (xs: T[], dy: T) => T[];
  /** Frees what `work` makes, but for what it returns or keeps. */
  tidy<R extends T | T[] | undefined>(work: () => R): R;
  keep(x: T): T;
  dispose(x: T | T[]): void;
}
