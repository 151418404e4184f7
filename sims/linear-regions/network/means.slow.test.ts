import { expect, test } from 'vitest';
import { countRegions } from '../geometry/cutter.ts';
import { referenceNet } from '../geometry/reference.ts';
import { REFERENCE_MEANS } from './theory.ts';

for (const [shape, means] of Object.entries(REFERENCE_MEANS)) {
  const widths = shape.split('-').map(Number);
  test.each(Object.entries(means))(`${shape}, σ_b %s: the tabled mean of 200 nets`, (biasSd, [mean, se]) => {
    const counts = Array.from({ length: 200 }, (_, i) =>
      countRegions(referenceNet(1000 + i, widths, Number(biasSd)), 1),
    );
    const measured = counts.reduce((s, x) => s + x, 0) / 200;
    const variance = counts.reduce((s, x) => s + (x - measured) ** 2, 0) / 199;
    expect(measured).toBeCloseTo(mean, 1);
    expect(Math.sqrt(variance / 200)).toBeCloseTo(se, 1);
  });
}
