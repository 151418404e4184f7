/** The page's end of a worker that hosts a model: ask, wait, and give up on what hangs. */
import type { Backend, ParamSpecs, Values } from '../sim.ts';
import type { Reply, Report, Request } from './protocol.ts';

/** A request that takes longer than this means a model that hangs. Single steps take milliseconds. */
const PATIENCE_MS = 8000;

export interface Remote {
  readonly backend: Backend;
  reset(values: Values<ParamSpecs>, seed: number): Promise<Report>;
  update(values: Values<ParamSpecs>): Promise<Report>;
  run(steps: number, budget: number): Promise<Report>;
  /** Resolves with the reason when the device under the engine is gone. */
  readonly lost: Promise<string>;
  dispose(): void;
}

export class ModelHung extends Error {
  constructor() {
    super(`The model did not answer for ${PATIENCE_MS / 1000} seconds and was stopped.`);
  }
}

interface Waiting {
  readonly settle: (reply: Exclude<Reply, { lost: string }>) => void;
  readonly fail: (error: Error) => void;
}

export async function openRemote(sim: string, backend: Backend, patience = PATIENCE_MS): Promise<Remote> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, Waiting>();
  let count = 0;
  let reportLoss: (reason: string) => void = () => {};
  const lost = new Promise<string>((resolve) => {
    reportLoss = resolve;
  });
  const close = (error: Error) => {
    worker.terminate();
    for (const { fail } of waiting.values()) fail(error);
    waiting.clear();
  };
  worker.onmessage = ({ data }: MessageEvent<Reply>) => {
    if ('lost' in data) reportLoss(data.lost);
    else waiting.get(data.number)?.settle(data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    close(new Error(event.message || 'The simulation could not be loaded.'));
  };

  const ask = (request: Request) =>
    new Promise<Exclude<Reply, { lost: string }>>((resolve, reject) => {
      const number = count++;
      const timer = setTimeout(() => close(new ModelHung()), patience);
      const finish = () => {
        clearTimeout(timer);
        waiting.delete(number);
      };
      waiting.set(number, {
        settle(reply) {
          finish();
          if ('error' in reply) reject(new Error(reply.error));
          else resolve(reply);
        },
        fail(error) {
          finish();
          reject(error);
        },
      });
      worker.postMessage({ number, request });
    });
  const report = async (request: Request): Promise<Report> => {
    const reply = await ask(request);
    if (!('report' in reply)) throw new Error('The worker answered another question.');
    return reply.report;
  };

  const opened = await ask({ kind: 'open', sim, backend }).catch((error: Error) => {
    close(error);
    throw error;
  });
  return {
    backend: 'opened' in opened ? opened.opened : backend,
    reset: (values, seed) => report({ kind: 'reset', values, seed }),
    update: (values) => report({ kind: 'update', values }),
    run: (steps, budget) => report({ kind: 'run', steps, budget }),
    lost,
    dispose: () => close(new Error('The simulation was closed.')),
  };
}
