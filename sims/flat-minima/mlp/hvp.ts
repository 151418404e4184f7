/**
 * Hessian–vector products ∇²L(θ)·v of an `Mlp`, exact: the directional derivative of the
 * gradient, one pass forward and one back (Pearlmutter, Neural Computation 6(1), 1994).
 */
import { addBias, addForward, addOuter, addTransposed, affine, type Layer, type Mlp } from './mlp.ts';

export class HessianProduct {
  readonly #net: Mlp;
  /** Derivatives along v of the activations and of the deltas of `net`. */
  readonly #activations: readonly Float64Array[];
  readonly #deltas: readonly Float64Array[];
  /** ∂L/∂h of each hidden layer, before the factor 1 − h², and its derivative. */
  readonly #back: readonly Float64Array[];
  readonly #backAlong: readonly Float64Array[];

  constructor(net: Mlp) {
    this.#net = net;
    this.#activations = net.activations.map((h) => new Float64Array(h.length));
    this.#deltas = net.deltas.map((d) => new Float64Array(d.length));
    this.#back = net.deltas.map((d) => new Float64Array(d.length));
    this.#backAlong = net.deltas.map((d) => new Float64Array(d.length));
  }

  /** Writes ∇²L(θ)·v to `out`. `net.gradient(theta, …)` must have been the last call on the network. */
  apply(theta: Float64Array, v: Float64Array, out: Float64Array): void {
    this.#forward(theta, v);
    this.#backward(theta, v, out);
  }

  #forward(theta: Float64Array, v: Float64Array): void {
    const { layers, points, activations } = this.#net;
    for (let l = 0; l < layers.length; l++) {
      const layer = layers[l] as Layer;
      const along = this.#activations[l + 1] as Float64Array;
      affine(v, layer, activations[l] as Float64Array, along, points);
      if (l > 0) addForward(theta, layer, this.#activations[l] as Float64Array, along, points);
      if (l === layers.length - 1) break;
      const h = activations[l + 1] as Float64Array;
      for (let i = 0; i < along.length; i++) along[i] = (along[i] as number) * (1 - (h[i] as number) ** 2);
    }
  }

  #backward(theta: Float64Array, v: Float64Array, out: Float64Array): void {
    const { layers, points, activations, deltas } = this.#net;
    const last = layers.length - 1;
    const along = this.#deltas[last] as Float64Array;
    const output = this.#activations[last + 1] as Float64Array;
    for (let i = 0; i < points; i++) along[i] = (output[i] as number) / points;
    out.fill(0);
    for (let l = last; l >= 0; l--) {
      const layer = layers[l] as Layer;
      const d = deltas[l] as Float64Array;
      const dAlong = this.#deltas[l] as Float64Array;
      addOuter(out, layer, dAlong, activations[l] as Float64Array, points);
      addBias(out, layer, dAlong, points);
      if (l === 0) break;
      addOuter(out, layer, d, this.#activations[l] as Float64Array, points);
      this.#descend(theta, v, l);
    }
  }

  /** Derivative of the deltas of layer l−1 from that of layer l. */
  #descend(theta: Float64Array, v: Float64Array, l: number): void {
    const { layers, points, activations, deltas } = this.#net;
    const layer = layers[l] as Layer;
    const d = deltas[l] as Float64Array;
    const back = this.#back[l - 1] as Float64Array;
    const backAlong = this.#backAlong[l - 1] as Float64Array;
    back.fill(0);
    backAlong.fill(0);
    addTransposed(theta, layer, d, back, points);
    addTransposed(v, layer, d, backAlong, points);
    addTransposed(theta, layer, this.#deltas[l] as Float64Array, backAlong, points);
    const h = activations[l] as Float64Array;
    const hAlong = this.#activations[l] as Float64Array;
    const below = this.#deltas[l - 1] as Float64Array;
    for (let i = 0; i < below.length; i++) {
      const a = h[i] as number;
      below[i] = (backAlong[i] as number) * (1 - a * a) - 2 * a * (hAlong[i] as number) * (back[i] as number);
    }
  }
}
