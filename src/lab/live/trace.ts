/** Where a pen goes. */
export interface Pen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
}

/** Width in px of a column in which single points of a curve can't be told apart. */
const COLUMN = 0.5;

/**
 * Draws a curve of `count` points in px; a point that is not finite lifts the pen. A long run has many more points than
 * the plot has pixels: of those in one column are drawn where the curve comes in, how far it goes up and down, and
 * where it leaves.
 */
export function trace(pen: Pen, count: number, xAt: (i: number) => number, yAt: (i: number) => number): void {
  /** Where the column begins; NaN while the pen is up. */
  let from = Number.NaN;
  let [entry, low, high, lastX, lastY, inside] = [0, 0, 0, 0, 0, 0];
  const leave = () => {
    if (inside === 0) return;
    // Only where it turns back: a way drawn twice would fill the gaps of a dashed line.
    if (low < Math.min(entry, lastY)) pen.lineTo(from, low);
    if (high > Math.max(entry, lastY)) pen.lineTo(from, high);
    pen.lineTo(lastX, lastY);
    inside = 0;
  };
  const enter = (x: number, y: number) => {
    from = x;
    entry = y;
    low = y;
    high = y;
  };
  for (let i = 0; i < count; i++) {
    const x = xAt(i);
    const y = yAt(i);
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      leave();
      from = Number.NaN;
    } else if (Number.isNaN(from)) {
      pen.moveTo(x, y);
      enter(x, y);
    } else if (Math.abs(x - from) < COLUMN) {
      low = Math.min(low, y);
      high = Math.max(high, y);
      lastX = x;
      lastY = y;
      inside++;
    } else {
      leave();
      pen.lineTo(x, y);
      enter(x, y);
    }
  }
  leave();
}
