/**
 * One run of a simulation in the page: opens the engine, asks it for steps, pauses,
 * restarts, and hands over when a device is lost. It knows nothing of the DOM.
 */

import type { PageSim } from '../page-sim.ts';
import { needsRestart } from '../params.ts';
import type { Backend, Frame, ParamSpecs, Values } from '../sim.ts';
import { createClock } from './clock.ts';
import type { Report } from './protocol.ts';
import { openRemote, type Remote } from './remote.ts';

export type Phase = 'opening' | 'paused' | 'playing' | 'done' | 'failed';

export interface RunView {
  /** A new frame of the present values. */
  frame(frame: Frame, values: Values<ParamSpecs>): void;
  phase(phase: Phase): void;
  /** Something the reader should know: a restart, a lost device, an error. */
  notice(text: string): void;
}

export interface Run {
  readonly values: Values<ParamSpecs>;
  readonly seed: number;
  readonly t: number;
  readonly phase: Phase;
  /** The engine that is open. */
  readonly engine: Backend;
  /** What it runs the present run on. */
  readonly backend: Backend;
  /** A new run from t = 0, carried on to step `target` and paused there; nothing is shown on the way while `inSilence`. */
  restart(values: Values<ParamSpecs>, seed: number, target: number, inSilence?: () => boolean): Promise<void>;
  /** Applies new values to the run under way, or restarts it where they call for that. */
  change(values: Values<ParamSpecs>): Promise<void>;
  play(): void;
  pause(): void;
  step(): Promise<void>;
  setRate(perSecond: number): void;
  /** Off screen or in a hidden tab nothing is computed. */
  setVisible(visible: boolean): void;
  retry(): Promise<void>;
  dispose(): void;
}

/** Worker time in ms for one request: short enough that a drag or a pause is obeyed at once. */
const BUDGET_MS = 14;

