/** A time series that grows: what a model records while it runs and a panel draws. */
export class Series {
  #data: Float64Array<ArrayBuffer> = new Float64Array(64);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#data.length) {
      const larger = new Float64Array(2 * this.#data.length);
      larger.set(this.#data);
      this.#data = larger;
    }
    this.#data[this.#length++] = value;
  }

  /** The value at index i; NaN outside. */
  at(i: number): number {
    return i < this.#length ? (this.#data[i] ?? Number.NaN) : Number.NaN;
  }

  /** A copy, safe to put in a frame. */
  toArray(): Float64Array<ArrayBuffer> {
    return this.#data.slice(0, this.#length);
  }
}
