/**
 * Largest eigenvalue of a symmetric operator by power iteration, warm-started: the vector
 * of one measurement starts the next, so that a curvature that moves slowly is followed
 * with few products.
 *
 * Power iteration finds the eigenvalue largest in size, whatever its sign. The Rayleigh
 * quotient has the sign; where it is negative, the iteration goes on with the operator
 * shifted by its size, which makes the top eigenvalue the largest one.
 */
export class PowerIteration {
  readonly #vector: Float64Array;
  readonly #image: Float64Array;

  /** Starts from `start` (not zero). */
  constructor(start: Float64Array) {
    this.#vector = start.slice();
    this.#image = new Float64Array(start.length);
    normalise(this.#vector);
  }

  /** Rayleigh quotient after `iterations` products out = H·in. */
  measure(apply: (vector: Float64Array, out: Float64Array) => void, iterations: number): number {
    const dominant = this.#iterate(apply, iterations, 0);
    return dominant < 0 ? this.#iterate(apply, iterations, -dominant) : dominant;
  }

  /** The unit vector reached; a copy. */
  direction(): Float64Array<ArrayBuffer> {
    return this.#vector.slice() as Float64Array<ArrayBuffer>;
  }

  #iterate(
    apply: (vector: Float64Array, out: Float64Array) => void,
    iterations: number,
    shift: number,
  ): number {
    const v = this.#vector;
    const image = this.#image;
    let quotient = 0;
    for (let i = 0; i < iterations; i++) {
      apply(v, image);
      quotient = 0;
      for (let j = 0; j < v.length; j++) quotient += (v[j] as number) * (image[j] as number);
      if (shift > 0)
        for (let j = 0; j < v.length; j++) image[j] = (image[j] as number) + shift * (v[j] as number);
      // An operator that sends v to zero has nothing further to say; v stays.
      if (!normalise(image)) break;
      v.set(image);
    }
    return quotient;
  }
}

/** Scales to unit length in place; false (and unchanged) for a vector of length zero or not finite. */
function normalise(v: Float64Array): boolean {
  let square = 0;
  for (let j = 0; j < v.length; j++) square += (v[j] as number) ** 2;
  const length = Math.sqrt(square);
  if (!(length > 0 && Number.isFinite(length))) return false;
  for (let j = 0; j < v.length; j++) v[j] = (v[j] as number) / length;
  return true;
}
