import { expect, test } from 'vitest';
import { createRng } from '#lab/random.ts';
import { evaluate, hiddenNet, lossAndGradient, randomMlp, workspace } from './mlp.ts';

const rng = createRng(11);
const mlp = randomMlp(rng, 5, 0.3);
const work = workspace(5);
const batch = Float64Array.from({ length: 21 }, () => 2 * rng.next() - 1);

test('the gradient is the slope of the loss: central differences', () => {
  const gradient = new Float64Array(mlp.theta.length);
  const ignored = new Float64Array(mlp.theta.length);
  lossAndGradient(mlp, batch, gradient, work);
  const h = 1e-6;
  for (let i = 0; i < mlp.theta.length; i++) {
    const at = (shift: number) => {
      const theta = mlp.theta.slice();
      theta[i] = (theta[i] as number) + shift;
      return lossAndGradient({ ...mlp, theta }, batch, ignored, work);
    };
    // No sample lies within 1e-6 of a kink here, so the error of the difference is of order h².
    expect((at(h) - at(-h)) / (2 * h)).toBeCloseTo(gradient[i] as number, 8);
  }
  expect(gradient.some((g) => g !== 0)).toBe(true);
});

test('the loss is the mean squared error', () => {
  let sum = 0;
  for (let i = 0; i < batch.length; i += 3) {
    sum += (evaluate(mlp, batch[i] as number, batch[i + 1] as number, work) - (batch[i + 2] as number)) ** 2;
  }
  expect(lossAndGradient(mlp, batch, new Float64Array(mlp.theta.length), work)).toBeCloseTo(sum / 7, 12);
});

test('the hidden layers are views of the parameters', () => {
  const net = hiddenNet(mlp);
  expect(net.widths).toEqual([5, 5]);
  expect(net.weights.map((w) => w.length)).toEqual([10, 25]);
  expect(net.biases[1]?.buffer).toBe(mlp.theta.buffer);
});