export async function createRun(
  sim: PageSim,
  start: {
    readonly values: Values<ParamSpecs>;
    readonly seed: number;
    readonly rate: number;
    readonly backend: Backend;
    /** An engine that is open already. */
    readonly remote?: Remote | undefined;
  },
  view: RunView,
  openEngine: (sim: string, backend: Backend) => Promise<Remote> = openRemote,
): Promise<Run> {
  let remote: Remote | undefined;
  let backend = start.backend;
  let running = backend;
  let ready = start.remote;
  let losses = 0;
  let phase: Phase = 'opening';
  let values = start.values;
  let seed = start.seed;
  let t = 0;
  let target = 0;
  let rate = start.rate;
  let visible = true;
  let asking = false;
  /** Counts restarts: reports of an older run are dropped. */
  let generation = 0;
  const clock = createClock(() => rate);

  const setPhase = (next: Phase) => {
    if (phase === next) return;
    phase = next;
    view.phase(next);
  };
  const fail = (error: unknown) => {
    remote?.dispose();
    remote = undefined;
    setPhase('failed');
    view.notice(error instanceof Error ? error.message : String(error));
  };
  const take = (report: Report) => {
    t = report.frame.t;
    running = report.backend;
    view.frame(report.frame, values);
    if (report.done && phase === 'playing') setPhase('done');
    // A changed parameter can give a finished run something to do again.
    if (!report.done && phase === 'done') setPhase('paused');
  };
  /** Sends one request for the present run; a failure ends the run, never the page. */
  const ask = async (request: (open: Remote) => Promise<Report>): Promise<Report | undefined> => {
    if (!remote) return undefined;
    const mine = generation;
    const open = remote;
    try {
      const report = await request(open);
      return mine === generation ? report : undefined;
    } catch (error) {
      if (mine === generation && open === remote) {
        if (backend === 'reference') fail(error);
        else await goOnWithReference(error instanceof Error ? error.message : String(error));
      }
      return undefined;
    }
  };

  const open = async () => {
    setPhase('opening');
    try {
      const opened =
        ready ??
        (await openEngine(sim.id, backend).catch((error: Error) => {
          if (backend === 'reference') throw error;
          // After a crash of the graphics process there may be no adapter any more.
          view.notice(`${error.message} The run goes on with the reference engine.`);
          backend = 'reference';
          return openEngine(sim.id, backend);
        }));
      ready = undefined;
      remote = opened;
      backend = opened.backend;
      running = backend;
      opened.lost.then((reason) => {
        if (remote === opened) handOver(reason);
      });
    } catch (error) {
      fail(error);
    }
  };

  /** The same run again, from its seed to where it was. */
  const startAgain = async () => {
    remote?.dispose();
    remote = undefined;
    const resume = { target: Math.max(t, target), playing: phase === 'playing' };
    await open();
    await restart(values, seed, resume.target);
    if (resume.playing) play();
  };
  /** What another engine refuses (too large for its device, a program it can't run) the reference engine does. */
  const goOnWithReference = (reason: string) => {
    backend = 'reference';
    view.notice(`${reason} The run goes on with the reference engine.`);
    return startAgain();
  };
  /** A lost device invalidates the run: once on a fresh device, then on the reference engine. */
  const handOver = (reason: string) => {
    losses++;
    if (losses > 1) backend = 'reference';
    view.notice(`The graphics device was lost (${reason}); the run starts again on the ${backend} engine.`);
    return startAgain();
  };

  async function restart(
    nextValues: Values<ParamSpecs>,
    nextSeed: number,
    nextTarget: number,
    inSilence: () => boolean = () => false,
  ): Promise<void> {
    generation++;
    values = nextValues;
    seed = nextSeed;
    target = nextTarget;
    t = 0;
    clock.rest();
    // Without an engine the run has failed and stays so until a retry.
    if (!remote) return;
    setPhase('paused');
    const mine = generation;
    const first = await ask((r) => r.reset(values, seed));
    if (!first) return;
    // The state asked for is shown when it is reached and, unless in silence, every so often on the way there.
    if (target === 0) take(first);
    let shown = performance.now();
    while (mine === generation && t < target) {
      const report = await ask((r) => r.run(target - t, BUDGET_MS));
      if (!report) return;
      t = report.frame.t;
      if (t >= target || report.done || (!inSilence() && performance.now() - shown > 250)) {
        take(report);
        shown = performance.now();
      }
      if (report.done) return;
    }
  }

  const tick = async (now: number) => {
    if (phase !== 'playing' || !visible) return;
    if (!asking) {
      const due = clock.due(now);
      if (due > 0) {
        asking = true;
        const report = await ask((r) => r.run(due, BUDGET_MS));
        asking = false;
        if (report) take(report);
      }
    }
    requestAnimationFrame(tick);
  };

  function play(): void {
    if (!remote || phase === 'playing') return;
    clock.rest();
    setPhase('playing');
    requestAnimationFrame(tick);
  }

  await open();
  return {
    get values() {
      return values;
    },
    get seed() {
      return seed;
    },
    get t() {
      return t;
    },
    get phase() {
      return phase;
    },
    get engine() {
      return backend;
    },
    get backend() {
      return running;
    },
    restart,
    async change(next) {
      const restarts = needsRestart(sim.params as ParamSpecs, values, next);
      if (restarts) {
        const playing = phase === 'playing';
        await restart(next, seed, playing ? 0 : Math.max(t, target));
        if (playing) play();
        return;
      }
      values = next;
      const report = await ask((r) => r.update(next));
      if (report) take(report);
    },
    play,
    pause() {
      if (phase === 'playing') setPhase('paused');
    },
    async step() {
      if (phase === 'playing') setPhase('paused');
      const report = await ask((r) => r.run(1, BUDGET_MS));
      if (report) take(report);
    },
    setRate(perSecond) {
      rate = perSecond;
      clock.rest();
    },
    setVisible(next) {
      const shown = next && !visible;
      visible = next;
      clock.rest();
      if (shown && phase === 'playing') requestAnimationFrame(tick);
    },
    async retry() {
      await open();
      if (remote) await restart(values, seed, target);
    },
    dispose() {
      generation++;
      remote?.dispose();
      remote = undefined;
    },
  };
}
