/** Same seed, same figure: Chromium computes what the build did, to the last bit, though its `Math` is another. */
import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { storyRun } from '#lab/build/frames.ts';
import { discoverSims } from '#lab/discover.ts';
import type { ParamSpecs, Story } from '#lab/sim.ts';
import { digest } from './alike/digest.ts';
import type { Probes } from './alike/page.ts';
import { bundleProbes, loadProbes } from './bundle.ts';
import { visitor } from './support.ts';

declare const probes: Probes;

/** Steps of each story that are compared; one differing bit is there from the step that made it. */
const STEPS = 40;

const root = process.cwd();
const { sims } = await discoverSims(path.join(root, 'sims'));
const visit = visitor();
let page: Page;

beforeAll(async () => {
  ({ page } = await visit.open('404.html'));
  await loadProbes(page, await bundleProbes('alike/page.ts'));
});

test.each([...sims.values()])('$id: every story', async (sim) => {
  const stories = sim.stories as readonly Story<ParamSpecs>[];
  expect(stories.length).toBeGreaterThan(0);
  for (const { id: story, steps: all } of stories) {
    const steps = Math.min(STEPS, all);
    const built = digest(storyRun(root, sim, { story, steps }).frame);
    const here = await page.evaluate((run) => probes.run(...run), [sim.id, story, steps] as const);
    expect({ story, ...here }).toEqual({ story, ...built });
  }
});
