/** The loss over the plane of `slice.ts`, one thread a pixel: float32, at a resolution that shows every crease. */
import type { Room } from '#gpu/backend.ts';
import { checked } from '#gpu/device.ts';
import { createProgram } from '#gpu/program.ts';
import { B, D, type Data, HIDDEN, SIZE, V } from './net.ts';
import { DIRECTIONS, SPAN } from './slice.ts';

const THREADS = 64;

export interface SlicePainter {
  /** As `lossSlice`, on `grid` × `grid` cells. */
  losses(theta: Float64Array, data: Data, grid: number): Promise<Float32Array<ArrayBuffer>>;
}

export function createSlicePainter(room: Room): SlicePainter {
  const program = createProgram(room, {
    name: 'flat-minima-slice',
    inputs: ['theta', 'directions', 'points', 'labels'],
    uniforms: ['grid', 'count'],
    threads: THREADS,
    code: WGSL,
  });
  return {
    async losses(theta, data, grid) {
      const result = room.upload('The slice', new Float32Array(grid * grid));
      const inputs = [
        room.upload('The network', Float32Array.from(theta)),
        room.upload('The directions', Float32Array.from(DIRECTIONS)),
        room.upload('The points', Float32Array.from(data.x)),
        room.upload('The labels', Float32Array.from(data.y)),
      ];
      await checked(room.gpu, () => {
        program.run(result, inputs, [grid, data.y.length], Math.ceil((grid * grid) / THREADS));
        room.flush();
      });
      const losses = new Float32Array(await room.read(result));
      for (const buffer of [result, ...inputs]) room.free(buffer);
      return losses;
    },
  };
}

const WGSL = /* wgsl */ `
fn main(index : i32) {
  if (index >= uniforms.grid * uniforms.grid) { return; }
  let cell = vec2<f32>(f32(index % uniforms.grid), f32(index / uniforms.grid));
  let place = ${SPAN}.0 * ((2.0 * cell + 1.0) / f32(uniforms.grid) - 1.0);
  var moved : array<f32, ${SIZE}>;
  for (var i = 0; i < ${SIZE}; i++) {
    moved[i] = theta[i] + directions[i] * select(place.y, place.x, i < ${V});
  }
  var sum = 0.0;
  for (var n = 0; n < uniforms.count; n++) {
    var residual = moved[${D}] - labels[n];
    for (var k = 0; k < ${HIDDEN}; k++) {
      let a = moved[2 * k] * points[2 * n] + moved[2 * k + 1] * points[2 * n + 1] + moved[${B} + k];
      residual += moved[${V} + k] * max(a, 0.0);
    }
    sum += residual * residual;
  }
  result[index] = sum / (2.0 * f32(uniforms.count));
}
`;
