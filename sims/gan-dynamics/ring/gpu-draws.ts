/**
 * The draws of `data/draws.ts` for all replicas on the graphics card, block for block: Philox's
 * words are the same, what is made of them is float32. Sine and cosine are our own, because
 * WGSL promises 11 bits of them.
 */
import type { Room, Words } from '#gpu/backend.ts';
import { PHILOX } from '#gpu/philox.ts';
import { createProgram } from '#gpu/program.ts';
import { ops, type Tensor, written } from '#gpu/tensors.ts';
import type { BatchDraws } from './batched/training.ts';
import type { Draws } from './data/draws.ts';
import { batchOf, type Replica, type RingValues } from './training.ts';

const THREADS = 64;

export interface GpuDraws extends BatchDraws<Tensor> {
  /** `count` measured latents R × count × dim z of each replica, from number `from` on; multiples of 4. */
  measured(from: number, count: number): Tensor;
  dispose(): void;
}

/** @param measured streams of the measured latents, replica by replica. */
export function gpuDraws(
  room: Room,
  replicas: readonly Replica[],
  measured: readonly Draws[],
  p: RingValues,
): GpuDraws {
  const { packs, samples } = batchOf(p);
  const normals = program(room, 'normals', ['keys'], NORMALS);
  const points = program(room, 'points', ['keys', 'ring'], POINTS);
  const uniforms = program(room, 'uniforms', ['keys'], UNIFORMS);
  const keysOf = (streams: readonly Draws[]) =>
    room.upload('The keys', Uint32Array.from(streams.flatMap(({ key }) => key)));
  const keys = {
    latent: keysOf(replicas.map(({ draws }) => draws.latent)),
    data: keysOf(replicas.map(({ draws }) => draws.data)),
    noise: keysOf(replicas.map(({ draws }) => draws.noise)),
    between: keysOf(replicas.map(({ draws }) => draws.between)),
    measured: keysOf(measured),
  };
  const ring = room.upload('The ring', ringWords(p));
  /** Blocks that each stream has given so far. */
  const drawn = { latent: 0, data: 0, noise: 0, between: 0 };

  /** `blocks` blocks of each replica from block `from` on, as R × rows × width numbers. */
  const draw = (
    { run, inputs }: Kind,
    stream: Words,
    from: number,
    blocks: number,
    rows: number,
    width: number,
  ): Tensor =>
    written(
      run,
      [replicas.length, rows, width],
      [stream, ...inputs],
      [replicas.length, blocks, from >>> 0, Math.floor(from / 2 ** 32), rows * width, p.modes],
      Math.ceil((replicas.length * blocks) / THREADS),
    );
  const next = (name: keyof typeof drawn, kind: Kind, blocks: number, rows: number, width: number) => {
    const tensor = draw(kind, keys[name], drawn[name], blocks, rows, width);
    drawn[name] += blocks;
    return tensor;
  };
  const NORMAL: Kind = { run: normals, inputs: [] };
  return {
    latents: () => next('latent', NORMAL, Math.ceil((samples * p.zdim) / 4), samples, p.zdim),
    data: () => next('data', { run: points, inputs: [ring] }, samples, samples, 2),
    noise: (sd) =>
      ops.mul(next('noise', NORMAL, Math.ceil(samples / 2), samples, 2), ops.tensor(Float32Array.of(sd), [])),
    between: () => next('between', { run: uniforms, inputs: [] }, packs, packs, 1),
    measured: (from, count) =>
      draw(NORMAL, keys.measured, (from * p.zdim) / 4, (count * p.zdim) / 4, count, p.zdim),
    dispose() {
      for (const words of [ring, ...Object.values(keys)]) room.free(words);
    },
  };
}

interface Kind {
  readonly run: ReturnType<typeof createProgram>;
  readonly inputs: readonly Words[];
}

/** The standard deviation of a mode, then the means of the modes. */
function ringWords({ modes, radius, sd }: RingValues): Float32Array {
  const out = new Float32Array(1 + 2 * modes);
  out[0] = sd;
  for (let mode = 0; mode < modes; mode++) {
    const direction = (2 * Math.PI * mode) / modes;
    out[1 + 2 * mode] = radius * Math.cos(direction);
    out[2 + 2 * mode] = radius * Math.sin(direction);
  }
  return out;
}

function program(room: Room, name: string, inputs: readonly string[], body: string) {
  return createProgram(room, {
    name: `gan-dynamics-${name}`,
    inputs,
    uniforms: ['replicas', 'blocks', 'low', 'high', 'width', 'modes'],
    threads: THREADS,
    code: `${PHILOX}${COMMON}
fn main(index : i32) {
  if (index >= uniforms.replicas * uniforms.blocks) { return; }
  let replica = index / uniforms.blocks;
  let k = index % uniforms.blocks;
  let low = u32(uniforms.low) + u32(k);
  let high = u32(uniforms.high) + select(0u, 1u, low < u32(k));
  let key = vec2<u32>(u32(keys[2 * replica]), u32(keys[2 * replica + 1]));
  let block = philox(vec4<u32>(low, high, 0u, 0u), key);
  let row = replica * uniforms.width;
${body}
}
`,
  });
}

const COMMON = /* wgsl */ `
fn uniformOf(word : u32) -> f32 { return (f32(word) + 0.5) * ${2 ** -32}; }

fn radiusOf(word : u32) -> f32 { return sqrt(max(0.0, -2.0 * log(uniformOf(word)))); }

// Cosine and sine of 2π times the uniform number: the quarter turn by its two high bits, the
// rest from the middle of the quarter by the series to 10⁻⁸.
fn onCircle(word : u32) -> vec2<f32> {
  let a = ((f32(word & 0x3fffffffu) + 0.5) * ${2 ** -30} - 0.5) * ${Math.PI / 2};
  let b = a * a;
  let c = 1.0 - b / 2.0 * (1.0 - b / 12.0 * (1.0 - b / 30.0 * (1.0 - b / 56.0)));
  let s = a * (1.0 - b / 6.0 * (1.0 - b / 20.0 * (1.0 - b / 42.0)));
  let quarter = word >> 30u;
  let u = select(${-Math.SQRT1_2}, ${Math.SQRT1_2}, quarter == 0u || quarter == 3u);
  let v = select(${-Math.SQRT1_2}, ${Math.SQRT1_2}, quarter < 2u);
  return vec2<f32>(u * c - v * s, v * c + u * s);
}
`;

const NORMALS = /* wgsl */ `
  let one = radiusOf(block.x) * onCircle(block.y);
  let two = radiusOf(block.z) * onCircle(block.w);
  let numbers = vec4<f32>(one, two);
  for (var i = 0; i < 4 && 4 * k + i < uniforms.width; i++) { result[row + 4 * k + i] = numbers[i]; }`;

// The mode is ⌊modes·(word + ½)/2³²⌋, in whole numbers.
const POINTS = /* wgsl */ `
  let modes = u32(uniforms.modes);
  let carried = modes > 1u && block.x * modes >= 0u - modes / 2u;
  let mode = i32(mulhi(block.x, modes) + select(0u, 1u, carried));
  let place = vec2<f32>(ring[1 + 2 * mode], ring[2 + 2 * mode]) + ring[0] * radiusOf(block.z) * onCircle(block.w);
  result[row + 2 * k] = place.x;
  result[row + 2 * k + 1] = place.y;`;

const UNIFORMS = '  result[row + k] = uniformOf(block.x);';
