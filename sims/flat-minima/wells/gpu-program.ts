/**
 * One step after the other of many particles, one thread a particle, as `move` in `model.ts` makes
 * them, in float32. The particles are copies of a run of N, each with its own key; particle i of a
 * copy draws the words that particle i of the model draws with that key.
 *
 * Words of a buffer, W particles in `groups` workgroups:
 *   x          W, float32
 *   passed     W, step of the first passage past the other bottom; −1 before it
 *   lost       W, step at which the particle was lost, and stayed where it was; 0 if not
 *   log        LOG entries of `groups` sums of three: particles beyond the ridge, Σ (x−x*)² on the
 *              sharp side, and on the flat; of every STRIDE-th step
 */
import type { Room } from '#gpu/backend.ts';
import { NORMAL } from '#gpu/normal.ts';
import { PHILOX, STREAM } from '#gpu/philox.ts';
import { createProgram, type Program } from '#gpu/program.ts';
import { FLAT, SHARP } from './landscape.ts';
import { LOST, STRIDE } from './model.ts';

export const THREADS = 128;
/** Entries of the log. */
export const LOG = 256;
/** Words of a sum in the log. */
export const SUMS = 3;

export function bufferWords(particles: number): number {
  return 3 * particles + LOG * SUMS * groupsOf(particles);
}

export function groupsOf(particles: number): number {
  return Math.ceil(particles / THREADS);
}

/**
 * facts: k_s, k_f, c, τ, η, deviation of a step, ridge, and 1 where particles start on the sharp side.
 * keys: two words a copy. Uniforms: steps to make, steps made, place in the stream of the next draw
 * (two words), particles of a copy, particles in all.
 */
export function createWalk(room: Room): Program {
  return createProgram(room, {
    name: 'flat-minima-wells',
    inputs: ['facts', 'keys'],
    uniforms: ['steps', 'made', 'drawnLow', 'drawnHigh', 'copySize', 'particles'],
    threads: THREADS,
    code: /* wgsl */ `
${PHILOX}${STREAM}${NORMAL}
var<workgroup> sums : array<vec3<f32>, ${THREADS}>;

fn slope(x : f32) -> f32 {
  let sharp = facts[0] * (x + ${-SHARP}.0);
  let flat = facts[1] * (x - ${FLAT}.0);
  let above = 0.5 * sharp * (x + ${-SHARP}.0) - 0.5 * flat * (x - ${FLAT}.0) - facts[2];
  let weight = 1.0 / (1.0 + exp(clamp(above / facts[3], -80.0, 80.0)));
  return weight * sharp + (1.0 - weight) * flat;
}

// The normal number that starts so many words on from the first that this run of the program draws.
fn drawn(words : u32, key : vec2<u32>) -> f32 {
  let place = placeFrom(vec2<u32>(u32(uniforms.drawnLow), u32(uniforms.drawnHigh)), words);
  let block = blockAt(place, key);
  if ((place.x & 2u) == 0u) { return normal(block.x, block.y); }
  return normal(block.z, block.w);
}

fn main(index : i32) {
  let W = uniforms.particles;
  let groups = (W + ${THREADS - 1}) / ${THREADS};
  let here = i32(localIndex);
  // The last group's spare threads walk along with the first particle and say nothing.
  let mine = index < W;
  let me = select(0, index, mine);
  let copy = me / uniforms.copySize;
  let key = vec2<u32>(u32(keys[2 * copy]), u32(keys[2 * copy + 1]));
  var x = bitcast<f32>(result[me]);
  var passed = result[W + me];
  var lost = result[2 * W + me];
  for (var k = 0; k < uniforms.steps; k++) {
    let t = uniforms.made + k + 1;
    var next = x - facts[4] * slope(x);
    if (facts[5] > 0.0) { next += facts[5] * drawn(2u * u32(k * uniforms.copySize + me % uniforms.copySize), key); }
    if (abs(next) < ${LOST}.0) { x = next; } else if (lost == 0) { lost = t; }
    let across = select((x < ${SHARP}.0), (x > ${FLAT}.0), facts[7] > 0.0);
    if (across && passed < 0) { passed = t; }
    if (t % ${STRIDE} == 0) {
      let sharp = x + ${-SHARP}.0;
      let flat = x - ${FLAT}.0;
      sums[here] = select(vec3<f32>(), select(vec3<f32>(0.0, sharp * sharp, 0.0), vec3<f32>(1.0, 0.0, flat * flat), x > facts[6]), mine);
      for (var reach = ${THREADS / 2}; reach > 0; reach /= 2) {
        workgroupBarrier();
        if (here < reach) { sums[here] += sums[here + reach]; }
      }
      if (here == 0) {
        let at = 3 * W + ${SUMS} * (((t / ${STRIDE}) % ${LOG}) * groups + index / ${THREADS});
        for (var i = 0; i < ${SUMS}; i++) { result[at + i] = bitcast<i32>(sums[0][i]); }
      }
      workgroupBarrier();
    }
  }
  if (mine) {
    result[me] = bitcast<i32>(x);
    result[W + me] = passed;
    result[2 * W + me] = lost;
  }
}
`,
  });
}
