/** Claims as text: prediction and measurement, computed at build. */
import { evidenceFor } from '#lab/build/evidence.ts';
import type { Evidence } from '#lab/claims.ts';
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
  return `${value}\u00a0±\u00a0${Number(evidence.standardError.toPrecision(1))}`;
}

/** Significant digits as the claim wants them; a typographic minus, and powers of ten beyond ±4 decades. */
export function round(value: number, claim: Pick<AnyClaim, 'digits'>): string {
  if (!Number.isFinite(value)) return '–';
  // Counts are exact and are printed so.
  if (Number.isInteger(value) && Math.abs(value) < 1e7) return String(value).replace('-', '−');
  const digits = claim.digits ?? 3;
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e7)) {
    const [mantissa, exponent] = value.toExponential(digits - 1).split('e') as [string, string];
    return `${mantissa.replace('-', '−')}\u00a0·\u00a010${superscript(Number(exponent))}`;
  }
  const decimals = size === 0 ? 0 : Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  return value.toFixed(Math.min(decimals, 12)).replace('-', '−');
}

const SUPERSCRIPT_DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function superscript(exponent: number): string {
  return [...String(exponent)].map((c) => (c === '-' ? '⁻' : SUPERSCRIPT_DIGITS[Number(c)])).join('');
}
