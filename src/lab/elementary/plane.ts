/**
 * Sine, cosine, direction and distance from nothing but +, −, ×, ÷ and √, which IEEE 754 rounds alike on every machine
 * (see `exponential.ts` for why that matters). Errors are below 1 ulp, of directions below 2.
 *
 * Source: FDLIBM 5.3 (Sun Microsystems, 1993, https://netlib.org/fdlibm/), k_sin.c, k_cos.c, e_rem_pio2.c, s_atan.c.
 */

/** Angles up to which a quarter turn is subtracted exactly, radians. */
const FARTHEST = 1e6;

const TO_QUARTERS = 0.6366197723675814;
/** π/2 in parts of 33 bits, so that up to a million of them are exact. */
const QUARTER_1 = 1.5707963267341256;
const QUARTER_2 = 6.077100506303966e-11;
const QUARTER_3 = 2.0222662487959506e-21;

/** sin(x + tail) for |x| ≤ π/4. */
function sinNear0(x: number, tail: number): number {
  const z = x * x;
  const v = z * x;
  const r =
    8.33333333332249e-3 +
    z *
      (-1.984126982985795e-4 +
        z * (2.7557313707070068e-6 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)));
  return x - (z * (0.5 * tail - v * r) - tail + v * 0.16666666666666632);
}

/** cos(x + tail) for |x| ≤ π/4. */
function cosNear0(x: number, tail: number): number {
  const z = x * x;
  const r =
    z *
    (4.16666666666666e-2 +
      z *
        (-1.388888888887411e-3 +
          z *
            (2.480158728947673e-5 +
              z * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11)))));
  const half = 0.5 * z;
  const w = 1 - half;
  return w + (1 - w - half + (z * r - x * tail));
}

/** cos(x − shift · π/2). */
function turned(x: number, shift: number): number {
  if (!(Math.abs(x) <= FARTHEST)) {
    if (Number.isFinite(x)) throw new RangeError(`sin and cos take angles up to ${FARTHEST}, got ${x}`);
    return Number.NaN;
  }
  const quarters = Math.round(x * TO_QUARTERS);
  const rough = x - quarters * QUARTER_1;
  const cut = quarters * QUARTER_2;
  const near = rough - cut;
  const rest = quarters * QUARTER_3 - (rough - near - cut);
  const angle = near - rest;
  const tail = near - angle - rest;
  switch ((quarters - shift) & 3) {
    case 0:
      return cosNear0(angle, tail);
    case 1:
      return -sinNear0(angle, tail);
    case 2:
      return -cosNear0(angle, tail);
    default:
      return sinNear0(angle, tail);
  }
}

/** Throws a RangeError beyond a million radians. */
export const cos = (x: number): number => turned(x, 0);

/** Throws a RangeError beyond a million radians. */
export const sin = (x: number): number => (x === 0 ? x : turned(x, 1));

/** √(x² + y²), without overflow on the way. */
export function hypot(x: number, y: number): number {
  const size = Math.max(Math.abs(x), Math.abs(y));
  if (size > 1e-150 && size < 1e150) return Math.sqrt(x * x + y * y);
  if (!(size > 0 && size < Number.POSITIVE_INFINITY)) return size;
  const [u, v] = [x / size, y / size];
  return size * Math.sqrt(u * u + v * v);
}

/** arctan of 0, ½, 1, 3/2 and ∞, each in two parts. */
const ARCS = [0, 0.4636476090008061, 0.7853981633974483, 0.982793723247329, 1.5707963267948966];
const ARC_TAILS = [
  0, 2.2698777452961687e-17, 3.061616997868383e-17, 1.3903311031230998e-17, 6.123233995736766e-17,
];

/** arctan x for x ≥ 0, from the nearest of five whose arc is known. */
function arc(x: number): number {
  const near = x < 0.4375 ? 0 : x < 0.6875 ? 1 : x < 1.1875 ? 2 : x < 2.4375 ? 3 : 4;
  const rest = near === 0 ? x : near === 4 ? -1 / x : (2 * x - near) / (2 + near * x);
  const z = rest * rest;
  const w = z * z;
  const odd =
    z *
    (0.3333333333333293 +
      w *
        (0.14285714272503466 +
          w *
            (9.090887133436507e-2 +
              w * (6.661073137387531e-2 + w * (4.9768779946159324e-2 + w * 1.6285820115365782e-2)))));
  const even =
    w *
    (-0.19999999999876483 +
      w *
        (-0.11111110405462356 +
          w * (-7.69187620504483e-2 + w * (-5.8335701337905735e-2 + w * -3.6531572744216916e-2))));
  if (near === 0) return rest - rest * (odd + even);
  return (ARCS[near] as number) - (rest * (odd + even) - (ARC_TAILS[near] as number) - rest);
}

/** The direction of (x, y) from −π to π, of the origin 0. */
export function atan2(y: number, x: number): number {
  if (y === 0) return x < 0 ? Math.PI : 0;
  const angle = x === 0 ? Math.PI / 2 : arc(Math.abs(y / x));
  const turned = x < 0 ? Math.PI - (angle - 1.2246467991473532e-16) : angle;
  return y < 0 ? -turned : turned;
}
