/** Names of curves, placed where they touch neither a curve nor another name. */
import type { Axis, LineMark, TextMark } from '#lab/panel.ts';
import { createScale } from '#lab/scale.ts';

/** In shares of the plot, which is 270 px by 190 px: a line of text, a character, the space around. */
const LINE = 0.068;
const CHARACTER = 0.0215;
const GAP = 0.012;
/** Columns of the plot in which curves are looked up and at which names may begin. */
const COLUMNS = 90;

/**
 * What it costs a name to lie on a name or a handle, on a curve or on the vertical line, or where it may be taken for
 * another curve's; a slope under it, a place beside its curve, each line of text between them, the way back from the
 * curve's end.
 */
const COSTS = { name: 40, curve: 20, vertical: 1.5, doubt: 4, slope: 2, beside: 0.3, away: 0.5, back: 0.8 };

/** As many lines of text may lie between a name and its curve, whose colour it has. */
const LINES_AWAY = 4;

/** A handle's ring and the space around it, in shares of the plot. */
const HANDLE = { width: 0.08, height: 0.12 };

/** Columns from `from` to before `to`, and the lower edge of what fills them: a line of text, if nothing else is said. */
interface Box {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly height?: number;
}

/** Lowest and highest share of a curve in each column; NaN where it is not in the plot. */
interface Profile {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

interface Surroundings {
  readonly x: Axis;
  readonly y: Axis;
  /** Curves without a name that names should not cover. */
  readonly others?: readonly LineMark[];
  /** Place of a vertical line. */
  readonly vertical?: number;
  /** A handle that names should not lie under. */
  readonly handle?: { readonly x: number; readonly y: number };
}

/** A name above, below or beside each of the curves, all functions of x: near its end, if there is room. */
export function nameCurves(
  curves: readonly { readonly line: LineMark; readonly name: string }[],
  { x, y, others = [], vertical = Number.NaN, handle }: Surroundings,
): TextMark[] {
  const u = createScale(x, [0, COLUMNS]);
  const v = createScale(y, [0, 1]);
  const profiles = [...curves.map(({ line }) => line), ...others].map((line) => profileOf(line, u, v));
  const at = u(vertical);
  const taken: Box[] = handle ? [around(u(handle.x), v(handle.y))] : [];
  /** What a box covers; more than `limit` need not be counted to the end. */
  const cost = (box: Box, k: number, limit: number): number => {
    let sum = at > box.from - 1 && at < box.to + 1 ? COSTS.vertical : 0;
    for (const other of taken) if (meet(other, box)) sum += COSTS.name;
    for (const [i, profile] of profiles.entries()) {
      if (sum >= limit) break;
      sum += COSTS.curve * covered(profile, box);
      if (i !== k && i < curves.length) sum += COSTS.doubt * between(profile, profiles[k] as Profile, box);
    }
    return sum;
  };
  return curves.flatMap(({ line, name }, k): TextMark[] => {
    let best: { box: Box; cost: number } | undefined;
    const places = [...placesAlong(profiles[k] as Profile, name.length)].sort((a, b) => a.far - b.far);
    for (const { box, far } of places) {
      // Most places are too far to be worth a look at what they cover.
      if (best && far >= best.cost) break;
      const total = far + cost(box, k, best ? best.cost - far : Number.POSITIVE_INFINITY);
      if (!best || total < best.cost) best = { box, cost: total };
    }
    if (!best) return [];
    taken.push(best.box);
    return [
      {
        kind: 'text',
        x: u.invert((best.box.from + best.box.to) / 2),
        y: v.invert(best.box.low + LINE / 2),
        anchor: 'middle',
        text: name,
        colour: line.colour ?? 'ink',
      },
    ];
  });
}

/** Boxes along a curve, and what their distance from it and from its end costs. */
function* placesAlong(curve: Profile, characters: number): Generator<{ box: Box; far: number }> {
  const width = Math.ceil(CHARACTER * characters * COLUMNS);
  const end = curve.low.findLastIndex((low, i) => low <= 1 && (curve.high[i] as number) >= 0);
  for (let from = Math.min(COLUMNS - width, end + 2); from >= 1 && end >= 0; from--) {
    const to = from + width;
    const back = (COSTS.back * Math.max(0, end - to, from - end)) / COLUMNS;
    const [low, high] = extent(curve, from, to);
    const slope = COSTS.slope * (high - low);
    const places = [
      [high + GAP, slope],
      [low - GAP - LINE, slope],
      [(curve.low[from - 2] as number) - LINE / 2, COSTS.beside],
      [(curve.low[to + 1] as number) - LINE / 2, COSTS.beside],
    ] as const;
    for (const [bottom, away] of places) {
      if (bottom >= GAP && bottom + LINE <= 1) yield { box: { from, to, low: bottom }, far: back + away };
    }
    for (let lines = 1; lines <= LINES_AWAY; lines++) {
      const far = back + slope + COSTS.away * lines;
      for (const bottom of [high + GAP + lines * LINE, low - GAP - (1 + lines) * LINE]) {
        if (bottom >= GAP && bottom + LINE <= 1) yield { box: { from, to, low: bottom }, far };
      }
    }
  }
}

function around(column: number, share: number): Box {
  const half = (HANDLE.width * COLUMNS) / 2;
  return {
    from: column - half,
    to: column + half,
    low: share - HANDLE.height / 2,
    height: HANDLE.height,
  };
}

function extent({ low, high }: Profile, from: number, to: number): [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = from; i < to; i++) {
    if ((low[i] as number) < least) least = low[i] as number;
    if ((high[i] as number) > most) most = high[i] as number;
  }
  return [least, most];
}

