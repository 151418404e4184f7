/** Adam against its definition, written out for one parameter at a time. */
import { expect, test } from 'vitest';
import { createRng } from '#lab/random.ts';
import { createAdam, descend } from './adam.ts';
import { createNet } from './mlp.ts';

const [RATE, BETA1, BETA2, EPSILON] = [1e-3, 0.5, 0.999, 1e-8];

test('the first step goes by the rate against the sign of the gradient, however large it is', () => {
  const net = createNet([1, 2, 1], false, createRng(1));
  const before = net.params.slice();
  const gradients = net.gradient.map((_, i) => (i % 2 === 0 ? 1 : -1) * 10 ** (i - 3));
  net.gradient.set(gradients);
  descend(net, createAdam(net), RATE, BETA1);
  // m̂ = g and v̂ = g² after one step; ε = 1e-8 takes 1e-5 of the smallest, |g| = 1e-3.
  gradients.forEach((g, i) => {
    const moved = (net.params[i] as number) - (before[i] as number);
    expect(moved).toBeCloseTo((-RATE * g) / (Math.abs(g) + EPSILON), 12);
  });
});

test('20 steps: Kingma and Ba’s algorithm 1', () => {
  const net = createNet([1, 1, 1], false, createRng(2));
  const adam = createAdam(net);
  const rng = createRng(3);
  const theta = [...net.params];
  const m = theta.map(() => 0);
  const v = theta.map(() => 0);
  for (let t = 1; t <= 20; t++) {
    for (let i = 0; i < theta.length; i++) {
      const g = rng.normal();
      net.gradient[i] = g;
      m[i] = BETA1 * (m[i] as number) + (1 - BETA1) * g;
      v[i] = BETA2 * (v[i] as number) + (1 - BETA2) * g * g;
      const [mHat, vHat] = [(m[i] as number) / (1 - BETA1 ** t), (v[i] as number) / (1 - BETA2 ** t)];
      theta[i] = (theta[i] as number) - (RATE * mHat) / (Math.sqrt(vHat) + EPSILON);
    }
    descend(net, adam, RATE, BETA1);
  }
  theta.forEach((value, i) => {
    expect(net.params[i]).toBeCloseTo(value, 12);
  });
});
