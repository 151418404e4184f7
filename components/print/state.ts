/** The state a figure shows, in one line of text: parameters (the essential ones first), seed and time. */

import { sameValue } from '#lab/params.ts';
import { grouped } from '#lab/scale.ts';
import type { Param, ParamSpecs, ParamValue } from '#lab/sim.ts';
import { escapeHtml, type Setting } from '../html.ts';
import { byImportance } from '../param-groups.ts';

export function stateHtml(
  specs: ParamSpecs,
  values: Readonly<Record<string, ParamValue>>,
  run: { readonly seed: number; readonly t: number; readonly stepName: string },
  tex: Setting['tex'],
): string {
  const { essential, advanced } = byImportance(
    Object.entries(specs).filter(
      ([name, spec]) => spec.kind !== 'vector' && spec.when?.(values) !== false && name in values,
    ),
  );
  const parts = [...essential, ...advanced].map(([name, spec]) =>
    parameterHtml(spec, values[name] as ParamValue, tex),
  );
  const moved = Object.entries(specs).some(
    ([name, spec]) => spec.kind === 'vector' && !sameValue(values[name] as ParamValue, spec.default),
  );
  if (moved) parts.push('positions as in the link');
  parts.push(`seed ${run.seed}`, `${escapeHtml(run.stepName)} ${grouped(run.t)}`);
  return `${parts.join('; ')}.`;
}

function parameterHtml(spec: Param, value: ParamValue, tex: Setting['tex']): string {
  if (spec.kind === 'choice') {
    const option = spec.options.find((one) => one.value === value);
    return `${escapeHtml(spec.label)}: ${escapeHtml(option?.label ?? String(value))}`;
  }
  if (spec.kind === 'flag') return `${escapeHtml(spec.label)}: ${value ? 'yes' : 'no'}`;
  const unit = spec.kind === 'number' && spec.unit ? ` ${escapeHtml(spec.unit)}` : '';
  return `${escapeHtml(spec.label)} ${tex(`${spec.tex}=${numberTex(Number(value))}`, false)}${unit}`;
}

/** Thousands apart, powers of ten beyond six digits. */
function numberTex(value: number): string {
  const [mantissa, exponent] = String(value).split('e') as [string, string?];
  if (exponent) return `${mantissa === '1' ? '' : `${mantissa}\\cdot `}10^{${Number(exponent)}}`;
  const [whole = '', fraction] = mantissa.split('.');
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, '{,}') : whole;
  return fraction ? `${grouped}.${fraction}` : grouped;
}
