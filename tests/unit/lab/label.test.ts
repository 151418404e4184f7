/** Labels stay inside their panel and clear of each other. */
import { describe, expect, test } from 'vitest';
import { placeLabels } from '#lab/label.ts';
import { layoutPanel } from '#lab/layout.ts';
import type { Mark } from '#lab/panel.ts';

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
