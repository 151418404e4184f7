/** The same evolution with tensors, one number a gene, as one would write it for a tensor library. */
import * as tf from '@tensorflow/tfjs';

export interface TensorPopulation {
  readonly size: number;
  readonly genes: number;
  adults: tf.Tensor2D;
}

export function createTensors(genes: number, size: number): TensorPopulation {
  return { size, genes, adults: tf.tidy(() => coins(size, genes).toFloat() as tf.Tensor2D) };
}

function coins(rows: number, columns: number): tf.Tensor2D {
  return tf.randomUniform([rows, columns]).less(0.5) as tf.Tensor2D;
}

export function tensorCrossover(population: TensorPopulation): void {
  const { size, genes } = population;
  const order = Array.from({ length: size }, (_, i) => i);
  tf.util.shuffle(order);
  const parent = (which: number) => Array.from({ length: 2 * size }, (_, c) => order[2 * (c >>> 2) + which]);
  replace(population, () => {
    const first = tf.gather(population.adults, tf.tensor1d(parent(0) as number[], 'int32'));
    const second = tf.gather(population.adults, tf.tensor1d(parent(1) as number[], 'int32'));
    return tf.where(coins(2 * size, genes), first, second) as tf.Tensor2D;
  });
}

export function tensorMutation(population: TensorPopulation, rate: number): void {
  const { size, genes, adults } = population;
  replace(population, () => {
    const copies = tf.concat2d([adults, adults], 0);
    const flips = tf
      .randomUniform([2 * size, genes])
      .less(rate)
      .toFloat();
    return copies.sub(flips).abs() as tf.Tensor2D;
  });
}

/** The fitter half of the children lives; equals by a random fraction. */
function replace(population: TensorPopulation, breed: () => tf.Tensor2D): void {
  const survivors = tf.tidy(() => {
    const children = breed();
    const score = children.sum(1).add(tf.randomUniform([2 * population.size], 0, 0.5));
    return tf.gather(children, tf.topk(score, population.size).indices) as tf.Tensor2D;
  });
  population.adults.dispose();
  population.adults = survivors;
}

export function tensorMean(population: TensorPopulation): number {
  return tf.tidy(() => population.adults.mean().dataSync()[0] as number);
}
