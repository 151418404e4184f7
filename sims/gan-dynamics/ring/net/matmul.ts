/**
 * Three products of row-major matrices, the whole cost of training. Each keeps a 2 × 4
 * tile of results in registers, so that eight multiply-adds share six loads.
 *
 * Rows are samples (n), weights are W[outputs × inputs].
 */

/** y = x·Wᵀ (+ bias): n × outputs from n × inputs. Rows `row` … `row+n−1` of x and y. */
export function affine(
  x: Float64Array,
  w: Float64Array,
  bias: Float64Array | undefined,
  y: Float64Array,
  row: number,
  n: number,
  inputs: number,
  outputs: number,
): void {
  const end = row + n;
  for (let r = row; r < end; r += 2) {
    const pair = r + 1 < end;
    const xa = r * inputs;
    const xb = pair ? xa + inputs : xa;
    const ya = r * outputs;
    let o = 0;
    for (; o + 3 < outputs; o += 4) {
      let a0 = 0;
      let a1 = 0;
      let a2 = 0;
      let a3 = 0;
      let b0 = 0;
      let b1 = 0;
      let b2 = 0;
      let b3 = 0;
      const w0 = o * inputs;
      const w1 = w0 + inputs;
      const w2 = w1 + inputs;
      const w3 = w2 + inputs;
      for (let i = 0; i < inputs; i++) {
        const p = x[xa + i] as number;
        const q = x[xb + i] as number;
        const u0 = w[w0 + i] as number;
        const u1 = w[w1 + i] as number;
        const u2 = w[w2 + i] as number;
        const u3 = w[w3 + i] as number;
        a0 += p * u0;
        a1 += p * u1;
        a2 += p * u2;
        a3 += p * u3;
        b0 += q * u0;
        b1 += q * u1;
        b2 += q * u2;
        b3 += q * u3;
      }
      if (bias) {
        const c0 = bias[o] as number;
        const c1 = bias[o + 1] as number;
        const c2 = bias[o + 2] as number;
        const c3 = bias[o + 3] as number;
        a0 += c0;
        a1 += c1;
        a2 += c2;
        a3 += c3;
        b0 += c0;
        b1 += c1;
        b2 += c2;
        b3 += c3;
      }
      y[ya + o] = a0;
      y[ya + o + 1] = a1;
      y[ya + o + 2] = a2;
      y[ya + o + 3] = a3;
      if (pair) {
        y[ya + outputs + o] = b0;
        y[ya + outputs + o + 1] = b1;
        y[ya + outputs + o + 2] = b2;
        y[ya + outputs + o + 3] = b3;
      }
    }
    for (; o < outputs; o++) {
      let a = bias ? (bias[o] as number) : 0;
      let b = a;
      const w0 = o * inputs;
      for (let i = 0; i < inputs; i++) {
        const u = w[w0 + i] as number;
        a += (x[xa + i] as number) * u;
        b += (x[xb + i] as number) * u;
      }
      y[ya + o] = a;
      if (pair) y[ya + outputs + o] = b;
    }
  }
}

/** dx = dy·W: n × inputs from n × outputs. Rows `row` … `row+n−1` of both. */
export function backInput(
  dy: Float64Array,
  w: Float64Array,
  dx: Float64Array,
  row: number,
  n: number,
  inputs: number,
  outputs: number,
): void {
  const end = row + n;
  for (let r = row; r < end; r += 2) {
    const pair = r + 1 < end;
    const ya = r * outputs;
    const yb = pair ? ya + outputs : ya;
    const xa = r * inputs;
    let i = 0;
    for (; i + 3 < inputs; i += 4) {
      let a0 = 0;
      let a1 = 0;
      let a2 = 0;
      let a3 = 0;
      let b0 = 0;
      let b1 = 0;
      let b2 = 0;
      let b3 = 0;
      for (let o = 0, at = i; o < outputs; o++, at += inputs) {
        const p = dy[ya + o] as number;
        const q = dy[yb + o] as number;
        const u0 = w[at] as number;
        const u1 = w[at + 1] as number;
        const u2 = w[at + 2] as number;
        const u3 = w[at + 3] as number;
        a0 += p * u0;
        a1 += p * u1;
        a2 += p * u2;
        a3 += p * u3;
        b0 += q * u0;
        b1 += q * u1;
        b2 += q * u2;
        b3 += q * u3;
      }
      dx[xa + i] = a0;
      dx[xa + i + 1] = a1;
      dx[xa + i + 2] = a2;
      dx[xa + i + 3] = a3;
      if (pair) {
        dx[xa + inputs + i] = b0;
        dx[xa + inputs + i + 1] = b1;
        dx[xa + inputs + i + 2] = b2;
        dx[xa + inputs + i + 3] = b3;
      }
    }
    for (; i < inputs; i++) {
      let a = 0;
      let b = 0;
      for (let o = 0, at = i; o < outputs; o++, at += inputs) {
        const u = w[at] as number;
        a += (dy[ya + o] as number) * u;
        b += (dy[yb + o] as number) * u;
      }
      dx[xa + i] = a;
      if (pair) dx[xa + inputs + i] = b;
    }
  }
}

/** dW += dyᵀ·x: outputs × inputs, summed over rows `row` … `row+n−1`. */
export function addOuter(
  dy: Float64Array,
  x: Float64Array,
  dw: Float64Array,
  row: number,
  n: number,
  inputs: number,
  outputs: number,
): void {
  const end = row + n;
  for (let o = 0; o < outputs; o += 2) {
    const pair = o + 1 < outputs;
    const wa = o * inputs;
    const second = pair ? 1 : 0;
    let i = 0;
    for (; i + 3 < inputs; i += 4) {
      let a0 = 0;
      let a1 = 0;
      let a2 = 0;
      let a3 = 0;
      let b0 = 0;
      let b1 = 0;
      let b2 = 0;
      let b3 = 0;
      for (let r = row; r < end; r++) {
        const y = r * outputs + o;
        const at = r * inputs + i;
        const p = dy[y] as number;
        const q = dy[y + second] as number;
        const x0 = x[at] as number;
        const x1 = x[at + 1] as number;
        const x2 = x[at + 2] as number;
        const x3 = x[at + 3] as number;
        a0 += p * x0;
        a1 += p * x1;
        a2 += p * x2;
        a3 += p * x3;
        b0 += q * x0;
        b1 += q * x1;
        b2 += q * x2;
        b3 += q * x3;
      }
      dw[wa + i] = (dw[wa + i] as number) + a0;
      dw[wa + i + 1] = (dw[wa + i + 1] as number) + a1;
      dw[wa + i + 2] = (dw[wa + i + 2] as number) + a2;
      dw[wa + i + 3] = (dw[wa + i + 3] as number) + a3;
      if (pair) {
        const wb = wa + inputs + i;
        dw[wb] = (dw[wb] as number) + b0;
        dw[wb + 1] = (dw[wb + 1] as number) + b1;
        dw[wb + 2] = (dw[wb + 2] as number) + b2;
        dw[wb + 3] = (dw[wb + 3] as number) + b3;
      }
    }
    for (; i < inputs; i++) {
      let a = 0;
      let b = 0;
      for (let r = row; r < end; r++) {
        const u = x[r * inputs + i] as number;
        a += (dy[r * outputs + o] as number) * u;
        b += (dy[r * outputs + o + second] as number) * u;
      }
      dw[wa + i] = (dw[wa + i] as number) + a;
      if (pair) dw[wa + inputs + i] = (dw[wa + inputs + i] as number) + b;
    }
  }
}
