import { describe, expect, it } from 'vitest';
import { referenceEngine } from '#lab/engine.ts';
import { type Overrides, withDefaults } from '#lab/params.ts';
import { eigenvalues } from '../curvature/symmetric.ts';
import { model, type ReparametriseFrame, referenceCase } from './model.ts';
import { D, gradient, hessian, loss, outputs, rescale, SIZE } from './net.ts';
import { params } from './params.ts';
import { coordinate, GRID, lossSlice } from './slice.ts';
import {
  blockTraces,
  flattestAlpha,
  leastTrace,
  pathNorm,
  rescaledHessian,
  rescaledTrace,
} from './theory.ts';

const { original, data } = referenceCase();

function run(over: Overrides, steps: number): ReparametriseFrame {
  const engine = referenceEngine(model);
  engine.reset(withDefaults(params, over), 1);
  engine.advance(steps);
  return engine.read();
}

describe('the reference network', () => {
  it.each([
    [0.25, 20.150632, -0.242185, 32.316487],
    [0.5, 5.835231, -0.252816, 9.207914],
    [1, 2.938178, -0.256539, 4.56715],
    [2, 5.025087, -0.261918, 7.952472],
    [4, 16.994034, -0.254281, 26.980856],
    [10, 102.381308, -0.245941, 162.637763],
  ])('at α = %d has the table’s eigenvalues and trace', (alpha, largest, smallest, trace) => {
    const theta = rescale(original, alpha);
    const h = hessian(theta, data);
    const spectrum = eigenvalues(h, SIZE);
    expect(spectrum[SIZE - 1]).toBeCloseTo(largest, 5);
    expect(spectrum[0]).toBeCloseTo(smallest, 5);
    expect(spectrum.reduce((a, b) => a + b)).toBeCloseTo(trace, 5);
    expect(pathNorm(theta)).toBeCloseTo(3.396718, 6);
    expect(leastTrace(blockTraces(h))).toBeCloseTo(3.551405, 6);
  });

  it('computes the same function for every α', () => {
    const f = outputs(original, data.x);
    for (const alpha of [0.1, 0.3, 3, 7]) {
      outputs(rescale(original, alpha), data.x).forEach((g, i) => {
        expect(Math.abs(g - (f[i] as number))).toBeLessThan(1e-14);
      });
    }
  });
});

describe('derivatives', () => {
  it('gradient against central differences of the loss', () => {
    const g = gradient(original, data);
    for (let j = 0; j < SIZE; j++) {
      const at = (h: number) =>
        loss(
          original.map((v, i) => (i === j ? v + h : v)),
          data,
        );
      expect(g[j]).toBeCloseTo((at(1e-6) - at(-1e-6)) / 2e-6, 6);
    }
  });

  it('Hessian against central differences of the gradient', () => {
    const h = hessian(original, data);
    for (let j = 0; j < SIZE; j++) {
      const at = (e: number) =>
        gradient(
          original.map((v, i) => (i === j ? v + e : v)),
          data,
        );
      const [up, down] = [at(1e-6), at(-1e-6)];
      for (let i = 0; i < SIZE; i++) {
        expect(h[i * SIZE + j]).toBeCloseTo(((up[i] as number) - (down[i] as number)) / 2e-6, 5);
      }
    }
  });

  it('obeys the scaling law entry by entry', () => {
    const h = hessian(original, data);
    const predicted = rescaledHessian(h, 3);
    hessian(rescale(original, 3), data).forEach((value, i) => {
      expect(Math.abs(value - (predicted[i] as number))).toBeLessThan(1e-10 * Math.max(1, Math.abs(value)));
    });
  });

  it('the trace is least at (tr H₁₁/tr H₂₂)^¼', () => {
    const traces = blockTraces(hessian(original, data));
    const best = flattestAlpha(traces);
    expect(rescaledTrace(traces, best)).toBeCloseTo(leastTrace(traces) + traces.rest, 12);
    expect(rescaledTrace(traces, 1.01 * best)).toBeGreaterThan(rescaledTrace(traces, best));
    expect(rescaledTrace(traces, best / 1.01)).toBeGreaterThan(rescaledTrace(traces, best));
  });
});

describe('the slice', () => {
  it('is stretched by α along the first layer and by 1/α along the second', () => {
    // Cells of the α = 3 slice whose coordinates, divided and multiplied by 3, are cells again.
    const plain = lossSlice(original, data);
    const scaled = lossSlice(rescale(original, 3), data);
    const cellOf = (u: number) =>
      Math.round(((u - coordinate(0)) / (coordinate(1) - coordinate(0))) * 1e6) / 1e6;
    let compared = 0;
    for (let column = 0; column < GRID; column++) {
      for (let row = 0; row < GRID; row++) {
        const [c, r] = [cellOf(coordinate(column) / 3), cellOf(coordinate(row) * 3)];
        if (!(Number.isInteger(c) && Number.isInteger(r) && r >= 0 && r < GRID)) continue;
        expect(scaled[row * GRID + column]).toBeCloseTo(plain[r * GRID + c] as number, 4);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(100);
  });
});

describe('training', () => {
  it('leaves the frames of a diverged run finite and says so', () => {
    const f = run({ alpha: 10, eta: 0.5 }, 400);
    expect(f.diverged).toBeGreaterThan(0);
    expect(f.t).toBe(f.diverged - 1);
    expect([...f.scaledLoss].every(Number.isFinite)).toBe(true);
  });

  it('trains both copies from the same loss', () => {
    const f = run({ alpha: 3 }, 50);
    expect(f.scaledLoss[0]).toBeCloseTo(f.plainLoss[0] as number, 14);
    expect(f.scaledLoss[50]).not.toBeCloseTo(f.plainLoss[50] as number, 4);
    expect(original[D]).toBe(0);
  });
});
