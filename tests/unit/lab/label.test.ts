/** Labels stay inside their panel and clear of each other. */
import { describe, expect, test } from 'vitest';
import { placeKey, placeLabels } from '#lab/label.ts';
import { layoutPanel } from '#lab/layout.ts';
import type { Mark, Panel } from '#lab/panel.ts';

const axis = { label: 'x', domain: [0, 10] } as const;
const layout = layoutPanel({ id: 'p', title: 'p', x: axis, y: axis, marks: [] }, 340);
const place = (marks: readonly Mark[]) => placeLabels(marks, layout);
const curve = (label: string, x: number, y: number): Mark => ({ kind: 'line', x: [0, x], y: [0, y], label });

describe('labels of curves', () => {
  test('that end together keep their order and a row between them', () => {
    const [low, high, middle] = place([curve('low', 5, 5), curve('high', 5, 5.4), curve('mid', 5, 5.2)]);
    expect((low?.y ?? 0) - (middle?.y ?? 0)).toBeGreaterThan(13);
    expect((middle?.y ?? 0) - (high?.y ?? 0)).toBeGreaterThan(13);
  });

  test('that end apart, upwards or sideways, stay where they are', () => {
    const alone = [curve('one', 2, 5), curve('two', 9, 5), curve('three', 2, 8)];
    expect(place(alone)).toEqual(alone.flatMap((mark) => place([mark])));
  });

  test('move by little when the curves do', () => {
    const at = (y: number) => place([curve('one', 5, 5), curve('two', 5, y)])[1]?.y ?? Number.NaN;
    for (let y = 5.1; y < 7; y += 0.01) expect(Math.abs(at(y) - at(y + 0.01))).toBeLessThan(0.5);
  });
});

test('a label at the side is moved into the panel', () => {
  const text = 'a name of some length';
  const [left, right] = place([
    { kind: 'text', x: 0.2, y: 5, anchor: 'end', text },
    { kind: 'text', x: 9.8, y: 5, anchor: 'start', text },
  ]);
  expect(left?.x).toBeGreaterThan(100);
  expect(right?.x).toBeLessThan(layout.width - 100);
});

describe('what a view writes', () => {
  const text = (x: number, y: number, words = 'some words'): Mark => ({ kind: 'text', x, y, text: words });

  test('moves apart where a running label comes over a fixed one', () => {
    const [fixed, running] = place([text(4, 5), { ...text(4.2, 5.1), bold: true } as Mark]);
    expect((fixed?.y ?? 0) - (running?.y ?? 0)).toBeGreaterThan(13);
  });

  test('stays off the ticks of both axes, and apart there too', () => {
    const [one, two] = place([text(0, 0), { ...text(0, 0.1), anchor: 'end' } as Mark]);
    for (const label of [one, two]) expect(label?.y).toBeLessThan(layout.bottom - 5);
    expect(Math.abs((one?.y ?? 0) - (two?.y ?? 0))).toBeGreaterThan(13);
    expect(place([{ ...text(1, 5), anchor: 'end' } as Mark])[0]?.x).toBeGreaterThan(layout.left + 40);
  });
});

test('a rule is named on its right wherever there is room', () => {
  const [near, far] = place([
    { kind: 'rule', x: 7, label: 'short' },
    { kind: 'rule', x: 9.9, label: 'no room for this' },
  ]);
  expect([near?.anchor, far?.anchor]).toEqual(['start', 'end']);
});

test('the key stands in columns between the title and the plot, which makes room for it', () => {
  const name = (text: string) => ({ text, colour: 'a' }) as const;
  const panel: Panel = { id: 'p', title: 'p', x: axis, y: axis, marks: [], key: [] };
  const keyed = {
    ...panel,
    key: [
      [name('one'), name('two')],
      [name('a longer name'), name('four')],
    ],
  };
  const layout = layoutPanel(keyed, 340);
  const [one, longer, two, four] = placeKey(keyed, layout);
  expect(layout.top - layoutPanel(panel, 340).top).toBe((longer?.y ?? 0) - (one?.y ?? 0) + 16);
  expect(two?.x).toBe(four?.x);
  expect(two?.x).toBeGreaterThan((longer?.x ?? 0) + 60);
  expect(four?.y).toBeLessThan(layout.top - 24);
});
