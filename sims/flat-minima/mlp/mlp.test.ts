import { describe, expect, it } from 'vitest';
import { createRng, mulberry32, mulberryNormal } from '#lab/random.ts';
import { PowerIteration } from '../curvature/power.ts';
import { eigenvalues } from '../curvature/symmetric.ts';
import { HessianProduct } from './hvp.ts';
import { drawWeights, Mlp, parameterCount } from './mlp.ts';
import { TARGETS } from './targets.ts';

/** Widths and a point count that no block of four divides. */
const SIZES = [2, 7, 5, 1];

function small(): { net: Mlp; theta: Float64Array } {
  const rng = createRng(4);
  const x = new Float64Array(2 * 11).map(() => rng.normal());
  const y = new Float64Array(11).map(() => rng.normal());
  const theta = drawWeights(SIZES, () => rng.normal()).map((w) => w + 0.1 * rng.normal());
  return { net: new Mlp(SIZES, x, y), theta };
}

describe('the network', () => {
  it('has the loss of its definition', () => {
    const { net, theta } = small();
    const x = net.activations[0] as Float64Array;
    let sum = 0;
    for (let p = 0; p < 11; p++) {
      let h = [x[2 * p] as number, x[2 * p + 1] as number];
      let at = 0;
      for (let l = 1; l < SIZES.length; l++) {
        const [inputs, outputs] = [SIZES[l - 1] as number, SIZES[l] as number];
        const previous = h;
        h = Array.from({ length: outputs }, (_, o) => {
          const a = previous.reduce(
            (s, v, i) => s + v * (theta[at + o * inputs + i] as number),
            theta[at + inputs * outputs + o] as number,
          );
          return l < SIZES.length - 1 ? Math.tanh(a) : a;
        });
        at += (inputs + 1) * outputs;
      }
      sum += ((h[0] as number) - (net.y[p] as number)) ** 2;
    }
    expect(net.loss(theta)).toBeCloseTo(sum / 22, 13);
    expect(parameterCount(SIZES)).toBe(2 * 7 + 7 + 7 * 5 + 5 + 5 + 1);
  });

  it('has the gradient that central differences give', () => {
    const { net, theta } = small();
    const g = new Float64Array(net.size);
    net.gradient(theta, g);
    for (let j = 0; j < net.size; j++) {
      const at = (h: number) => net.loss(theta.map((v, i) => (i === j ? v + h : v)));
      expect(g[j]).toBeCloseTo((at(1e-6) - at(-1e-6)) / 2e-6, 7);
    }
  });

  it('has the Hessian products that central differences of the gradient give', () => {
    const { net, theta } = small();
    const rng = createRng(8);
    const v = new Float64Array(net.size).map(() => rng.normal());
    const [g, up, down, out] = [0, 1, 2, 3].map(() => new Float64Array(net.size)) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    net.gradient(
      theta.map((w, i) => w + 1e-5 * (v[i] as number)),
      up,
    );
    net.gradient(
      theta.map((w, i) => w - 1e-5 * (v[i] as number)),
      down,
    );
    net.gradient(theta, g);
    new HessianProduct(net).apply(theta, v, out);
    for (let j = 0; j < net.size; j++) {
      expect(out[j]).toBeCloseTo(((up[j] as number) - (down[j] as number)) / 2e-5, 6);
    }
  });
});

describe('the reference case 1-32-32-1', () => {
  it.each([
    [1, 5.1479, 0.181013, 0.011253],
    [2, 9.8675, 0.175391, 0.008962],
    [3, 10.3399, 0.21433, 0.054986],
  ])(
    'seed %d: curvature and loss at the start, loss after 100 steps of 0.2',
    (seed, lambda, start, later) => {
      const sizes = [1, 32, 32, 1];
      const x = Float64Array.from({ length: 20 }, (_, i) => -1 + (2 * i) / 19);
      const net = new Mlp(sizes, x, x.map(TARGETS.sin3x as (v: number) => number));
      const theta = drawWeights(sizes, mulberryNormal(mulberry32(seed)));
      const g = new Float64Array(net.size);
      expect(net.gradient(theta, g)).toBeCloseTo(start, 6);
      const product = new HessianProduct(net);
      const power = new PowerIteration(new Float64Array(net.size).map((_, i) => Math.cos(i)));
      expect(power.measure((v, out) => product.apply(theta, v, out), 200)).toBeCloseTo(lambda, 4);
      for (let t = 0; t < 100; t++) {
        net.gradient(theta, g);
        for (let j = 0; j < net.size; j++) theta[j] = (theta[j] as number) - 0.2 * (g[j] as number);
      }
      expect(net.loss(theta)).toBeCloseTo(later, 6);
    },
  );
});

describe('eigenvalues', () => {
  /** A symmetric matrix with eigenvalues −6, 1, 2, 5 in a turned basis. */
  const n = 4;
  const matrix = (() => {
    const rng = createRng(2);
    const basis: number[][] = [];
    for (let k = 0; k < n; k++) {
      let v = Array.from({ length: n }, () => rng.normal());
      for (const b of basis) {
        const dot = v.reduce((s, x, i) => s + x * (b[i] as number), 0);
        v = v.map((x, i) => x - dot * (b[i] as number));
      }
      const length = Math.hypot(...v);
      basis.push(v.map((x) => x / length));
    }
    const values = [-6, 1, 2, 5];
    return Float64Array.from({ length: n * n }, (_, at) =>
      values.reduce(
        (s, value, k) =>
          s +
          value *
            ((basis[k] as number[])[Math.floor(at / n)] as number) *
            ((basis[k] as number[])[at % n] as number),
        0,
      ),
    );
  })();
  const apply = (v: Float64Array, out: Float64Array) => {
    for (let i = 0; i < n; i++) {
      out[i] = v.reduce((s, x, j) => s + x * (matrix[i * n + j] as number), 0);
    }
  };

  it('Jacobi finds all of them', () => {
    eigenvalues(matrix, n).forEach((value, i) => {
      expect(value).toBeCloseTo([-6, 1, 2, 5][i] as number, 11);
    });
  });

  it('power iteration finds the largest, not the one largest in size', () => {
    const power = new PowerIteration(Float64Array.of(1, 0.5, 0.3, 0.2));
    expect(power.measure(apply, 300)).toBeCloseTo(5, 8);
  });

  it('power iteration stays where it is on the zero matrix', () => {
    const power = new PowerIteration(Float64Array.of(1, 2, 3, 4));
    expect(power.measure((_, out) => out.fill(0), 5)).toBe(0);
    expect(Math.hypot(...power.direction())).toBeCloseTo(1, 12);
  });
});
