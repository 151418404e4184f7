/**
 * The state of one figure in a URL: `?sim=sim-race&story=small&G=400&seed=3&t=120#sim-race`.
 * Whatever is wrong in it is named, and the story's value stands in its place.
 */

import type { PageSim } from './page-sim.ts';
import { formatParam, parseParam, sameValue, storyValues } from './params.ts';
import type { ParamSpecs, ParamValue, Story, Values } from './sim.ts';

export interface FigureState {
  readonly story: string;
  readonly values: Values<ParamSpecs>;
  readonly seed: number;
  /** Steps to run before showing; undefined: the story's own. */
  readonly t?: number;
}

export const MAX_SEED = 2 ** 32 - 1;
/** Longest query that is read at all. */
const MAX_QUERY = 2048;
const RESERVED = new Set(['sim', 'story', 'seed', 't', 'backend']);

export interface ReadState {
  readonly state: FigureState;
  readonly problems: readonly string[];
}

/** Reads a figure's state; `undefined` when the query is about another figure or about none. */
export function readState(
  sim: PageSim,
  figure: string,
  query: string,
  start: FigureState,
): ReadState | undefined {
  if (query.length > MAX_QUERY) return undefined;
  const params = new URLSearchParams(query);
  if (params.get('sim') !== figure) return undefined;
  const problems: string[] = [];

  let story = start.story;
  const wanted = params.get('story');
  if (wanted !== null) {
    if (sim.stories.some((s) => s.id === wanted)) story = wanted;
    else problems.push(`there is no story “${wanted.slice(0, 24)}”`);
  }
  const definition = sim.stories.find((s) => s.id === story) as Story<ParamSpecs>;
  const base = story === start.story ? start.values : storyValues(sim.params as ParamSpecs, definition);
  const values: Record<string, ParamValue> = { ...base };
  const names = new Map(Object.entries(sim.params as ParamSpecs).map(([name, spec]) => [spec.url, name]));
  for (const [key, text] of params) {
    if (RESERVED.has(key)) continue;
    const name = names.get(key);
    if (name === undefined) {
      problems.push(`there is no parameter “${key.slice(0, 24)}”`);
      continue;
    }
    const parsed = parseParam((sim.params as ParamSpecs)[name] as never, text);
    if ('problem' in parsed) problems.push(parsed.problem);
    else values[name] = parsed.value;
  }
  const seed =
    readInteger(params, 'seed', MAX_SEED, problems) ?? (story === start.story ? start.seed : definition.seed);
  const t = readInteger(params, 't', 1e9, problems);
  return { state: { story, values, seed, ...(t === undefined ? {} : { t }) }, problems };
}

function readInteger(
  params: URLSearchParams,
  key: string,
  max: number,
  problems: string[],
): number | undefined {
  const text = params.get(key);
  if (text === null) return undefined;
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= 0 && value <= max) return value;
  problems.push(`${key} must be a whole number from 0 to ${max}`);
  return undefined;
}

/** The query of a figure's present state; parameters at their story's value are left out. */
export function writeState(sim: PageSim, figure: string, state: FigureState): string {
  const story = sim.stories.find((s) => s.id === state.story) as Story<ParamSpecs>;
  const base = storyValues(sim.params as ParamSpecs, story);
  const params = new URLSearchParams({ sim: figure, story: state.story });
  for (const [name, spec] of Object.entries(sim.params as ParamSpecs)) {
    const value = state.values[name] as ParamValue;
    if (!sameValue(value, base[name] as ParamValue)) params.set(spec.url, formatParam(spec, value));
  }
  if (state.seed !== story.seed) params.set('seed', String(state.seed));
  if (state.t !== undefined && state.t !== story.steps) params.set('t', String(state.t));
  return params.toString();
}
