/** Claims as text: prediction and measurement, computed at build. */
import { evidenceFor } from '#lab/build/evidence.ts';
import type { Evidence } from '#lab/claims.ts';
import { grouped } from '#lab/scale.ts';
import type { Claim, Frame, ParamSpecs } from '#lab/sim.ts';
import type { ClaimNode } from '#notes/tree.ts';
import { claimNamed, simNamed } from './catalogue.ts';
import { href } from './href.ts';
import { escapeHtml, type Setting } from './html.ts';

type AnyClaim = Claim<ParamSpecs, Frame>;

/** `<Claim …/>` in a sentence: "predicted 79.6, measured 76.9 (−3.4 %)", linked to the page of all claims. */
export function claimHtml(node: ClaimNode, _tex: Setting['tex']): string {
  const sim = simNamed(node.of);
  const claim = claimNamed(sim, node.id);
  const evidence = evidenceFor(process.cwd(), sim, claim);
  const attributes = `class="claim${evidence?.holds === false ? ' fails' : ''}" href="${href('claims/')}#${claimAnchor(node.of, node.id)}"`;
  return `<a ${attributes}>${escapeHtml(claimText(claim, evidence, node.show))}</a>`;
}

export function claimAnchor(sim: string, claim: string): string {
  return `claim-${sim.replaceAll('/', '-')}-${claim}`;
}

/** Without evidence (a slow claim whose simulation has changed since it was measured) no number is given. */
export function claimText(claim: AnyClaim, evidence: Evidence | undefined, show: ClaimNode['show']): string {
  if (!evidence) return 'not yet measured';
  const unit = claim.unit ? ` ${claim.unit}` : '';
  const predicted = `${round(evidence.predicted, claim)}${unit}`;
  const measured = `${measuredText(claim, evidence)}${unit}`;
  switch (show) {
    case 'predicted':
      return predicted;
    case 'measured':
      return measured;
    case 'ratio':
      return round(evidence.measured / evidence.predicted, claim);
    case 'both':
      return `predicted ${predicted}, measured ${measured}`;
  }
}

/** "76.9 ± 0.1" where the claim is a mean over replicas, else "76.9". */
export function measuredText(claim: AnyClaim, evidence: Evidence | undefined): string {
  if (!evidence) return 'not yet measured';
  const value = round(evidence.measured, claim);
  if (evidence.replicas < 2 || evidence.standardError === 0) return value;
  return `${value}\u00a0±\u00a0${short(evidence.standardError, 1)}`;
}

/** Significant digits as the claim wants them; a typographic minus, and powers of ten beyond ±4 decades. */
export function round(value: number, claim: Pick<AnyClaim, 'digits'>): string {
  if (!Number.isFinite(value)) return '–';
  // Counts are exact and are printed so.
  if (Number.isInteger(value) && Math.abs(value) < 1e7) return grouped(value);
  const digits = claim.digits ?? 3;
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e7)) return powerOfTen(value.toExponential(digits - 1));
  const decimals = size === 0 ? 0 : Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  const text = value.toFixed(Math.min(decimals, 12)).replace('-', '−');
  return text.replace(/\d{5,}(?=\.|$)/, (whole, at: number) => (at > 1 ? whole : grouped(Number(whole))));
}

/** How far a claim may be off: two digits at most, "± 0.05", "± 10⁻⁹". */
export function allowedText(evidence: Evidence | undefined): string {
  if (!evidence) return '–';
  return `±\u00a0${short(evidence.allowed, 2)}`;
}

/** With at most so many digits, and none that says nothing. */
function short(size: number, digits: number): string {
  const value = Number(size.toPrecision(digits));
  return value !== 0 && value < 1e-4 ? powerOfTen(value.toExponential()) : String(value);
}

/** "2.2e-16" → "2.2 · 10⁻¹⁶", "1e-9" → "10⁻⁹". */
function powerOfTen(text: string): string {
  const [mantissa, exponent] = text.split('e') as [string, string];
  const power = `10${superscript(Number(exponent))}`;
  return mantissa === '1' ? power : `${mantissa.replace('-', '−')}\u00a0·\u00a0${power}`;
}

const SUPERSCRIPT_DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function superscript(exponent: number): string {
  return [...String(exponent)].map((c) => (c === '-' ? '⁻' : SUPERSCRIPT_DIGITS[Number(c)])).join('');
}
