/** “Did you mean …?”: the candidate within two edits. */

/** Edits (insert, delete, substitute, swap neighbours) from a to b, or Infinity beyond `limit`. */
export function distance(a: string, b: string, limit = 2): number {
  if (Math.abs(a.length - b.length) > limit) return Number.POSITIVE_INFINITY;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let d = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        d = Math.min(d, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(d);
      best = Math.min(best, d);
    }
    if (best > limit) return Number.POSITIVE_INFINITY;
    beforeLast = last;
    last = row;
  }
  const d = last[b.length] ?? Number.POSITIVE_INFINITY;
  return d <= limit ? d : Number.POSITIVE_INFINITY;
}

/** The candidate nearest to a name, if it is at most two edits and less than half the name away. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let found: string | undefined;
  let best = 3;
  for (const candidate of candidates) {
    const d =
      name.toLowerCase() === candidate.toLowerCase() && name !== candidate ? 0.5 : distance(name, candidate);
    if (d < best && d * 2 < Math.max(name.length, 3)) {
      best = d;
      found = candidate;
    }
  }
  return found;
}

/** “Did you mean `x`? ” or nothing, to be put before a cure. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const found = nearest(name, candidates);
  return found === undefined ? '' : `Did you mean ${found}? `;
}
