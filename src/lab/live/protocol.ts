/** What the page and the worker that hosts a model say to each other. */
import type { Backend, Frame, ParamSpecs, Values } from '../sim.ts';

export type Request =
  | { readonly kind: 'open'; readonly sim: string; readonly backend: Backend }
  | { readonly kind: 'reset'; readonly values: Values<ParamSpecs>; readonly seed: number }
  | { readonly kind: 'update'; readonly values: Values<ParamSpecs> }
  /** At most `steps` steps, ending early after `budget` ms; what is left is asked for again. */
  | { readonly kind: 'run'; readonly steps: number; readonly budget: number };

export interface Numbered {
  readonly number: number;
  readonly request: Request;
}

export interface Report {
  readonly frame: Frame;
  /** Steps made by this request. */
  readonly steps: number;
  /** The model has nothing left to do. */
  readonly done: boolean;
  /** Samples in the frame, in units of the reference engine's. */
  readonly samples: number;
  readonly backend: Backend;
}

export type Reply =
  | { readonly number: number; readonly report: Report }
  | { readonly number: number; readonly opened: Backend }
  | { readonly number: number; readonly error: string }
  /** Unasked: the device under the engine is gone. */
  | { readonly lost: string };
