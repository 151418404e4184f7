/** A kept frame is the frame that was run, to the bit. */
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { storyRun } from '#lab/build/frames.ts';
import { runStory } from '#lab/claims.ts';
import { defineSim, type Frame } from '#lab/sim.ts';
import template from '#sims/_template/index.ts';

const root = mkdtempSync(path.join(tmpdir(), 'orrery-'));
for (const folder of ['sims', 'src']) symlinkSync(path.resolve(folder), path.join(root, folder));
afterAll(() => rmSync(root, { recursive: true }));

test('fresh and kept, it equals the run', () => {
  const expected = runStory(template, 'plain', { steps: 30, params: { kappa: 50 } });
  for (const _ of ['fresh', 'kept']) {
    const run = storyRun(root, template, { story: 'plain', steps: 30, params: { kappa: 50 } });
    expect(run.frame).toEqual(expected.frame);
    expect(run.values).toEqual(expected.values);
  }
});

test('every kind of number survives: NaN, infinities, negative zero, all array types', () => {
  const frame: Frame = {
    t: 0,
    lost: Number.NaN,
    least: Number.NEGATIVE_INFINITY,
    nothing: -0,
    doubles: Float64Array.of(Math.PI, Number.NaN),
    floats: Float32Array.of(0.5, 3),
    signed: Int32Array.of(-1, 2),
    unsigned: Uint32Array.of(0xffffffff),
    bytes: Uint8Array.of(1, 2, 3),
  };
  const sim = defineSim({ ...template, model: { init: () => 0, step() {}, observe: () => frame } as never });
  for (const _ of ['fresh', 'kept']) {
    expect(storyRun(root, sim as never, { story: 'momentum', seed: 99, steps: 0 }).frame).toStrictEqual(
      frame,
    );
  }
});

test('a story that is not there is named', () => {
  expect(() => storyRun(root, template, { story: 'nowhere' })).toThrow('_template has no story “nowhere”');
});
