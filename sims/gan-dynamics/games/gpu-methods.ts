/** `dynamics.ts` and `walkers.ts` in WGSL, method by method in the same order. */
import { NOISE } from './dynamics.ts';
import { BLOW_UP, FARTHEST } from './field.ts';
import { METHODS, type Method } from './methods.ts';

/** The games by number. */
export const GAMES = ['bilinear', 'dirac', 'dirac-ns'];
/** Floats of a run: place, place before, Adam's two moments of both players, and 1 once it has diverged. */
export const STATE = 9;

const STEPS: Record<Method, string> = {
  simultaneous: 'z += eta * velocity(z);',
  alternating: /* wgsl */ `
    z.x += eta * velocity(z).x;
    for (var k = 0; k < uniforms.ascents; k++) { z.y += eta * velocity(z).y; }`,
  heavyBall: 'z += eta * velocity(z) + beta * (z - before);',
  alternatingMomentum: /* wgsl */ `
    z.x += eta * velocity(z).x + beta.x * (z.x - before.x);
    z.y += eta * velocity(z).y + beta.y * (z.y - before.y);`,
  extragradient: 'z += eta * velocity(z + eta * velocity(z));',
  optimistic: 'z += eta * (2.0 * velocity(z) - velocity(before));',
  proximal: 'z = implicitStep(z, eta);',
  consensus: /* wgsl */ `
    let v = velocity(z);
    z += eta * (v - gamma * (transpose(jacobian(z)) * v));`,
  r1: 'z += eta * (velocity(z) - vec2<f32>(0.0, gamma * z.y));',
  noise: 'z += eta * noisyVelocity(z, settings[4]);',
  clip: /* wgsl */ `
    z += eta * velocity(z);
    z.y = clamp(z.y, -1.0, 1.0);`,
  gp: 'z += eta * (velocity(z) - vec2<f32>(0.0, gamma * (abs(z.y) - 1.0) * sign(z.y)));',
  adam: /* wgsl */ `
    let g = velocity(z);
    m = beta.x * m + (1.0 - beta.x) * g;
    q = 0.999 * q + 0.001 * g * g;
    z += eta * m * corrections[2 * i] / (sqrt(q * corrections[2 * i + 1]) + 1e-8);`,
};

export const FIELD_WGSL = /* wgsl */ `
fn sigmoid(x : f32) -> f32 {
  let e = exp(-abs(x));
  return select(e, 1.0, x >= 0.0) / (1.0 + e);
}

fn velocity(z : vec2<f32>) -> vec2<f32> {
  if (uniforms.game == 0) { return vec2<f32>(-z.y, z.x); }
  let s = z.x * z.y;
  return vec2<f32>(-sigmoid(select(s, -s, uniforms.game == 1)) * z.y, sigmoid(-s) * z.x);
}

// WGSL's matrices are built column by column.
fn jacobian(z : vec2<f32>) -> mat2x2<f32> {
  if (uniforms.game == 0) { return mat2x2<f32>(0.0, 1.0, -1.0, 0.0); }
  let s = z.x * z.y;
  let slope = sigmoid(-s);
  let bend = -slope * sigmoid(s);
  let saturating = uniforms.game == 1;
  return mat2x2<f32>(
    select(bend, -bend, saturating) * z.y * z.y,
    slope + bend * s,
    select(bend * s - sigmoid(s), -slope - bend * s, saturating),
    bend * z.x * z.x,
  );
}

fn noisyVelocity(z : vec2<f32>, sigma : f32) -> vec2<f32> {
  if (uniforms.game == 0 || sigma == 0.0) { return velocity(z); }
  var v = vec2<f32>();
  for (var k = 0; k < ${NOISE.z.length}; k++) {
    let w = nodes[${NOISE.z.length} + k];
    let shift = sigma * nodes[k];
    let place = z.x + shift;
    let s = place * z.y;
    v += w * vec2<f32>(
      -sigmoid(select(s, -s, uniforms.game == 1)) * z.y,
      sigmoid(-s) * place + sigmoid(-shift * z.y) * shift,
    );
  }
  return v;
}

fn implicitStep(start : vec2<f32>, eta : f32) -> vec2<f32> {
  let stages = select(i32(ceil(4.0 * eta)), 1, uniforms.game == 0);
  var z = start;
  for (var stage = 1; stage <= stages; stage++) {
    let h = eta * f32(stage) / f32(stages);
    for (var k = 0; k < 30; k++) {
      let miss = z - start - h * velocity(z);
      let J = mat2x2<f32>(1.0, 0.0, 0.0, 1.0) - h * jacobian(z);
      let change = vec2<f32>(J[1].y * miss.x - J[1].x * miss.y, J[0].x * miss.y - J[0].y * miss.x) / determinant(J);
      z -= change;
      // Newton's method squares the error: the next one would be below rounding.
      if (abs(change.x) + abs(change.y) <= 1e-4 * (abs(z.x) + abs(z.y))) { break; }
    }
  }
  return z;
}

fn main(index : i32) {
  if (index >= uniforms.count) { return; }
  let at = ${STATE} * index;
  if (result[at + 8] > 0.0) { return; }
  let eta = settings[0];
  let beta = vec2<f32>(settings[1], settings[2]);
  let gamma = settings[3];
  let limit = ${BLOW_UP.toFixed(1)} * max(1.0, length(vec2<f32>(starts[2 * index], starts[2 * index + 1])));
  var z = vec2<f32>(result[at], result[at + 1]);
  var before = vec2<f32>(result[at + 2], result[at + 3]);
  var m = vec2<f32>(result[at + 4], result[at + 5]);
  var q = vec2<f32>(result[at + 6], result[at + 7]);
  var diverged = 0.0;
  for (var i = 0; i < uniforms.steps; i++) {
    let here = z;
    switch (uniforms.method) {
${Object.keys(METHODS)
  .map((method, k) => `      case ${k}: { ${STEPS[method as Method]} }`)
  .join('\n')}
      default: {}
    }
    if (!(length(z) < limit)) {
      z = here;
      diverged = 1.0;
      break;
    }
    before = here;
  }
  result[at] = z.x;
  result[at + 1] = z.y;
  result[at + 2] = before.x;
  result[at + 3] = before.y;
  result[at + 4] = m.x;
  result[at + 5] = m.y;
  result[at + 6] = q.x;
  result[at + 7] = q.y;
  result[at + 8] = diverged;
}
`;

export const CHANGE_WGSL = /* wgsl */ `
fn main(index : i32) {
  if (index >= uniforms.count) { return; }
  let now = length(vec2<f32>(state[${STATE} * index], state[${STATE} * index + 1]));
  let first = length(vec2<f32>(starts[2 * index], starts[2 * index + 1]));
  // log₁₀ through log₂; a run at the equilibrium itself has no logarithm.
  let change = log2(max(now / first, 1e-${FARTHEST})) * ${Math.log10(2)};
  result[index] = min(change, ${FARTHEST}.0);
}
`;
