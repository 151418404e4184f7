/**
 * What a simulation is. Everything a figure needs, on the page, in print, in the
 * tests, follows from the one definition that `sims/<id>/index.ts` exports.
 *
 *   model → frame → view      A model knows nothing of its view, of time or of the
 *                             machine it runs on; a view is a pure function of a frame.
 */
import type { Panel } from './panel.ts';
import type { Rng } from './random.ts';

// ---------------------------------------------------------------- parameters

interface ParamBase {
  /** The symbol, as TeX without dollars: it labels the slider. */
  readonly tex: string;
  /** The name in words: it labels the slider for those who can't see the symbol. */
  readonly label: string;
  /** Key in the URL and in `<Sim …>` attributes; letters, digits and `_`. */
  readonly url: string;
  /** true: a change starts the run again; false or absent: it applies from the next step on. */
  readonly restart?: boolean;
  /** false hides the control (the parameter has no meaning under these values). */
  readonly when?: (values: Readonly<Record<string, ParamValue>>) => boolean;
  /** true: nobody needs it to follow the stories; its control waits behind a disclosure. */
  readonly advanced?: boolean;
}

export interface NumberParam extends ParamBase {
  readonly kind: 'number';
  readonly unit?: string;
  readonly min: number;
  readonly max: number;
  /** Slider step on a linear scale; on a log scale the relative rounding is 3 digits. */
  readonly step: number;
  readonly default: number;
  readonly scale?: 'linear' | 'log';
}

export interface ChoiceParam extends ParamBase {
  readonly kind: 'choice';
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly default: string;
}

export interface FlagParam extends ParamBase {
  readonly kind: 'flag';
  readonly default: boolean;
}

/** Numbers that are dragged rather than typed: line positions, a start point. */
export interface VectorParam extends ParamBase {
  readonly kind: 'vector';
  readonly min: number;
  readonly max: number;
  /** Longest vector accepted from a URL. */
  readonly maxLength: number;
  readonly default: readonly number[];
}

export type Param = NumberParam | ChoiceParam | FlagParam | VectorParam;
export type ParamSpecs = Readonly<Record<string, Param>>;
export type ParamValue = number | string | boolean | readonly number[];

/** The values of a schema; of one not known statically, any value each. */
export type Values<P extends ParamSpecs> = { readonly [K in keyof P]: ValueOf<P[K]> };

type ValueOf<Q extends Param> = Q extends { kind: infer Kind }
  ? Param extends Q
    ? ParamValue
    : Kind extends 'number'
      ? number
      : Kind extends 'choice'
        ? string
        : Kind extends 'flag'
          ? boolean
          : readonly number[]
  : never;

// --------------------------------------------------------------------- model

/**
 * What one instant shows: plain, structured-cloneable data, so that it crosses
 * workers, tests and the build alike. Time series that a panel draws belong in it.
 */
export interface Frame {
  /** Steps since the initial state; t = 0 is the state before any update. */
  readonly t: number;
  readonly [key: string]: number | Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;
}

export interface Model<P extends ParamSpecs, S, F extends Frame> {
  /** The state at t = 0. All randomness, now and later, comes from `rng` and its streams. */
  init(p: Values<P>, rng: Rng): S;
  /** Advances by n steps in place; n steps at once equal n single steps. */
  step(s: S, p: Values<P>, n: number): void;
  /** A copy of what is to be seen; later steps must not change it. */
  observe(s: S, p: Values<P>): F;
  /** true when further steps would change nothing: the clock then rests. */
  done?(s: S, p: Values<P>): boolean;
}

/** Anything that runs a model: the reference engine, a worker that hosts it, a GPU. */
export interface Engine<P extends ParamSpecs, F extends Frame> {
  readonly backend: Backend;
  /** A new run. The same values and seed give the same frames. */
  reset(p: Values<P>, seed: number): void | Promise<void>;
  /** New values for the run under way (parameters without `restart`). */
  update(p: Values<P>): void | Promise<void>;
  advance(n: number): void | Promise<void>;
  read(): F | Promise<F>;
  /** true when the run has nothing left to do. */
  done?(): boolean;
  /** Resolves with the reason when the device under the engine is gone. */
  readonly lost?: Promise<string>;
  dispose(): void;
}

export type Backend = 'reference' | 'wasm' | 'webgl' | 'webgpu';

// ------------------------------------------------------- stories and claims

/** A named state: still, preset, snapshot test and fuzz seed at once. */
export interface Story<P extends ParamSpecs> {
  readonly id: string;
  readonly title: string;
  /** One or two sentences under the figure; `$…$` is math. */
  readonly caption: string;
  readonly params: Partial<Values<P>>;
  readonly seed: number;
  /** Steps from the initial state to the still. */
  readonly steps: number;
  /** Steps a second at speed 1. Default 20. */
  readonly rate?: number;
}

