/** Lines of figures, as Chromium should be given them. */

/** Far outside every panel, in px: what is clipped away anyway. */
const FAR = 4_000;

/**
 * Lines that leave their panel by far are cut there. Chromium writes a dashed line as its dashes, and one that
 * runs away for millions of pixels as a megabyte of them.
 */
export function cutLines(html: string): string {
  return html.replace(/ d="(M[-\d.,e]+(?:[lL][-\d.,e]+)+)"/g, (all, d: string) => {
    const points = pointsOf(d);
    return points.every(isNear) ? all : ` d="${cutLine(points)}"`;
  });
}

/** Points of a line of absolute (L) or relative steps (l), as drawings have them. */
function pointsOf(d: string): Point[] {
  const points: Point[] = [];
  let [x, y] = [0, 0];
  for (const [, command, numbers = ''] of d.matchAll(/([MLl])([^MLl]*)/g)) {
    const values = [...numbers.matchAll(/-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/g)].map(Number);
    for (let at = 0; at + 1 < values.length; at += 2) {
      const [from, to] = [values[at] as number, values[at + 1] as number];
      [x, y] = command === 'l' ? [x + from, y + to] : [from, to];
      points.push([x, y]);
    }
  }
  return points;
}

type Point = readonly [number, number];

function isNear([x, y]: Point): boolean {
  return Math.abs(x) <= FAR && Math.abs(y) <= FAR;
}

/** The parts of a polyline within the square of ±FAR (Liang and Barsky's clipping, segment by segment). */
function cutLine(points: readonly Point[]): string {
  let out = '';
  let pen: Point | undefined;
  for (let i = 1; i < points.length; i++) {
    const [x0, y0] = points[i - 1] as Point;
    const [x1, y1] = points[i] as Point;
    let from = 0;
    let to = 1;
    for (const [delta, start] of [
      [x1 - x0, x0],
      [y1 - y0, y0],
    ] as const) {
      if (delta === 0) {
        if (Math.abs(start) > FAR) to = -1;
        continue;
      }
      const [near, far] = [(-FAR - start) / delta, (FAR - start) / delta].sort((a, b) => a - b) as [
        number,
        number,
      ];
      from = Math.max(from, near);
      to = Math.min(to, far);
    }
    if (from >= to) {
      pen = undefined;
      continue;
    }
    const at = (u: number): Point => [round(x0 + u * (x1 - x0)), round(y0 + u * (y1 - y0))];
    const begin = at(from);
    const end = at(to);
    if (pen?.[0] !== begin[0] || pen?.[1] !== begin[1]) out += `M${begin.join(',')}`;
    out += `L${end.join(',')}`;
    pen = end;
  }
  return out || 'M0,0';
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/**
 * Chromium writes a dashed line as the outlines of its dashes, a hundred times the line. So the line is printed
 * whole, in a width that no other has, and `pdf/dashes.ts` gives lines of that width their dashes.
 */
export const DASHED = { pattern: [5, 3.5], extra: 0.0031 } as const;

export function markDashes(html: string): string {
  const dashes = new RegExp(
    ` stroke-width="([\\d.]+)"([^>]*) stroke-dasharray="${DASHED.pattern.join(' ')}"`,
    'g',
  );
  return html.replace(
    dashes,
    (_all, width: string, between: string) =>
      ` stroke-width="${(Number(width) + DASHED.extra).toFixed(4)}"${between} data-dashed`,
  );
}
