import { hypot } from '#lab/elementary/plane.ts';

/**
 * All eigenvalues of a symmetric n×n matrix (row-major), ascending, by cyclic Jacobi
 * rotations (Golub & Van Loan, Matrix Computations, §8.5). For n up to about 100.
 */
export function eigenvalues(matrix: Float64Array, n: number): Float64Array<ArrayBuffer> {
  const a = matrix.slice();
  const at = (i: number, j: number) => a[i * n + j] as number;
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    let diagonal = 0;
    for (let i = 0; i < n; i++) {
      diagonal += at(i, i) ** 2;
      for (let j = 0; j < i; j++) off += 2 * at(i, j) ** 2;
    }
    if (off <= 1e-30 * diagonal) break;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, n, p, q);
  }
  return Float64Array.from({ length: n }, (_, i) => at(i, i)).sort();
}

/** Makes a[p][q] zero. */
function rotate(a: Float64Array, n: number, p: number, q: number): void {
  const apq = a[p * n + q] as number;
  if (apq === 0) return;
  const theta = ((a[q * n + q] as number) - (a[p * n + p] as number)) / (2 * apq);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + hypot(theta, 1));
  const cos = 1 / hypot(t, 1);
  const sin = t * cos;
  for (let k = 0; k < n; k++) {
    const x = a[k * n + p] as number;
    const y = a[k * n + q] as number;
    a[k * n + p] = cos * x - sin * y;
    a[k * n + q] = sin * x + cos * y;
  }
  for (let k = 0; k < n; k++) {
    const x = a[p * n + k] as number;
    const y = a[q * n + k] as number;
    a[p * n + k] = cos * x - sin * y;
    a[q * n + k] = sin * x + cos * y;
  }
}
