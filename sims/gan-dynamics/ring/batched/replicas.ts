/** What the batch takes from replicas of the reference: their starts, and their streams of random numbers. */
import { batchOf, type Replica, type RingValues } from '../training.ts';
import type { Ops } from './ops.ts';
import type { BatchDraws, Starts } from './training.ts';

/** The present parameters of all replicas, in float32. */
export function startsOf(replicas: readonly Replica[]): Starts {
  const rows = (net: 'generator' | 'discriminator') => {
    const width = replicas[0]?.[net].params.length as number;
    const out = new Float32Array(replicas.length * width);
    replicas.forEach((one, r) => {
      out.set(one[net].params, r * width);
    });
    return out;
  };
  return { generator: rows('generator'), discriminator: rows('discriminator') };
}

/** Draws by the replicas' own streams, one after the other, on the processor. */
export function plainDraws<T>(ops: Ops<T>, replicas: readonly Replica[], p: RingValues): BatchDraws<T> {
  const { samples, packs } = batchOf(p);
  const batch = (rows: number, width: number, draw: (one: Replica, out: Float64Array) => void): T => {
    const all = new Float32Array(replicas.length * rows * width);
    const out = new Float64Array(rows * width);
    replicas.forEach((one, r) => {
      draw(one, out);
      all.set(out, r * out.length);
    });
    return ops.tensor(all, [replicas.length, rows, width]);
  };
  return {
    latents: () => batch(samples, p.zdim, ({ draws }, out) => draws.latent.normals(out, out.length)),
    data: () => batch(samples, 2, ({ draws }, out) => draws.data.ring(out, samples, p.modes, p.radius, p.sd)),
    noise: (sd) => batch(samples, 2, ({ draws }, out) => draws.noise.normals(out, out.length, sd)),
    between: () =>
      batch(packs, 1, ({ draws }, out) => {
        for (let k = 0; k < packs; k++) out[k] = draws.between.uniform();
      }),
  };
}
