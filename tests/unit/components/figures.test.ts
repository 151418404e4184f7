/** The drawn figures of the lectures: finite, inside their axes, and right where a value is known in closed form. */
import { describe, expect, it } from 'vitest';
import type { LineMark, Panel } from '#lab/panel.ts';

const figures = import.meta.glob<{ default: () => Panel[] }>('/components/figures/*.ts', { eager: true });

function draw(name: string): Panel[] {
  const figure = figures[`/components/figures/${name}.ts`];
  if (!figure) throw new Error(`no figure ${name}`);
  return figure.default();
}

function lines(panel: Panel | undefined): LineMark[] {
  return (panel?.marks ?? []).filter((mark) => mark.kind === 'line');
}

describe.each(Object.keys(figures))('%s', (path) => {
  const panels = figures[path]?.default() ?? [];

  it('draws lines of finite points, as many x as y', () => {
    expect(panels.length).toBeGreaterThan(0);
    for (const line of panels.flatMap(lines)) {
      expect(line.x.length).toBe(line.y.length);
      expect([...Array.from(line.x), ...Array.from(line.y)].every(Number.isFinite)).toBe(true);
    }
  });

  it('puts every text inside its axes', () => {
    for (const panel of panels) {
      for (const mark of panel.marks) {
        if (mark.kind !== 'text') continue;
        expect(mark.x).toBeGreaterThanOrEqual(panel.x.domain[0]);
        expect(mark.x).toBeLessThanOrEqual(panel.x.domain[1]);
        expect(mark.y).toBeGreaterThanOrEqual(panel.y.domain[0]);
        expect(mark.y).toBeLessThanOrEqual(panel.y.domain[1]);
      }
    }
  });
});

describe('slow-rates', () => {
  const [geometric, square, heavy] = lines(draw('slow-rates')[0]);

  it('starts at 1 − Σp²: 2/3 for the geometric law and 1 − ζ(4)/ζ(2)² = 3/5 for 1/j²', () => {
    expect(geometric?.y[0]).toBeCloseTo(2 / 3, 12);
    expect(square?.y[0]).toBeCloseTo(3 / 5, 6);
  });

  it('ends at ½√(πc/n), c = 6/π², for 1/j²', () => {
    const law = Math.sqrt((Math.PI * 6) / Math.PI ** 2 / 1e5) / 2;
    expect((square?.y[25] ?? 0) / law).toBeCloseTo(1, 3);
  });

  it('falls hardly at all for the heaviest tail: by less than a half from 10³ to 10⁵', () => {
    expect((heavy?.y[25] ?? 0) / (heavy?.y[15] ?? 1)).toBeGreaterThan(0.5);
  });
});

describe('adversarial', () => {
  it('is 95 % without an adversary and Φ(1.645 − ε√d) with one', () => {
    const [ten, hundred, thousand] = lines(draw('adversarial')[0]);
    for (const line of [ten, hundred, thousand]) expect(line?.y[0]).toBeCloseTo(0.95, 4);
    // At ε = 0.1: Φ(1.329), Φ(0.645), Φ(−1.517), from tables of the Gaussian.
    expect(ten?.y[50]).toBeCloseTo(0.908, 3);
    expect(hundred?.y[50]).toBeCloseTo(0.7405, 3);
    expect(thousand?.y[50]).toBeCloseTo(0.0646, 3);
  });
});

describe('tent', () => {
  it('has 2, 4, 8 and 16 pieces', () => {
    expect(lines(draw('tent')[0]).map((line) => line.x.length - 1)).toEqual([2, 4, 8, 16]);
  });
});
