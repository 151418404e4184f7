/** Frames of stories, kept: stills and answers about the same run share it, and a changed view runs nothing again. */
import { runStory } from '../claims.ts';
import { type Overrides, withDefaults } from '../params.ts';
import type { AnySim, Frame, ParamSpecs, Story, Values } from '../sim.ts';
import { cached } from './cache.ts';
import { fingerprint } from './fingerprint.ts';

export interface StoryState {
  readonly story: string;
  /** Values that differ from the story's. */
  readonly params?: Overrides;
  /** Default: the story's own. */
  readonly seed?: number;
  readonly steps?: number;
}

export interface StoryRun {
  readonly frame: Frame;
  readonly values: Values<ParamSpecs>;
  readonly seed: number;
  readonly steps: number;
}

/** The frame of a story at a named state. @throws RangeError when there is no such story. */
export function storyRun(root: string, sim: AnySim, state: StoryState): StoryRun {
  const story = (sim.stories as readonly Story<ParamSpecs>[]).find((one) => one.id === state.story);
  if (!story) throw new RangeError(`${sim.id} has no story “${state.story}”`);
  const { params = {}, seed = story.seed, steps = story.steps } = state;
  const key = ['frame', sim.id, story.id, params, seed, steps, fingerprint(root, sim.id)];
  const kept = cached(root, key, () => encode(runStory(sim, story.id, { params, seed, steps }).frame));
  const values = withDefaults(sim.params as ParamSpecs, { ...(story.params as Overrides), ...params });
  return { frame: decode(kept), values, seed, steps };
}

const ARRAYS = { Float64Array, Float32Array, Int32Array, Uint32Array, Uint8Array } as const;
type ArrayName = keyof typeof ARRAYS;

/** Numbers as bits (JSON has no NaN and no infinities), arrays as their bytes. */
type Kept = Record<string, readonly ['number' | ArrayName, string]>;

function encode(frame: Frame): Kept {
  return Object.fromEntries(
    Object.entries(frame).map(([name, value]) => {
      const array = typeof value === 'number' ? Float64Array.of(value) : value;
      const bytes = Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('base64');
      return [name, [typeof value === 'number' ? 'number' : (value.constructor.name as ArrayName), bytes]];
    }),
  );
}

function decode(kept: Kept): Frame {
  const frame: Record<string, Frame[string]> = {};
  for (const [name, [type, base64]] of Object.entries(kept)) {
    const bytes = Uint8Array.from(Buffer.from(base64, 'base64')).buffer;
    frame[name] = type === 'number' ? (new Float64Array(bytes)[0] as number) : new ARRAYS[type](bytes);
  }
  return frame as Frame;
}
