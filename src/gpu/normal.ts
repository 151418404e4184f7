/**
 * Normal numbers in WGSL from the words from which `lab/random.ts` makes them. The logarithm near
 * u = 1 and the cosine are computed here: the language leaves their errors open up to 2⁻¹¹.
 */
export const NORMAL = /* wgsl */ `
const UNIT = 2.3283064365386963e-10; // 2^-32

// −log u for u = (word + ½)/2³².
fn minusLog(word : u32) -> f32 {
  let rest = (f32(~word) + 0.5) * UNIT;
  if (rest < 0.0625) {
    return rest * (1.0 + rest * (1.0 / 2.0 + rest * (1.0 / 3.0 + rest * (1.0 / 4.0 + rest * (1.0 / 5.0 + rest / 6.0)))));
  }
  return -log((f32(word) + 0.5) * UNIT);
}

// cos 2πu = sin 2π(|u − ½| − ¼), by its series up to the 11th power: exact to 6e-8.
fn cosTurn(word : u32) -> f32 {
  let y = 6.283185307179586 * (abs((f32(word) + 0.5) * UNIT - 0.5) - 0.25);
  let q = y * y;
  return y * (1.0 - q / 6.0 * (1.0 - q / 20.0 * (1.0 - q / 42.0 * (1.0 - q / 72.0 * (1.0 - q / 110.0)))));
}

// Box–Muller, as Rng.normal() of two words in turn.
fn normal(first : u32, second : u32) -> f32 {
  return sqrt(2.0 * minusLog(first)) * cosTurn(second);
}
`;
