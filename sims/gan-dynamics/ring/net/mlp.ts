/** A multilayer perceptron with (leaky) rectifiers, its gradient written by hand, in flat arrays. */
import type { Rng } from '#lab/random.ts';
import { addOuter, affine, backInput } from './matmul.ts';

/** Slope of leaky rectifiers below zero. */
export const LEAK = 0.2;

export interface Net {
  /** Widths: inputs, hidden layers, outputs. */
  readonly sizes: readonly number[];
  /**
   * Whether hidden units are leaky. Not the slope itself: with 0 in one net and 0.2 in the next, the field is a whole
   * number first and a fraction later, and V8 14.6 was once seen to run generators with the slope of discriminators.
   */
  readonly leaky: boolean;
  /** All weights and biases, layer after layer: the views below look into it. */
  readonly params: Float64Array;
  readonly gradient: Float64Array;
  readonly layers: readonly Layer[];
}

export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** outputs × inputs. */
  readonly w: Float64Array;
  readonly b: Float64Array;
  readonly dw: Float64Array;
  readonly db: Float64Array;
}

/** What a pass over `rows` samples leaves behind. */
export interface Tape {
  readonly rows: number;
  /** values[l]: rows × sizes[l]; values[0] is the input, the last one the output (no nonlinearity). */
  readonly values: readonly Float64Array[];
  /** Loss gradients at the same places, before the nonlinearity. */
  readonly deltas: readonly Float64Array[];
}

/** He initialisation N(0, 2/fan-in); the last layer N(0, 1/fan-in); biases 0. */
export function createNet(sizes: readonly number[], leaky: boolean, rng: Rng): Net {
  const shapes = sizes.slice(1).map((outputs, l) => ({ inputs: sizes[l] as number, outputs }));
  const total = shapes.reduce((sum, { inputs, outputs }) => sum + outputs * (inputs + 1), 0);
  const params = new Float64Array(total);
  const gradient = new Float64Array(total);
  let at = 0;
  const layers = shapes.map(({ inputs, outputs }) => {
    const weights = at;
    const biases = at + outputs * inputs;
    at = biases + outputs;
    return {
      inputs,
      outputs,
      w: params.subarray(weights, biases),
      b: params.subarray(biases, at),
      dw: gradient.subarray(weights, biases),
      db: gradient.subarray(biases, at),
    };
  });
  for (const [l, layer] of layers.entries()) {
    const sd = Math.sqrt((l === layers.length - 1 ? 1 : 2) / layer.inputs);
    for (let i = 0; i < layer.w.length; i++) layer.w[i] = sd * rng.normal();
  }
  return { sizes, leaky, params, gradient, layers };
}

export function createTape(net: Net, rows: number): Tape {
  const matrix = (width: number) => new Float64Array(rows * width);
  return { rows, values: net.sizes.map(matrix), deltas: net.sizes.map(matrix) };
}

/** Fills the tape's values from values[0], rows `row` … `row+n−1`. */
export function forward(net: Net, tape: Tape, row: number, n: number): void {
  const last = net.layers.length - 1;
  for (let l = 0; l <= last; l++) {
    const { w, b, inputs, outputs } = net.layers[l] as Layer;
    const y = tape.values[l + 1] as Float64Array;
    affine(tape.values[l] as Float64Array, w, b, y, row, n, inputs, outputs);
    if (l < last) rectify(y, net.leaky, row * outputs, (row + n) * outputs);
  }
}

/**
 * Back from the last deltas, which the caller has set: adds to the weights' gradient
 * (`weights`) and fills deltas[0] (`input`).
 */
export function backward(
  net: Net,
  tape: Tape,
  row: number,
  n: number,
  want: { readonly weights: boolean; readonly input: boolean },
): void {
  for (let l = net.layers.length - 1; l >= 0; l--) {
    const { w, dw, db, inputs, outputs } = net.layers[l] as Layer;
    const dy = tape.deltas[l + 1] as Float64Array;
    const x = tape.values[l] as Float64Array;
    if (want.weights) {
      addOuter(dy, x, dw, row, n, inputs, outputs);
      addRows(dy, db, row, n, outputs);
    }
    if (l === 0 && !want.input) return;
    const dx = tape.deltas[l] as Float64Array;
    backInput(dy, w, dx, row, n, inputs, outputs);
    if (l > 0) gate(dx, x, net.leaky, row * inputs, (row + n) * inputs);
  }
}

function rectify(y: Float64Array, leaky: boolean, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    const v = y[i] as number;
    if (v < 0) y[i] = leaky ? LEAK * v : 0;
  }
}

/** Multiplies by the slope of the rectifier that gave `value`, whose sign a leaky one keeps. */
export function gate(x: Float64Array, value: Float64Array, leaky: boolean, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    if ((value[i] as number) <= 0) x[i] = leaky ? LEAK * (x[i] as number) : 0;
  }
}

function addRows(dy: Float64Array, db: Float64Array, row: number, n: number, outputs: number): void {
  for (let r = row; r < row + n; r++) {
    for (let o = 0; o < outputs; o++) db[o] = (db[o] as number) + (dy[r * outputs + o] as number);
  }
}
