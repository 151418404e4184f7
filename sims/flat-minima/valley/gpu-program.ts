/**
 * The crowd's steps, one thread a walker, as `move` in `step.ts` makes them, in float32. The
 * walkers are copies of the model's crowd, each copy with its own key; walker i of a copy draws
 * the sign that walker i of the model draws with that key.
 *
 * Words of a buffer, W walkers of each of four kinds: w₁ and w₂ of each in turn, float32, kind
 * after kind; then the step at which each was lost, −1 if not.
 */
import type { Room } from '#gpu/backend.ts';
import { PHILOX, STREAM } from '#gpu/philox.ts';
import { createProgram, type Program } from '#gpu/program.ts';
import { CROWD } from './crowd.ts';
import { LOST } from './step.ts';

export const THREADS = 64;
const KINDS = 4;

/**
 * facts: η, η_large, c, σ, ρ. keys: two words a copy. Uniforms: steps to make, steps made, place in
 * the stream of labels of the next draw (two words), walkers of a kind.
 */
export function createWalk(room: Room): Program {
  return createProgram(room, {
    name: 'flat-minima-valley',
    inputs: ['facts', 'keys'],
    uniforms: ['steps', 'made', 'drawnLow', 'drawnHigh', 'walkers'],
    threads: THREADS,
    code: /* wgsl */ `
${PHILOX}${STREAM}
fn main(index : i32) {
  let W = uniforms.walkers;
  if (index >= ${KINDS} * W) { return; }
  let kind = index / W;
  let walker = index % W;
  let copy = walker / ${CROWD};
  let key = vec2<u32>(u32(keys[2 * copy]), u32(keys[2 * copy + 1]));
  let eta = select(facts[0], facts[1], kind == 1);
  let rho = select(0.0, facts[4], kind == 3);
  var u = bitcast<f32>(result[2 * index]);
  var v = bitcast<f32>(result[2 * index + 1]);
  var lost = result[${2 * KINDS} * W + index];
  for (var k = 0; k < uniforms.steps && lost < 0; k++) {
    var goal = facts[2];
    if (kind == 2) {
      let place = placeFrom(vec2<u32>(u32(uniforms.drawnLow), u32(uniforms.drawnHigh)), u32(k * ${CROWD} + walker % ${CROWD}));
      let block = blockAt(place, key);
      goal += select(facts[3], -facts[3], block[place.x & 3u] < 0x80000000u);
    }
    var a = u;
    var b = v;
    if (rho > 0.0) {
      let r = u * v - goal;
      let norm = length(vec2<f32>(r * v, r * u));
      if (norm == 0.0) { continue; }
      a += rho * r * v / norm;
      b += rho * r * u / norm;
    }
    let r = a * b - goal;
    let nextU = u - eta * r * b;
    let nextV = v - eta * r * a;
    if (abs(nextU) < ${LOST}.0 && abs(nextV) < ${LOST}.0) {
      u = nextU;
      v = nextV;
    } else {
      lost = uniforms.made + k + 1;
    }
  }
  result[2 * index] = bitcast<i32>(u);
  result[2 * index + 1] = bitcast<i32>(v);
  result[${2 * KINDS} * W + index] = lost;
}
`,
  });
}

export function groupsOf(walkers: number): number {
  return Math.ceil((KINDS * walkers) / THREADS);
}
