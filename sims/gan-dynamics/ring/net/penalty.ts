/**
 * Penalties on the slope of a net with one output, D, at given points: the gradient of
 * a gradient, by hand.
 *
 *   R1 (Mescheder, Geiger and Nowozin 2018):   ½ γ · mean ‖∇ₓD‖²
 *   GP (Gulrajani et al. 2017):                γ · mean (‖∇ₓD‖ − 1)²
 *
 * Rectifiers are piecewise linear, so the slopes s of the hidden units count as constants:
 *   u_L = 1,  u_l = s_l ⊙ W_{l+1}ᵀu_{l+1},  ∇ₓD = W₁ᵀu₁              (down the net)
 *   t₀ = ∂P/∂(∇ₓD),  t_l = s_l ⊙ W_l t_{l−1},  ∂P/∂W_l = u_l t_{l−1}ᵀ  (up the net)
 * Biases have no part in it.
 */
import { addOuter, affine, backInput } from './matmul.ts';
import { gate, type Layer, type Net, type Tape } from './mlp.ts';

export type Penalty = 'r1' | 'gp';

export interface PenaltyTape {
  /** u[l]: ∂D/∂(pre-activation of layer l); u[0] is ∇ₓD. */
  readonly u: readonly Float64Array[];
  readonly t: readonly Float64Array[];
}

export function createPenaltyTape(net: Net, rows: number): PenaltyTape {
  const matrix = (width: number) => new Float64Array(rows * width);
  return { u: net.sizes.map(matrix), t: net.sizes.map(matrix) };
}

/** Fills u from a finished forward pass, rows `row` … `row+n−1`. */
export function inputGradient(net: Net, tape: Tape, out: PenaltyTape, row: number, n: number): void {
  const last = net.layers.length;
  (out.u[last] as Float64Array).fill(1, row, row + n);
  for (let l = last; l >= 1; l--) {
    const { w, inputs, outputs } = net.layers[l - 1] as Layer;
    const below = out.u[l - 1] as Float64Array;
    backInput(out.u[l] as Float64Array, w, below, row, n, inputs, outputs);
    if (l > 1) gate(below, tape.values[l - 1] as Float64Array, net.leaky, row * inputs, (row + n) * inputs);
  }
}

/** Adds the penalty's gradient to the net's; returns the penalty. `tape` holds the forward pass at the points. */
export function addPenalty(
  net: Net,
  tape: Tape,
  buffers: PenaltyTape,
  row: number,
  n: number,
  kind: Penalty,
  gamma: number,
): number {
  inputGradient(net, tape, buffers, row, n);
  const width = net.sizes[0] as number;
  const slope = buffers.u[0] as Float64Array;
  const seed = buffers.t[0] as Float64Array;
  let sum = 0;
  for (let r = row; r < row + n; r++) {
    let squared = 0;
    for (let i = r * width; i < (r + 1) * width; i++) squared += (slope[i] as number) ** 2;
    const norm = Math.sqrt(squared);
    sum += kind === 'r1' ? 0.5 * squared : (norm - 1) ** 2;
    const factor = (gamma / n) * (kind === 'r1' ? 1 : norm > 0 ? 2 * (1 - 1 / norm) : 0);
    for (let i = r * width; i < (r + 1) * width; i++) seed[i] = factor * (slope[i] as number);
  }
  const last = net.layers.length;
  for (let l = 1; l <= last; l++) {
    const { w, dw, inputs, outputs } = net.layers[l - 1] as Layer;
    const below = buffers.t[l - 1] as Float64Array;
    addOuter(buffers.u[l] as Float64Array, below, dw, row, n, inputs, outputs);
    if (l === last) break;
    const above = buffers.t[l] as Float64Array;
    affine(below, w, undefined, above, row, n, inputs, outputs);
    gate(above, tape.values[l] as Float64Array, net.leaky, row * outputs, (row + n) * outputs);
  }
  return (gamma * sum) / n;
}
