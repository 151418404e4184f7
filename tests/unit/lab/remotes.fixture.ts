/** Engines in place of workers: they count their steps, take their time by a clock of their own, and fail on command. */
import type { Report } from '#lab/live/protocol.ts';
import type { Remote } from '#lab/live/remote.ts';
import type { Backend } from '#lab/sim.ts';

export interface FakeRemote extends Remote {
  /** Requests in order: "reset 3" with the seed, "run". */
  readonly asked: string[];
  lose(reason: string): void;
  disposed: boolean;
}

export interface Clock {
  ms: number;
}

export interface Traits {
  readonly msPerStep?: number;
  readonly samples?: number;
  /** Steps after which the run is done. */
  readonly length?: number;
  /** What `reset` throws. */
  readonly refuses?: string;
  /** What the engine says it runs on; itself when absent. */
  readonly runsOn?: Backend;
}

export function fakeRemote(backend: Backend, clock: Clock, traits: Traits = {}): FakeRemote {
  const {
    msPerStep = 0.1,
    samples = 1,
    length = Number.POSITIVE_INFINITY,
    refuses,
    runsOn = backend,
  } = traits;
  let t = 0;
  let lose: (reason: string) => void = () => {};
  const lost = new Promise<string>((resolve) => {
    lose = resolve;
  });
  const report = (steps: number): Report => ({
    frame: { t },
    steps,
    done: t >= length,
    samples,
    backend: runsOn,
  });
  const remote: FakeRemote = {
    backend,
    lost,
    lose,
    asked: [],
    disposed: false,
    async reset(_values, seed) {
      remote.asked.push(`reset ${seed}`);
      if (refuses) throw new RangeError(refuses);
      t = 0;
      return report(0);
    },
    async update() {
      return report(0);
    },
    async run(steps, budget) {
      remote.asked.push('run');
      const made = Math.max(1, Math.min(steps, length - t, Math.floor(budget / msPerStep)));
      t += made;
      clock.ms += made * msPerStep;
      return report(made);
    },
    dispose() {
      remote.disposed = true;
    },
  };
  return remote;
}
