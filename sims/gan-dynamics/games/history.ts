/** Rows of numbers over time that never outgrow memory: at CAPACITY every second row goes. */
export const CAPACITY = 4096;

export class History {
  readonly width: number;
  #stride = 1;
  #times: number[] = [];
  #rows: Float64Array;
  #length = 0;

  constructor(width: number) {
    this.width = width;
    this.#rows = new Float64Array(CAPACITY * width);
  }

  /** Keeps the row of time t when t is a multiple of the present stride. */
  push(t: number, row: ArrayLike<number>): void {
    if (t % this.#stride !== 0) return;
    if (this.#length === CAPACITY) this.#thin();
    if (t % this.#stride !== 0) return;
    this.#rows.set(row, this.#length * this.width);
    this.#times[this.#length++] = t;
  }

  #thin(): void {
    this.#stride *= 2;
    for (let i = 0; 2 * i < CAPACITY; i++) {
      this.#times[i] = this.#times[2 * i] as number;
      this.#rows.copyWithin(i * this.width, 2 * i * this.width, (2 * i + 1) * this.width);
    }
    this.#length = CAPACITY / 2;
  }

  times(): Float64Array {
    return Float64Array.from(this.#times.slice(0, this.#length));
  }

  /** Rows one after another: value c of row i at i·width + c. */
  rows(): Float64Array {
    return this.#rows.slice(0, this.#length * this.width);
  }
}
