/** Tensors that are needed again in every step: made once, kept until the end. */
import type { Ops } from './ops.ts';

export interface Constants<T> {
  number(value: number): T;
  ones(shape: number[]): T;
  dispose(): void;
}

export function createConstants<T>(ops: Ops<T>): Constants<T> {
  const known = new Map<string, T>();
  const once = (name: string, make: () => T): T => {
    const found = known.get(name);
    if (found) return found;
    const fresh = ops.keep(make());
    known.set(name, fresh);
    return fresh;
  };
  return {
    number: (value) => once(String(value), () => ops.tensor(Float32Array.of(value), [])),
    ones: (shape) =>
      once(shape.join(), () => {
        const length = shape.reduce((product, n) => product * n, 1);
        return ops.tensor(new Float32Array(length).fill(1), shape);
      }),
    dispose() {
      ops.dispose([...known.values()]);
    },
  };
}
