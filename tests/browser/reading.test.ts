/** What the reading scripts add to a lecture: predictions with their veil, copying, search, offline copies. */
import { describe, expect, inject, test } from 'vitest';
import { visitor } from './support.ts';

const LECTURE = 'lectures/evolution/';
const visit = visitor();

describe('a still that answers an open prediction', () => {
  const covered = 'sim-island:has(.sim-veil)';

  async function open() {
    const visited = await visit.open(LECTURE);
    const island = visited.page.locator(covered).first();
    await island.scrollIntoViewIfNeeded();
    const veil = island.locator('.sim-veil');
    await expect.poll(() => veil.isVisible()).toBe(true);
    return { ...visited, island, veil, stage: island.locator('.sim-stage') };
  }

  test('is covered, and “Show it” uncovers it', async () => {
    const { page, faults, veil, stage, close } = await open();
    expect(await stage.getAttribute('inert')).not.toBeNull();
    const caption = page.locator('figure:has(.sim-veil) figcaption > :not(.name, .anchor)').first();
    expect(await caption.getAttribute('inert')).not.toBeNull();
    await veil.getByRole('button').click();
    expect(await caption.getAttribute('inert')).toBeNull();
    expect(await veil.isVisible()).toBe(false);
    expect(await stage.getAttribute('inert')).toBeNull();
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('sim-stage');
    expect(faults).toEqual([]);
    await close();
  });

  test('asked for by “Show it” is run without another invitation; else Run invites once', async () => {
    for (const shown of [true, false]) {
      const { island, veil, close } = await open();
      await expect.poll(() => island.getAttribute('data-live')).not.toBeNull();
      if (shown) await veil.getByRole('button').click();
      const run = island.locator('[data-do="play"]');
      const invitation = island.locator('.sim-status a');
      await run.click();
      if (!shown) {
        expect(await invitation.count()).toBe(1);
        await run.click();
      }
      await expect.poll(() => island.getAttribute('data-phase')).toBe('playing');
      expect(await invitation.count()).toBe(0);
      await close();
    }
  });

  test('is uncovered by an answer, which is remembered', async () => {
    const { page, veil, close } = await open();
    const asked = (await veil.getAttribute('data-for'))?.split(' ') ?? [];
    for (const id of asked) {
      const form = page.locator(`[id="${id}"] form`);
      await form.scrollIntoViewIfNeeded();
      const option = form.locator('input[name="guess"]').first();
      if ((await option.count()) === 0) await form.locator('.sim-handle').first().waitFor();
      else if ((await option.getAttribute('type')) === 'radio') await option.check();
      else await option.fill('1');
      await form.getByRole('button', { name: 'Commit' }).click();
    }
    await expect.poll(() => veil.isVisible()).toBe(false);
    await page.reload();
    const island = page.locator(covered).first();
    await island.scrollIntoViewIfNeeded();
    await expect.poll(() => page.locator(`[id="${asked[0]}"]`).getAttribute('data-answered')).not.toBeNull();
    expect(await island.locator('.sim-veil').isVisible()).toBe(false);
    await close();
  });

  test('is uncovered by a model at work', async () => {
    const { island, veil, close } = await open();
    await expect.poll(() => island.getAttribute('data-live')).not.toBeNull();
    await island.locator('[data-do="step"]').click();
    await expect.poll(() => veil.isVisible()).toBe(false);
    await close();
  });

  test('is not covered without scripts or on paper', async () => {
    const { page, close } = await visit.open(LECTURE, { javaScriptEnabled: false });
    expect(await page.locator('.sim-veil:visible').count()).toBe(0);
    expect(await page.locator('.sim-stage[inert]').count()).toBe(0);
    await close();
    const printed = await open();
    await printed.page.emulateMedia({ media: 'print' });
    expect(await printed.veil.isVisible()).toBe(false);
    expect(await printed.stage.evaluate((stage) => getComputedStyle(stage).filter)).toBe('none');
    await printed.close();
  });
});

test('“TeX” beside a numbered equation copies its source', async () => {
  const { page, close } = await visit.open(LECTURE, { permissions: ['clipboard-read', 'clipboard-write'] });
  const equation = page.locator('.equation:has(.copy-tex)').first();
  await equation.hover();
  await equation.locator('.copy-tex').click();
  const tex = await equation.locator('[data-tex]').getAttribute('data-tex');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(tex);
  await close();
});

test('the table of contents marks the section that is being read', async () => {
  const { page, faults, close } = await visit.open(LECTURE, { viewport: { width: 1440, height: 900 } });
  const marked = page.locator('[data-follows] a[aria-current]');
  const sections = await page
    .locator('[data-follows] a')
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).hash));
  expect(sections.length).toBeGreaterThan(5);
  // Down in jumps, up again, and to a place between two headings.
  for (const hash of [sections[1], sections[5], sections[2]]) {
    await page.locator(hash as string).evaluate((heading) => {
      heading.scrollIntoView({ behavior: 'instant' });
      scrollBy({ top: 200, behavior: 'instant' });
    });
    await expect
      .poll(() => marked.evaluateAll((links) => links.map((link) => link.getAttribute('href'))))
      .toEqual([hash]);
  }
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  await expect.poll(() => marked.count()).toBe(0);
  expect(faults).toEqual([]);
  await close();
});

test('search finds a lecture by its words', async () => {
  const { page, faults, close } = await visit.open('');
  await page.keyboard.press('/');
  await page.locator('dialog.search input').fill('crossover');
  const results = page.locator('dialog.search li');
  await expect.poll(() => results.count()).toBeGreaterThan(0);
  expect(await results.first().locator('a').getAttribute('href')).toMatch(
    /^\/(lectures|simulations|claims)\//,
  );
  expect(faults).toEqual([]);
  await close();
});

test('a visited lecture and its simulations work offline; others say that they were not kept', async () => {
  const { page, close } = await visit.open('404.html', { serviceWorkers: 'allow' });
  const site = inject('site');
  await page.goto(new URL(LECTURE, site).href);
  const kept = () =>
    page.evaluate(async (lecture) => {
      await navigator.serviceWorker.ready;
      const page = await caches.match(new URL(lecture, location.origin).href);
      return page !== undefined && navigator.serviceWorker.controller !== null;
    }, `/${LECTURE}`);
  await expect.poll(kept, { timeout: 120_000 }).toBe(true);
  await page.context().setOffline(true);
  await page.goto(new URL(LECTURE, site).href);
  const island = page.locator('sim-island').first();
  await island.scrollIntoViewIfNeeded();
  await expect.poll(() => island.getAttribute('data-live'), { timeout: 90_000 }).not.toBeNull();
  await page.goto(new URL('notation/', site).href);
  expect(await page.textContent('body')).toMatch(/not kept on this device/);
  await close();
  // Every simulation's code is stored first.
}, 180_000);
