/**
 * Operations on parameter schemas. Sliders, URLs, `<Sim>` attributes, PDF tables and the
 * documentation all come from the one schema, so they can't drift apart.
 */
import type { NumberParam, Param, ParamSpecs, ParamValue, Story, Values } from './sim.ts';

/** Some of a schema's values, by parameter name. */
export type Overrides = Readonly<Record<string, ParamValue | undefined>>;

/** The schema's defaults with `over` laid on top. */
export function withDefaults<P extends ParamSpecs>(specs: P, over: Overrides = {}): Values<P> {
  const out: Record<string, ParamValue> = {};
  for (const [name, spec] of Object.entries(specs)) out[name] = over[name] ?? spec.default;
  return out as Values<P>;
}

export function storyValues<P extends ParamSpecs>(specs: P, story: Story<P>): Values<P> {
  return withDefaults(specs, story.params as Overrides);
}

/** A parsed value, or why the text is none. */
export type Parsed = { readonly value: ParamValue } | { readonly problem: string };

/** Text from a URL or an attribute → value. Never throws, never clamps: what is out of range is a problem. */
export function parseParam(spec: Param, text: string): Parsed {
  switch (spec.kind) {
    case 'number': {
      const value = parseNumber(text);
      if (value === undefined) return { problem: `${spec.label} must be a number, got “${clip(text)}”` };
      if (value < spec.min || value > spec.max) {
        return { problem: `${spec.label} must be between ${spec.min} and ${spec.max}, got ${clip(text)}` };
      }
      return { value };
    }
    case 'choice':
      return spec.options.some((option) => option.value === text)
        ? { value: text }
        : {
            problem: `${spec.label} must be one of ${spec.options.map((o) => o.value).join(', ')}, got “${clip(text)}”`,
          };
    case 'flag':
      if (text === '1' || text === 'true') return { value: true };
      if (text === '0' || text === 'false') return { value: false };
      return { problem: `${spec.label} must be true or false, got “${clip(text)}”` };
    case 'vector': {
      const parts = text === '' ? [] : text.split(',');
      if (parts.length > spec.maxLength) {
        return { problem: `${spec.label} has at most ${spec.maxLength} numbers, got ${parts.length}` };
      }
      const values: number[] = [];
      for (const part of parts) {
        const value = parseNumber(part);
        if (value === undefined || value < spec.min || value > spec.max) {
          return {
            problem: `${spec.label} takes numbers between ${spec.min} and ${spec.max}, got “${clip(part)}”`,
          };
        }
        values.push(value);
      }
      return { value: values };
    }
  }
}

/** Value → the text that `parseParam` reads back as the same value. */
export function formatParam(spec: Param, value: ParamValue): string {
  switch (spec.kind) {
    case 'number':
      return String(value);
    case 'choice':
      return value as string;
    case 'flag':
      return value ? '1' : '0';
    case 'vector':
      return (value as readonly number[]).map(String).join(',');
  }
}

/** Plain decimal numbers only: no Infinity, NaN, hex, blanks or trailing text. */
function parseNumber(text: string): number | undefined {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function clip(text: string): string {
  return text.length > 24 ? `${text.slice(0, 24)}…` : text;
}

export const SLIDER_POSITIONS = 1000;

/** Slider position (0 … SLIDER_POSITIONS on a log scale, the value itself on a linear one) → value. */
export function fromSlider(spec: NumberParam, position: number): number {
  if (spec.scale !== 'log') return position;
  const exact = spec.min * (spec.max / spec.min) ** (position / SLIDER_POSITIONS);
  const rounded = Number(exact.toPrecision(3));
  const stepped = spec.step >= 1 ? Math.round(rounded / spec.step) * spec.step : rounded;
  return Math.min(spec.max, Math.max(spec.min, stepped));
}

export function toSlider(spec: NumberParam, value: number): number {
  if (spec.scale !== 'log') return value;
  return (SLIDER_POSITIONS * Math.log(value / spec.min)) / Math.log(spec.max / spec.min);
}

/**
 * The next value of a log slider, up (1) or down (−1). Values are rounded, so the next position can still
 * mean the same value: an arrow key that only moved the position would move nothing.
 */
export function neighbour(spec: NumberParam, value: number, direction: 1 | -1): number {
  let position = Math.round(toSlider(spec, value));
  while (position >= 0 && position <= SLIDER_POSITIONS) {
    const next = fromSlider(spec, position);
    if (Math.sign(next - value) === direction) return next;
    position += direction;
  }
  return value;
}

/** Does the difference between two settings call for a new run? */
export function needsRestart<P extends ParamSpecs>(specs: P, from: Values<P>, to: Values<P>): boolean {
  return Object.entries(specs).some(
    ([name, spec]) => spec.restart === true && !sameValue(from[name] as ParamValue, to[name] as ParamValue),
  );
}

export function sameValue(a: ParamValue, b: ParamValue): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  return a.length === b.length && a.every((x, i) => x === b[i]);
}
