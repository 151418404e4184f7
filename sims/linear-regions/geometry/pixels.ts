/**
 * Counting by pixels: the net is run at the centre of each pixel and the signs of its neurons are
 * hashed. Regions that hold no centre are missed, so the count is a lower bound, never more.
 *
 * The hash is the XOR, over the neurons that are on, of two random 32-bit words a neuron. XOR has no
 * order, so any machine that agrees on the signs agrees on every bit. With 64 bits, two of R regions
 * share a hash with probability R²/2⁶⁵.
 */
import { philox } from '#lab/random.ts';
import type { Net } from './net.ts';

const KEY = [0x5265676e, 0x48617368] as const;

/** Words of neuron i (counted through the layers): entries 2i and 2i + 1. */
export function neuronWords(count: number): Uint32Array<ArrayBuffer> {
  const block = new Uint32Array(4);
  const words = new Uint32Array(2 * count);
  for (let i = 0; i < count; i++) {
    philox(i, 0, 0, 0, KEY[0], KEY[1], block, 0);
    words[2 * i] = block[0] as number;
    words[2 * i + 1] = block[1] as number;
  }
  return words;
}

export interface PixelPatterns {
  readonly resolution: number;
  /** The two hashes of each pixel; row 0 at the bottom, x running first. */
  readonly hashes: Uint32Array<ArrayBuffer>;
  /** Neurons that are on at each pixel. */
  readonly active: Uint8Array<ArrayBuffer>;
}

/**
 * Patterns of the first `neurons` neurons at the centres −L + (i + ½)·2L/R of R × R pixels.
 * A neuron is on when z > 0; z = b + w₁x₁ + w₂x₂ + …, added in this order.
 */
export function pixelPatterns(
  net: Net,
  halfWidth: number,
  resolution: number,
  neurons = Number.POSITIVE_INFINITY,
): PixelPatterns {
  const total = Math.min(
    neurons,
    net.widths.reduce((sum, n) => sum + n, 0),
  );
  const words = neuronWords(total);
  const hashes = new Uint32Array(2 * resolution * resolution);
  const active = new Uint8Array(resolution * resolution);
  const layers = layersNeeded(net, total);
  const widest = Math.max(2, ...net.widths);
  // Only units that are on feed the next layer: their indices and values, input and output in turn.
  let from = { unit: new Int32Array(widest), value: new Float64Array(widest) };
  let to = { unit: new Int32Array(widest), value: new Float64Array(widest) };
  const pitch = (2 * halfWidth) / resolution;
  for (let pixel = 0; pixel < resolution * resolution; pixel++) {
    from.unit[0] = 0;
    from.unit[1] = 1;
    from.value[0] = -halfWidth + ((pixel % resolution) + 0.5) * pitch;
    from.value[1] = -halfWidth + (Math.floor(pixel / resolution) + 0.5) * pitch;
    let feeding = 2;
    let neuron = 0;
    let low = 0;
    let high = 0;
    let on = 0;
    for (const { weights, biases, units, inputs } of layers) {
      let firing = 0;
      for (let k = 0; k < units; k++) {
        let z = biases[k] as number;
        for (let i = 0; i < feeding; i++) {
          z += (weights[k * inputs + (from.unit[i] as number)] as number) * (from.value[i] as number);
        }
        if (z > 0) {
          low ^= words[2 * neuron] as number;
          high ^= words[2 * neuron + 1] as number;
          to.unit[firing] = k;
          to.value[firing] = z;
          firing++;
        }
        neuron++;
      }
      on += firing;
      feeding = firing;
      [from, to] = [to, from];
    }
    hashes[2 * pixel] = low;
    hashes[2 * pixel + 1] = high;
    active[pixel] = on;
  }
  return { resolution, hashes, active };
}

/** Number of different pairs in h₀ h₁ h₀ h₁ …. */
export function countDistinct(hashes: Uint32Array): number {
  const pairs = hashes.length / 2;
  const size = 2 ** (32 - Math.clz32(2 * pairs + 1));
  const table = new Uint32Array(2 * size);
  const taken = new Uint8Array(size);
  let distinct = 0;
  for (let i = 0; i < pairs; i++) {
    const low = hashes[2 * i] as number;
    const high = hashes[2 * i + 1] as number;
    let slot = low & (size - 1);
    while (taken[slot] && (table[2 * slot] !== low || table[2 * slot + 1] !== high)) {
      slot = (slot + 1) & (size - 1);
    }
    if (taken[slot]) continue;
    taken[slot] = 1;
    table[2 * slot] = low;
    table[2 * slot + 1] = high;
    distinct++;
  }
  return distinct;
}

interface LayerPart {
  readonly weights: Float64Array;
  readonly biases: Float64Array;
  readonly units: number;
  readonly inputs: number;
}

/** The layers that hold the first `total` neurons, the last one cut short. */
function layersNeeded(net: Net, total: number): LayerPart[] {
  const parts: LayerPart[] = [];
  let left = total;
  for (const [l, width] of net.widths.entries()) {
    const units = Math.min(width, left);
    if (units === 0) break;
    const inputs = l === 0 ? 2 : (net.widths[l - 1] as number);
    parts.push({
      weights: net.weights[l] as Float64Array,
      biases: net.biases[l] as Float64Array,
      units,
      inputs,
    });
    left -= units;
  }
  return parts;
}
