/** The panels say which count is exact and which is only a bound. */
import { expect, test } from 'vitest';
import { runStory } from '#lab/claims.ts';
import sim from './index.ts';
import type { NetworkFrame } from './model.ts';
import { view } from './view.ts';

test.each(sim.stories.map((story) => story.id))('%s', (story) => {
  const { frame, values } = runStory(sim, story);
  const f = frame as NetworkFrame;
  const exact = f.offsets.length - 1;
  const titles = new Map(view.panels(f, values as never).map((panel) => [panel.id, panel.title ?? '']));
  const digits = (id: string) =>
    Number(/\d[\d\s,\u202f]*/.exec(titles.get(id) ?? '')?.[0].replace(/\D/g, ''));
  expect(titles.get('exact')).toMatch(/^= .* exact$/);
  expect(digits('exact')).toBe(exact);
  expect(titles.get('pixels')).toMatch(/^≥ /);
  expect(digits('pixels')).toBe(f.pixels);
  expect(f.pixels).toBeLessThanOrEqual(exact);
  expect(view.describe(f, values as never)).toContain(`exactly ${exact} linear regions; ${f.pixels} of them`);
});
