/** A still is the figure of exactly the state that it was asked for, from the cache as well. */
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { still } from '#lab/build/stills.ts';
import { runStory } from '#lab/claims.ts';
import { figureSvg } from '#lab/still/still.ts';
import ring from '#sims/gan-dynamics/ring/index.ts';
import lines from '#sims/linear-regions/lines/index.ts';

const root = mkdtempSync(path.join(tmpdir(), 'orrery-stills-'));
for (const folder of ['sims', 'src']) symlinkSync(path.resolve(folder), path.join(root, folder));
afterAll(() => rmSync(root, { recursive: true }));

const story = ring.stories[0].id;
const STEPS = 3;

function expected(seed: number): string[] {
  const { frame, values } = runStory(ring, story, { seed, steps: STEPS });
  return figureSvg(ring.view.panels(frame as never, values as never), { width: 680, prefix: 'f' }).map(
    ({ svg }) => svg,
  );
}

describe('a still', () => {
  test.each([7, 8])('seed %i: drawn, and once more from what was kept', (seed) => {
    for (let time = 0; time < 2; time++) {
      const drawn = still(root, ring, { story, seed, steps: STEPS }, 'f');
      expect(drawn.wide.map(({ svg }) => svg)).toEqual(expected(seed));
      expect(drawn).toMatchObject({ seed, steps: STEPS });
    }
  });

  test('where the model has come to its end, the clock shows when', () => {
    const [first] = lines.stories;
    const drawn = still(root, lines, { story: first.id }, 'f');
    expect(first.steps).toBeGreaterThan(drawn.values.m as number);
    expect(drawn.t).toBe(drawn.values.m);
  });

  test('two figures on one page share no names', () => {
    const ids = (prefix: string) =>
      still(root, ring, { story, seed: 7, steps: STEPS }, prefix).wide.flatMap(({ svg }) =>
        [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id as string),
      );
    const [a, b] = [ids('one'), ids('two')];
    expect(a.filter((id) => b.includes(id))).toEqual([]);
  });
});
