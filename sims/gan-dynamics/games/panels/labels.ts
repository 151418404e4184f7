/** Names on curves, placed where they touch no other name. */
import type { Axis, LineMark } from '#lab/panel.ts';

/** Size of a name in shares of the panel: a line of text in a panel 220 px high, and a character in one 280 px wide. */
const LINE = 0.075;
const CHARACTER = 0.0255;

/** Gives each labelled line a place for its label: the last point first, then ever earlier ones. */
export function placeLabels(lines: readonly LineMark[], x: Axis, y: Axis): LineMark[] {
  const taken: { left: number; right: number; at: number }[] = [];
  return lines.map((line) => {
    if (!line.label) return line;
    const width = CHARACTER * line.label.length;
    for (let i = line.x.length - 1; i >= 0; i -= Math.max(1, Math.floor(line.x.length / 60))) {
      const u = share(x, line.x[i] as number);
      // The renderer writes labels a little above the point, and leftward near the right edge.
      const v = share(y, line.y[i] as number) + LINE / 2;
      if (!(u >= 0 && u <= 1 && v >= LINE && v <= 1 - LINE / 2)) continue;
      const box =
        u > 0.66
          ? { left: u - width, right: Math.min(u, 0.98), at: v }
          : { left: u, right: u + width + 0.02, at: v };
      if (box.left < 0 || box.right > 0.98) continue;
      if (taken.some((t) => Math.abs(t.at - v) < LINE && box.left < t.right && t.left < box.right)) continue;
      taken.push(box);
      return { ...line, labelAt: i };
    }
    const { label: _, ...unnamed } = line;
    return unnamed;
  });
}

/** Where a value lies on an axis, 0 to 1. */
function share({ domain: [low, high], scale }: Axis, value: number): number {
  if (scale === 'log') return Math.log(value / low) / Math.log(high / low);
  return (value - low) / (high - low);
}
