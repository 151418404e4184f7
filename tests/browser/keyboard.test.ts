/** Every kind of page by keyboard alone: each control once and in order, the focus seen, no trap. */
import { globSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { visitor } from './support.ts';

const visit = visitor();

const pages = globSync('**/*.html', { cwd: inject('siteFolder') })
  .map((file) => file.replaceAll(path.sep, '/').replace(/index\.html$/, ''))
  .sort();
/** One of each kind: the others of a kind have the same controls in other numbers. */
const KINDS: readonly RegExp[] = [
  /^$/,
  /^lectures\/folding\/$/,
  /^simulations\/$/,
  /^simulations\/./,
  /^embed\/linear-regions\/folding\/$/,
  /^(?!lectures\/|simulations\/|embed\/|cards\/)./,
];
const chosen = KINDS.flatMap((kind, i) => {
  const found = pages.filter((page) => kind.test(page));
  return i === KINDS.length - 1 ? found : found.slice(0, 1);
});

test('there is a page of each kind', () => {
  for (const kind of KINDS) expect(pages.filter((page) => kind.test(page)).length).toBeGreaterThan(0);
});

test.each(chosen)('/%s', async (address) => {
  // Where motion is welcome, the page glides to the focus; what counts is where it comes to rest.
  const { page, faults, close } = await visit.open(address, { reducedMotion: 'reduce' });
  for (const island of await page.locator('sim-island').all()) {
    await island.scrollIntoViewIfNeeded();
    await expect.poll(() => island.getAttribute('data-live'), { timeout: 90_000 }).not.toBeNull();
  }
  await prepareWalk(page);
  const problems: string[] = [];
  const count = await page.evaluate(() => window.walk.expected());
  for (let i = 0; i < count + 40; i++) {
    await page.keyboard.press('Tab');
    const step = await page.evaluate(() => window.walk.here());
    if (step.left) break;
    problems.push(...step.problems);
  }
  problems.push(...(await page.evaluate(() => window.walk.missed())));
  expect(problems).toEqual([]);
  expect(count).toBeGreaterThan(0);
  expect(faults).toEqual([]);
  await close();
});

declare global {
  interface Window {
    walk: {
      expected(): number;
      here(): { left: boolean; problems: string[] };
      missed(): string[];
    };
  }
}

/** Puts into the page what follows the focus, and starts from its top. */
async function prepareWalk(page: Page): Promise<void> {
  await page.evaluate(() => {
    scrollTo(0, 0);
    (document.activeElement as HTMLElement | null)?.blur();
    const CONTROLS =
      'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex="0"]';
    const visible = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert]');
    /** Radio buttons of a group are one stop; where nothing is chosen, the first and the last. */
    const isStop = (element: Element) =>
      !(element instanceof HTMLInputElement && element.type === 'radio' && element.name !== '') ||
      element.checked;
    const controls = () => [...document.querySelectorAll(CONTROLS)].filter(visible);
    const name = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.className} “${(element.textContent ?? '').trim().slice(0, 40)}”`;
    /** What may show that an element has the focus. */
    const look = (element: Element) => {
      const style = getComputedStyle(element);
      const { outlineStyle, outlineWidth, outlineColor, boxShadow, backgroundColor, borderColor } = style;
      const { textDecorationLine, color } = style;
      return [
        outlineStyle === 'none' ? '' : `${outlineWidth} ${outlineColor}`,
        boxShadow,
        backgroundColor,
        borderColor,
        textDecorationLine,
        color,
      ].join('|');
    };
    const before = new Map<Element, string>();
    const reached = new Set<Element>();
    let last: Element | undefined;
    const isHidden = (element: Element) => {
      const box = element.getClientRects()[0];
      if (!box) return true;
      const at = (x: number, y: number) => document.elementFromPoint(x, y);
      const spots = [
        [box.left + box.width / 2, box.top + box.height / 2],
        [box.left + 2, box.top + 2],
        [box.right - 2, box.bottom - 2],
      ] as const;
      return !spots.some(([x, y]) => {
        const top = at(x, y);
        return (
          top !== null && (element.contains(top) || top.contains(element) || top.closest('label') !== null)
        );
      });
    };
    window.walk = {
      expected() {
        for (const control of controls()) before.set(control, look(control));
        return before.size;
      },
      here() {
        const element = document.activeElement;
        if (!element || element === document.body || element === document.documentElement)
          return { left: last !== undefined, problems: [] };
        // Around again: the browser itself has no stop of its own here.
        if (reached.has(element) && reached.size > 1 && element !== last) return { left: true, problems: [] };
        const problems: string[] = [];
        if (element === last) problems.push(`Tab does not leave ${name(element)}`);
        if (last && last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING)
          problems.push(`${name(element)} comes after ${name(last)}`);
        const plain = before.get(element);
        if (plain !== undefined && plain === look(element))
          problems.push(`no focus to see on ${name(element)}`);
        if (plain !== undefined && isHidden(element))
          problems.push(`covered while focused: ${name(element)}`);
        reached.add(element);
        last = element;
        return { left: problems.some((problem) => problem.startsWith('Tab does not')), problems };
      },
      missed: () =>
        controls()
          .filter((control) => before.has(control) && isStop(control) && !reached.has(control))
          .map((control) => `never reached: ${name(control)}`),
    };
  });
}
