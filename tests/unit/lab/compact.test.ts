import { expect, test } from 'vitest';
import { compactTag, joinDots, joinPaths, joinTicks } from '#lab/still/compact.ts';

test('lines become steps between positions rounded to tenths, without errors adding up', () => {
  const xs = Array.from({ length: 200 }, (_, i) => i * 1.2345);
  const path = compactTag(`<path d="M${xs.map((x) => `${x},${-x}`).join('L')}Z"/>`);
  const steps = [...(/l(.*)Z/.exec(path)?.[1] ?? '').matchAll(/(-?[\d.]+?(?:\.\d)?),?(-[\d.]+)/g)];
  const end = steps.reduce((sum, [, dx]) => sum + Number(dx), Number(/M([\d.]+)/.exec(path)?.[1]));
  expect(end).toBeCloseTo(xs.at(-1) as number, 1);
  expect(path.length).toBeLessThan(200 * 9);
});

test.each([
  ['<path d="M34,297.51L347.37,277.65L0.94,3"/>', '<path d="M34,297.5l313.4-19.8-346.5-274.7"/>'],
  ['<path d="M1,2L2,3ZM5.55,5L6,4"/>', '<path d="M1,2l1,1ZM5.6,5l.4-1"/>'],
  ['<path d="M1.234,2A3.456,3 0 1 1 2,-0.04"/>', '<path d="M1.2,2A3.5,3 0 1 1 2,0"/>'],
  ['<text y="0.32em" transform="translate(34,297.51)">', '<text y="0.32em" transform="translate(34,297.5)">'],
  ['<line x1="34.567" stroke-width="1.25"/>', '<line x1="34.6" stroke-width="1.25"/>'],
])('%s', (tag, compact) => {
  expect(compactTag(tag)).toBe(compact);
});

test('paths of one group become one path, unless ink is translucent or a path has a look of its own', () => {
  const paths = '<path d="M0,0l1,1Z"/><path d="M5,5l1,0"/>';
  expect(joinPaths(`<g fill="red">${paths}</g>`)).toBe('<g fill="red"><path d="M0,0l1,1ZM5,5l1,0"/></g>');
  for (const kept of [
    `<g fill-opacity="0.5">${paths}</g>`,
    '<g fill="red"><path d="M0,0"/><path d="M1,1" stroke="blue"/></g>',
  ]) {
    expect(joinPaths(kept)).toBe(kept);
  }
});

test('dots of one size and ink become one path with round ends, others stay', () => {
  const dots = '<circle cx="1.5" cy="-2" r="2"/><circle cx="3" cy="4" r="2"/>';
  expect(joinDots(`<g stroke-width="1" fill="red">${dots}</g>`)).toBe(
    '<g stroke-width="1" fill="none"><path stroke="red" stroke-width="4" stroke-linecap="round" d="M1.5-2h.01M3,4h.01"/></g>',
  );
  expect(joinDots(`<g fill="red" fill-opacity="0.5">${dots}</g>`)).toBe(
    '<g fill="none"><path stroke="red" stroke-opacity="0.5" stroke-width="4" stroke-linecap="round" d="M1.5-2h.01M3,4h.01"/></g>',
  );
  for (const kept of [
    `<g fill="red" opacity="0.5">${dots}</g>`,
    `<g fill="none" stroke="red" stroke-width="1.5">${dots}</g>`,
    `<g stroke="blue" fill="red">${dots}</g>`,
    `<g fill="red">${dots.replace('r="2"', 'r="3"')}</g>`,
    '<g fill="red"><circle cx="1" cy="2" r="2"/></g>',
  ]) {
    expect(joinDots(kept)).toBe(kept);
  }
});

test('ticks become one path of their places', () => {
  const tick = (x: number) => `<path transform="translate(${x},292)" d="M0,0l-4,0"/>`;
  expect(joinTicks(`<g stroke="red">${tick(46)}${tick(60.5)}</g>`)).toBe(
    '<g stroke="red"><path d="M46,292l-4,0M60.5,292l-4,0"/></g>',
  );
});
