import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { withDefaults } from '#lab/params.ts';
import { createRng } from '#lab/random.ts';
import { params } from '../params.ts';
import { createTraining, type RingValues, trainStep } from '../training.ts';
import type { Ops } from './ops.ts';
import { plainDraws, startsOf } from './replicas.ts';
import { createBatch } from './training.ts';

/** The library as it is, on the processor. */
const ops: Ops<tf.Tensor> = tf;
await tf.setBackend('cpu');

const REPLICAS = 3;
const STEPS = 4;
const SMALL = { hidden: 16, zdim: 5, batch: 32, nd: 2 } as const;

describe('batched training against the reference, replica by replica', () => {
  it.each([
    { loss: 'ns' },
    { loss: 'saturating', noise: 0.3 },
    { loss: 'ns', penalty: 'r1', gamma: 0.5 },
    { loss: 'ns', pack: 3, penalty: 'r1', gamma: 2, beta1: -0.5 },
    { loss: 'wasserstein', pack: 2, penalty: 'gp', gamma: 1 },
  ])('%o', (over) => {
    const p = withDefaults(params, { ...SMALL, ...over }) as RingValues;
    const fresh = () => Array.from({ length: REPLICAS }, (_, r) => createTraining(p, createRng(40 + r)));
    const [own, reference] = [fresh(), fresh()];
    const starts = startsOf(own);
    const batch = createBatch(ops, plainDraws(ops, own, p), p, REPLICAS, starts);
    let kept = 0;
    for (let t = 0; t < STEPS; t++) {
      batch.step(p);
      // Constants are made by the first step; the others leave nothing behind.
      if (t === 0) kept = tf.memory().numTensors;
      for (const one of reference) expect(trainStep(one, p)).toBe(true);
    }
    expect(tf.memory().numTensors).toBe(kept);
    for (const net of ['generator', 'discriminator'] as const) {
      const found = batch.parameters()[net].dataSync();
      const expected = startsOf(reference)[net];
      const moved = Math.max(...expected.map((value, i) => Math.abs(value - (starts[net][i] as number))));
      const wrong = Math.max(...expected.map((value, i) => Math.abs(value - (found[i] as number))));
      // Class B, float32 against float64, of the way that the steps have gone.
      expect(moved).toBeGreaterThan(STEPS * 1e-3);
      expect(wrong / moved).toBeLessThan(1e-4);
    }
    batch.dispose();
  });
});
