/** How a lecture opens: a first visit lays out the rest when the fonts are there, or when somebody turns to it. */
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { visitor } from './support.ts';

const LECTURE = 'lectures/games/';
const PHONE = { viewport: { width: 412, height: 823 } };
const visit = visitor();

/** Parts of the text that are not laid out, however near they are, and how many of those are on the screen. */
const waiting = (page: Page) =>
  page.evaluate(() => {
    const parts = [...document.querySelectorAll('.prose > *')].filter(
      (part) => getComputedStyle(part).contentVisibility === 'hidden',
    );
    const seen = parts.filter((part) => part.getBoundingClientRect().top < innerHeight);
    return { all: parts.length, seen: seen.length };
  });

/** A first visit whose fonts do not come before they are let. */
async function firstVisit(path: string, viewport = PHONE.viewport) {
  const visited = await visit.open('404.html', { viewport });
  let release = () => {};
  const come = new Promise<void>((resolve) => {
    release = resolve;
  });
  await visited.page.addInitScript(() => localStorage.clear());
  await visited.page.route('**/*.woff2', async (route) => {
    await come;
    await route.continue();
  });
  const session = await visited.page.context().newCDPSession(visited.page);
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  await visited.page.goto(new URL(path, inject('site')).href, { waitUntil: 'domcontentloaded' });
  return { ...visited, letFontsCome: () => release() };
}

test.each([PHONE.viewport, { width: 600, height: 960 }, { width: 1280, height: 900 }])(
  'the rest of a lecture is laid out when the fonts are there, none of it was on the screen: $width px',
  async (viewport) => {
    const { page, faults, close, letFontsCome } = await firstVisit(LECTURE, viewport);
    const before = await waiting(page);
    expect(before.all).toBeGreaterThan(50);
    expect(before.seen).toBe(0);
    letFontsCome();
    await page.waitForSelector('html.typeset');
    await expect.poll(() => waiting(page)).toEqual({ all: 0, seen: 0 });
    expect(faults).toEqual([]);
    await close();
  },
);

test.each(['wheel', 'pointerdown', 'touchstart', 'keydown', 'click'])(
  'whoever turns to the page has all of it, without its fonts: %s',
  async (turn) => {
    const { page, close, letFontsCome } = await firstVisit(LECTURE);
    expect((await waiting(page)).all).toBeGreaterThan(50);
    await page.locator('body').dispatchEvent(turn);
    expect((await waiting(page)).all).toBe(0);
    letFontsCome();
    await close();
  },
);

test('fonts that do not come keep nothing back for long', async () => {
  const { page, close, letFontsCome } = await firstVisit(LECTURE);
  expect((await waiting(page)).all).toBeGreaterThan(50);
  await expect.poll(() => waiting(page), { timeout: 20_000 }).toEqual({ all: 0, seen: 0 });
  letFontsCome();
  await close();
});

test.each(['#sec-summary', '#:~:text=Maximising%20likelihood'])(
  'a link into the middle finds its place: %s',
  async (place) => {
    const { page, close, letFontsCome } = await firstVisit(`${LECTURE}${place}`);
    expect((await waiting(page)).all).toBe(0);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(2000);
    letFontsCome();
    await close();
  },
);

test('a second visit has its fonts and lays out as it goes', async () => {
  const { page, close } = await visit.open(LECTURE, PHONE);
  await page.waitForSelector('html.typeset');
  await page.reload({ waitUntil: 'domcontentloaded' });
  expect((await waiting(page)).all).toBe(0);
  await close();
});
