/**
 * Every simulation's own page without eyes or mouse: a task done by keyboard alone, the names of its
 * controls, and how often it speaks while it runs.
 */
import { globSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { visitor, wake } from '../browser/support.ts';
import { timeOf } from '../faults/injected.ts';

/** ms of running that are listened to, and the least between two messages. */
const LISTENED = 12_000;
const BETWEEN = 5000;
/** More stops than any simulation's page has before its last control. */
const MOST_TABS = 120;

const visit = visitor();
const pages = globSync('embed/**/index.html', { cwd: inject('siteFolder') })
  .map((file) => file.replaceAll(path.sep, '/').replace('index.html', ''))
  .sort();

test('there are simulations', () => {
  expect(pages.length).toBeGreaterThan(5);
});

/** Presses Tab, or Shift+Tab, until the focus is on what `selector` finds. */
async function tabTo(page: Page, selector: string, key = 'Tab'): Promise<void> {
  for (let i = 0; i < MOST_TABS; i++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${MOST_TABS} times Tab do not lead to ${selector}`);
}

const firstSlider = (figure: Locator) => figure.locator('input[type="range"][data-param]:visible').first();

describe.each(pages)('/%s', (address) => {
  test('by keyboard alone: set, step, run, pause, read', async () => {
    const { page, faults, close } = await visit.open(address, { reducedMotion: 'reduce' });
    const figure = await wake(page);
    await tabTo(page, '[data-do="reset"]');
    await page.keyboard.press('Enter');
    await expect.poll(() => timeOf(figure), { timeout: 20_000 }).toBe(0);
    await tabTo(page, '[data-do="step"]', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => timeOf(figure), { timeout: 20_000 }).toBe(1);
    if ((await firstSlider(figure).count()) > 0) {
      await tabTo(page, 'input[type="range"][data-param]');
      const before = await firstSlider(figure).getAttribute('aria-valuetext');
      const atEnd = await firstSlider(figure).evaluate(
        (input: HTMLInputElement) => input.value === input.max,
      );
      await page.keyboard.press(atEnd ? 'ArrowLeft' : 'ArrowRight');
      await expect.poll(() => firstSlider(figure).getAttribute('aria-valuetext')).not.toBe(before);
    }
    await tabTo(page, '.sim-stage', 'Shift+Tab');
    await page.keyboard.press('r');
    await expect.poll(() => timeOf(figure), { timeout: 20_000 }).toBe(0);
    await page.keyboard.press(' ');
    await expect.poll(() => timeOf(figure), { timeout: 20_000 }).toBeGreaterThan(0);
    if ((await figure.getAttribute('data-phase')) === 'playing') await page.keyboard.press(' ');
    await expect.poll(() => figure.getAttribute('data-phase'), { timeout: 20_000 }).toMatch(/paused|done/);
    // Said when it comes to rest, because the focus is on it, and there to be read at any time.
    const words = (await figure.locator('.sim-words').textContent()) ?? '';
    expect(words.length).toBeGreaterThan(40);
    await expect.poll(() => figure.locator('.sim-spoken').textContent()).not.toBe('');
    expect(faults).toEqual([]);
    await close();
  });

  test('every control has a name, and the names are those of last time', async () => {
    const { page, close } = await visit.open(`${address}?t=0`);
    await wake(page);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    const session = await page.context().newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const controls = nodes
      .filter(
        ({ ignored, role }) =>
          !ignored && /^(button|slider|combobox|checkbox|radio|link|textbox)$/i.test(role?.value ?? ''),
      )
      // Values follow a colon.
      .map(({ role, name }) => `${role?.value}: ${String(name?.value ?? '').replace(/:.*/, '')}`);
    expect(controls.length).toBeGreaterThan(5);
    expect(controls.filter((control) => /: $/.test(control))).toEqual([]);
    expect(controls.join('\n')).toMatchSnapshot();
    await close();
  });

  test('while it runs it speaks once in five seconds at most', async () => {
    const { page, close } = await visit.open(address);
    const figure = await wake(page);
    await figure.locator('[data-do="reset"]').click();
    await expect.poll(() => timeOf(figure), { timeout: 20_000 }).toBe(0);
    await figure.locator('[data-speed]').selectOption('max');
    await figure.locator('[data-do="play"]').focus();
    await page.evaluate(() => {
      const said: { at: number; text: string; running: boolean }[] = [];
      Object.assign(window, { said });
      const regions = document.querySelectorAll(
        '[aria-live]:not([aria-live="off"]), [role="status"], [role="alert"], [role="log"], output:not([aria-live="off"])',
      );
      const island = document.querySelector('sim-island') as HTMLElement;
      for (const region of regions) {
        let text = region.textContent ?? '';
        new MutationObserver(() => {
          if (text === region.textContent) return;
          text = region.textContent ?? '';
          said.push({ at: performance.now(), text, running: island.dataset.phase === 'playing' });
        }).observe(region, { childList: true, characterData: true, subtree: true });
      }
    });
    await page.keyboard.press('Enter');
    await page.waitForTimeout(LISTENED);
    const said = await page.evaluate(
      () => (window as unknown as { said: { at: number; text: string; running: boolean }[] }).said,
    );
    const running = said.filter((message) => message.running);
    const hasty = running.filter((message, i) => i > 0 && message.at - (running[i - 1]?.at ?? 0) < BETWEEN);
    expect(hasty).toEqual([]);
    await close();
  });
});
