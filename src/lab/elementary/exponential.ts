/**
 * exp, log and their kin from nothing but +, −, ×, ÷, which IEEE 754 rounds alike on every machine. `Math.exp` and
 * the rest are left to each browser, and differ in the last bit even from one version of V8 to the next; a training
 * at the edge of stability makes another picture of that bit. Errors are below 1 ulp (exp, log) and 2 ulp (the rest).
 *
 * Source: FDLIBM 5.3 (Sun Microsystems, 1993, https://netlib.org/fdlibm/), e_exp.c and e_log.c; tanh below 0.625
 * from Cephes (Moshier, 1989, https://netlib.org/cephes/), tanh.c.
 */

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** 2^k for k from −1022 to 1023, by doubling. */
const POWERS = new Float64Array(2046).fill(2 ** -1022);
for (let k = 1; k < POWERS.length; k++) POWERS[k] = 2 * (POWERS[k - 1] as number);
const powerOfTwo = (k: number): number => POWERS[k + 1022] as number;

const bits = new Float64Array([1]);
const words = new Int32Array(bits.buffer);
/** Which of the two words of a number holds its exponent. */
const HIGH = words[1] === 0x3ff00000 ? 1 : 0;

/** y · 2^k; where 2^k is out of range, in two steps. */
function scaled(y: number, k: number): number {
  if (k > 1023) return y * 2 * powerOfTwo(k - 1);
  return k < -1021 ? y * powerOfTwo(k + 1000) * powerOfTwo(-1000) : y * powerOfTwo(k);
}

/** e^x. */
export function exp(x: number): number {
  if (!(x < 709.782712893384)) return x > 0 ? Number.POSITIVE_INFINITY : x;
  if (x < -745.1332191019411) return 0;
  // x = k ln 2 + (high − low), the rest at most ½ ln 2.
  const k = Math.abs(x) > 0.5 * Math.LN2 ? Math.trunc(Math.LOG2E * x + (x < 0 ? -0.5 : 0.5)) : 0;
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (0.16666666666666602 +
        t *
          (-2.7777777777015593e-3 +
            t * (6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8))));
  if (k === 0) return 1 - ((r * c) / (c - 2) - r);
  return scaled(1 - (low - (r * c) / (2 - c) - high), k);
}

/** The natural logarithm; NaN below 0. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  // x = 2^k (1 + f), with √½ < 1 + f < √2.
  if (x < 1e-300) return log(x * 2 ** 100) - 100 * LN2_HIGH - 100 * LN2_LOW;
  if (x > 1e300) return log(x * 2 ** -100) + 100 * LN2_LOW + 100 * LN2_HIGH;
  bits[0] = x;
  const top = words[HIGH] as number;
  const k = (top >> 20) - 1023 + (((top & 0xfffff) + 0x95f64) >> 20);
  const f = x * powerOfTwo(-k) - 1;
  if (f === 0) return k * LN2_HIGH + k * LN2_LOW;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const odd =
    z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + odd + even) + k * LN2_LOW) - f);
}

/** log(1 + x), also where 1 + x is rounded (Kahan's quotient). */
export function log1p(x: number): number {
  const u = 1 + x;
  return u === 1 || u === Number.POSITIVE_INFINITY ? x : (log(u) * x) / (u - 1);
}

/** The hyperbolic tangent. */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (size < 0.625) {
    if (x === 0) return x;
    const z = x * x;
    const p = -1614.6876844170845 + z * (-99.28772310019185 + z * -0.9643991794250523);
    const q = 4844.063053251255 + z * (2235.4883906010045 + z * (112.81167849163293 + z));
    return x + x * z * (p / q);
  }
  if (Number.isNaN(x)) return x;
  const t = size > 22 ? 1 : 1 - 2 / (exp(2 * size) + 1);
  return x < 0 ? -t : t;
}

/** base^n for a whole n ≥ 0, by squaring. */
export function power(base: number, n: number): number {
  let result = 1;
  for (let square = base, left = n; left > 0; left = Math.floor(left / 2), square *= square) {
    if (left % 2 === 1) result *= square;
  }
  return result;
}