/** The share of a box's columns in which a curve runs through it; a steep curve cuts a name in few of them. */
function covered({ low, high }: Profile, box: Box): number {
  let count = 0;
  for (let i = box.from; i < box.to; i++) {
    if ((low[i] as number) < box.low + LINE && (high[i] as number) > box.low) count++;
  }
  return count === 0 ? 0 : 0.5 + (0.5 * count) / (box.to - box.from);
}

/** The share of a box's columns in which another curve runs along its own curve, or between that and the box. */
function between(other: Profile, own: Profile, box: Box): number {
  let count = 0;
  for (let i = box.from; i < box.to; i++) {
    const low = Math.min(own.low[i] as number, box.low);
    const high = Math.max(own.high[i] as number, box.low + LINE);
    if ((other.low[i] as number) <= high && (other.high[i] as number) >= low) count++;
  }
  return count / (box.to - box.from);
}

function meet(a: Box, b: Box): boolean {
  const [aHeight, bHeight] = [a.height ?? LINE, b.height ?? LINE];
  return a.from < b.to + 2 && b.from < a.to + 2 && a.low < b.low + bHeight && b.low < a.low + aHeight;
}

type Share = (value: number) => number;

function profileOf({ x, y }: LineMark, u: Share, v: Share): Profile {
  const low = new Float64Array(COLUMNS).fill(Number.NaN);
  const high = new Float64Array(COLUMNS).fill(Number.NaN);
  for (let i = 1; i < x.length; i++) {
    const [u0, u1] = [u(x[i - 1] as number), u(x[i] as number)];
    const [v0, v1] = [v(y[i - 1] as number), v(y[i] as number)];
    if (Number.isNaN(v0) || Number.isNaN(v1)) continue;
    for (let c = Math.max(0, Math.floor(u0)); c < COLUMNS && c <= u1; c++) {
      const slope = u1 > u0 ? (v1 - v0) / (u1 - u0) : 0;
      const [a, b] = [v0 + slope * Math.max(0, c - u0), v1 - slope * Math.max(0, u1 - c - 1)];
      low[c] = Math.min(a, b, Number.isNaN(low[c]) ? a : (low[c] as number));
      high[c] = Math.max(a, b, Number.isNaN(high[c]) ? a : (high[c] as number));
    }
  }
  return { low, high };
}
