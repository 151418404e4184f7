/**
 * The history of a run in bounded memory: rows taken every `stride` steps; when the
 * table is full, every second row goes and the stride doubles. What is kept depends on
 * the number of steps alone, so n steps at once leave the same rows as n single steps.
 */
export class Trace<Column extends string> {
  readonly #columns: Record<Column, Float64Array>;
  readonly #capacity: number;
  #stride: number;
  #length = 0;

  constructor(columns: readonly Column[], capacity: number, stride = 1) {
    this.#columns = Object.fromEntries(columns.map((name) => [name, new Float64Array(capacity)])) as Record<
      Column,
      Float64Array
    >;
    this.#capacity = capacity;
    this.#stride = stride;
  }

  /** Is step t one of those that are kept? */
  wants(t: number): boolean {
    return t % this.#stride === 0;
  }

  /** Appends a row; call it only for steps that `wants` accepts. */
  push(row: Readonly<Record<Column, number>>): void {
    if (this.#length === this.#capacity) this.#thin();
    for (const name in this.#columns) this.#columns[name][this.#length] = row[name];
    this.#length++;
  }

  /** A copy of one column, safe to put in a frame. */
  column(name: Column): Float64Array<ArrayBuffer> {
    return this.#columns[name].slice(0, this.#length) as Float64Array<ArrayBuffer>;
  }

  #thin(): void {
    const kept = Math.ceil(this.#length / 2);
    for (const name in this.#columns) {
      const column = this.#columns[name];
      for (let i = 0; i < kept; i++) column[i] = column[2 * i] as number;
    }
    this.#length = kept;
    this.#stride *= 2;
  }
}
