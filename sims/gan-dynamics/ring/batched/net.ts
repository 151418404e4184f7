/** R nets of one architecture as tensors: the multilayer perceptron of `net/mlp.ts`, all replicas at once. */
import type { Ops } from './ops.ts';

/** Weights R × outputs × inputs and biases R × 1 × outputs of each layer, one after the other. */
export type Layers<T> = readonly T[];

/** Where the numbers of a net lie in its R × P parameters: those of `createNet`, in its order. */
export interface Plan {
  readonly sizes: readonly number[];
  readonly leak: number;
  readonly replicas: number;
  readonly parts: readonly { readonly at: number; readonly length: number; readonly shape: number[] }[];
}

export function planOf(sizes: readonly number[], leak: number, replicas: number): Plan {
  const parts: { at: number; length: number; shape: number[] }[] = [];
  let at = 0;
  const add = (...shape: [number, number]) => {
    const length = shape[0] * shape[1];
    parts.push({ at, length, shape: [replicas, ...shape] });
    at += length;
  };
  sizes.slice(1).forEach((outputs, l) => {
    add(outputs, sizes[l] as number);
    add(1, outputs);
  });
  return { sizes, leak, replicas, parts };
}

export function layersOf<T>(ops: Ops<T>, plan: Plan, flat: T): T[] {
  return plan.parts.map(({ at, length, shape }) =>
    ops.reshape(ops.slice(flat, [0, at], [plan.replicas, length]), shape),
  );
}

/** The inverse of `layersOf`. */
export function flatten<T>(ops: Ops<T>, plan: Plan, layers: Layers<T>): T {
  return ops.concat(
    layers.map((part, k) => ops.reshape(part, [plan.replicas, plan.parts[k]?.length as number])),
    1,
  );
}

/** Before the nonlinearity of layer l, from the values of the layer below. */
export function affine<T>(ops: Ops<T>, layers: Layers<T>, l: number, x: T): T {
  return ops.add(ops.matMul(x, layers[2 * l] as T, false, true), layers[2 * l + 1] as T);
}

/** R × n × outputs from R × n × inputs. */
export function forward<T>(ops: Ops<T>, { sizes, leak }: Plan, layers: Layers<T>, x: T): T {
  const last = sizes.length - 2;
  let h = x;
  for (let l = 0; l <= last; l++) {
    const z = affine(ops, layers, l, h);
    h = l < last ? ops.leakyRelu(z, leak) : z;
  }
  return h;
}