/** A published statement: drawn over the data, printed in the prose, asserted by the tests. */
export interface Claim<P extends ParamSpecs, F extends Frame> {
  readonly id: string;
  /** The statement, a sentence with `$…$` math. */
  readonly statement: string;
  /** The predicted quantity as TeX, e.g. `\tfrac{\pi}{2\eta}\sqrt G`. */
  readonly tex: string;
  /** Bibliography key(s), or 'own' for a result derived in the notes. */
  readonly source: string;
  /** The story it is about, and the number of steps to run it before measuring. */
  readonly story: string;
  readonly at: number;
  /** Values that differ from the story's. */
  readonly params?: Partial<Values<P>>;
  readonly predict: (p: Values<P>, f: F) => number;
  readonly measure: (f: F, p: Values<P>) => number;
  readonly unit?: string;
  /** Significant digits when printed. Default 3. */
  readonly digits?: number;
  readonly tolerance: Tolerance;
  /** true: minutes, not seconds; asserted by `npm run test:slow`. */
  readonly slow?: boolean;
}

/**
 * |mean measured − mean predicted| ≤ abs + rel·|predicted| + sigmas·(standard error of
 * the mean over `replicas` seeds). Say in a comment where each figure comes from.
 */
export interface Tolerance {
  readonly abs?: number;
  readonly rel?: number;
  readonly sigmas?: number;
  /** Seeds seed, seed+1, …; default 1. */
  readonly replicas?: number;
}

/** Predict-then-run: what the reader commits to before Run is enabled. */
export type Question<P extends ParamSpecs, F extends Frame> = {
  readonly id: string;
  /** The question, a sentence with `$…$` math. */
  readonly prompt: string;
  readonly story: string;
  /** Steps after which the answer is known. */
  readonly at: number;
  readonly params?: Partial<Values<P>>;
  /** Shown with the score: why it is so. `$…$` math. */
  readonly explain: string;
} & (
  | {
      readonly kind: 'number';
      readonly unit?: string;
      readonly answer: (f: F, p: Values<P>) => number;
      /** Within this factor of the answer is right: 1.25 accepts 20 % below to 25 % above. */
      readonly factor?: number;
      readonly abs?: number;
    }
  | {
      readonly kind: 'choice';
      readonly options: readonly string[];
      /** Index of the right option, from the measurement. */
      readonly answer: (f: F, p: Values<P>) => number;
    }
  | {
      readonly kind: 'curve';
      readonly panel: string;
      /** The measured curve that the drawn one is scored against (same axes as the panel). */
      readonly answer: (
        f: F,
        p: Values<P>,
      ) => { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> };
    }
);

// ---------------------------------------------------------------------- view

export interface View<P extends ParamSpecs, F extends Frame> {
  /** The figure, as data. The same panels become the SVG still and the live canvas. */
  panels(f: F, p: Values<P>): readonly Panel[];
  /** The figure in words, for those who can't see it: what is shown, and what follows. */
  describe(f: F, p: Values<P>): string;
  /** The panel that stands for the figure on cards. Default: the first. */
  readonly emblem?: string;
  /** A few words that change only when the behaviour does; the change is announced. */
  regime?(f: F, p: Values<P>): string;
}

// ----------------------------------------------------------------------- sim

export interface Sim<P extends ParamSpecs = ParamSpecs, S = unknown, F extends Frame = Frame> {
  /** The folder below `sims/`, e.g. `evolution` or `gan-dynamics/ring`. */
  readonly id: string;
  readonly title: string;
  /** One sentence for the gallery. */
  readonly summary: string;
  readonly params: P;
  readonly model: Model<P, S, F>;
  readonly stories: readonly [Story<P>, ...Story<P>[]];
  readonly claims: readonly Claim<P, F>[];
  readonly questions?: readonly Question<P, F>[];
  readonly view: View<P, F>;
  /** What one step is called on the controls and in words. Default 'step'. */
  readonly stepName?: string;
}

/** The definition of a simulation; gives types to what it is passed and nothing more. */
export function defineSim<const P extends ParamSpecs, S, F extends Frame>(sim: Sim<P, S, F>): Sim<P, S, F> {
  return sim;
}

/** A simulation whose parameters are not known statically: what the site, the worker and the tests handle. */
// biome-ignore lint/suspicious/noExplicitAny: a Sim is contravariant in its parameters, so no narrower type accepts every one
export type AnySim = Sim<any, any, any>;
