/** An order of 0 … n−1 in which no number is followed by its successor. The same at every build. */
export function scramble(n: number): number[] {
  const all = Array.from({ length: n }, (_, i) => i);
  if (n < 4) return all.reverse();
  return [...all.filter((i) => i % 2 === 1), ...all.filter((i) => i % 2 === 0)];
}
