/**
 * Counting by pixels on the graphics card: one thread a pixel, the hash of `pixels.ts`.
 * Pre-activations are float32 here and float64 there, so a pixel can differ only where a
 * neuron's line passes within rounding of its centre: |z| below 1e-5 of the sizes of the
 * terms that make it up. Such ties are rare (none or two in 65,536 pixels of the nets tested).
 */
import type { Room, Words } from '#gpu/backend.ts';
import { checked } from '#gpu/device.ts';
import { createPace, type Pace } from '#gpu/pace.ts';
import { createProgram, type Program } from '#gpu/program.ts';
import type { Net } from './net.ts';
import { neuronWords, type PixelPatterns } from './pixels.ts';

const THREADS = 64;
/** Words of a pixel in the answer: two hashes and the number of neurons that are on. */
const PIXEL = 3;
/** Words of a layer in `shape`: units, inputs, where its biases and then its weights start. */
const LAYER = 3;
/** Multiplications by one dispatch. */
const BATCH = { first: 2 ** 26, least: 2 ** 20, most: 2 ** 32 };

export interface PixelCounter {
  /** As `pixelPatterns`. @throws RangeError when the picture doesn't fit the device. */
  patterns(net: Net, halfWidth: number, resolution: number, neurons: number): Promise<PixelPatterns>;
}

/** @param widest units in the widest layer that will be asked about. */
export function createPixelCounter(room: Room, widest: number): PixelCounter {
  const program = createProgram(room, source(widest));
  const pace = createPace(room.gpu, BATCH);
  let first = true;
  return {
    async patterns(net, halfWidth, resolution, neurons) {
      const pixels = resolution * resolution;
      const { shape, numbers, products } = flatten(net, neurons);
      const result = room.reserve(`A picture of ${resolution} × ${resolution} pixels`, PIXEL * pixels);
      const inputs = [
        room.upload('The layers', shape),
        room.upload('The weights', Float32Array.of(halfWidth, (2 * halfWidth) / resolution, ...numbers)),
        room.upload('The words of the neurons', neuronWords(Math.max(1, neurons))),
      ];
      const paint = () => paintAll(room, program, pace, result, inputs, resolution, products);
      if (first) await checked(room.gpu, paint);
      else await paint();
      first = false;
      const words = new Uint32Array(await room.read(result));
      for (const buffer of [result, ...inputs]) room.free(buffer);
      return unpack(words, resolution);
    },
  };
}

async function paintAll(
  room: Room,
  program: Program,
  pace: Pace,
  result: Words,
  inputs: readonly Words[],
  resolution: number,
  products: number,
): Promise<void> {
  const pixels = resolution * resolution;
  const layers = (inputs[0]?.length as number) / LAYER;
  for (let start = 0, end = 0; start < pixels; start = end) {
    const share = THREADS * Math.max(1, Math.floor(pace.units() / products / THREADS));
    end = Math.min(pixels, start + share);
    program.run(result, inputs, [resolution, layers, start, end], Math.ceil((end - start) / THREADS));
    room.flush();
    await pace.sent((end - start) * products);
  }
}

/** The layers that hold the first `neurons` neurons, the last one cut short; at least one, perhaps without units. */
function flatten(net: Net, neurons: number) {
  const shape: number[] = [];
  const numbers: number[] = [];
  let left = neurons;
  let products = 1;
  net.widths.forEach((width, l) => {
    const units = Math.min(width, left);
    if (units === 0 && l > 0) return;
    const inputs = l === 0 ? 2 : (net.widths[l - 1] as number);
    shape.push(units, inputs, numbers.length);
    numbers.push(...(net.biases[l] as Float64Array).subarray(0, units));
    numbers.push(...(net.weights[l] as Float64Array).subarray(0, units * inputs));
    products += units * inputs;
    left -= units;
  });
  return { shape: Int32Array.from(shape), numbers, products };
}

function unpack(words: Uint32Array, resolution: number): PixelPatterns {
  const pixels = resolution * resolution;
  const hashes = new Uint32Array(2 * pixels);
  const active = new Uint8Array(pixels);
  for (let i = 0; i < pixels; i++) {
    hashes[2 * i] = words[PIXEL * i] as number;
    hashes[2 * i + 1] = words[PIXEL * i + 1] as number;
    active[i] = words[PIXEL * i + 2] as number;
  }
  return { resolution, hashes, active };
}

function source(widest: number) {
  return {
    name: `linear-regions-pixels-${widest}`,
    inputs: ['shape', 'numbers', 'neuronWords'],
    uniforms: ['resolution', 'layers', 'start', 'end'],
    threads: THREADS,
    // numbers: half width, pixel pitch, then the layers, 2 words on.
    code: /* wgsl */ `
fn main(index : i32) {
  let pixel = uniforms.start + index;
  if (pixel >= uniforms.end) { return; }
  var ins : array<f32, ${widest}>;
  var outs : array<f32, ${widest}>;
  ins[0] = -numbers[0] + (f32(pixel % uniforms.resolution) + 0.5) * numbers[1];
  ins[1] = -numbers[0] + (f32(pixel / uniforms.resolution) + 0.5) * numbers[1];
  var hash = vec2<u32>();
  var on = 0;
  var neuron = 0;
  for (var l = 0; l < uniforms.layers; l++) {
    let units = shape[${LAYER} * l];
    let inputs = shape[${LAYER} * l + 1];
    let biases = 2 + shape[${LAYER} * l + 2];
    for (var k = 0; k < units; k++) {
      let row = biases + units + k * inputs;
      var z = numbers[biases + k];
      for (var i = 0; i < inputs; i++) { z += numbers[row + i] * ins[i]; }
      outs[k] = max(z, 0.0);
      if (z > 0.0) {
        hash ^= vec2<u32>(u32(neuronWords[2 * neuron]), u32(neuronWords[2 * neuron + 1]));
        on++;
      }
      neuron++;
    }
    ins = outs;
  }
  result[${PIXEL} * pixel] = i32(hash.x);
  result[${PIXEL} * pixel + 1] = i32(hash.y);
  result[${PIXEL} * pixel + 2] = on;
}
`,
  };
}
