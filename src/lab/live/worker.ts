/** Hosts one engine off the main thread, so that a slow or hung model never blocks reading. */
import { samplesOf } from '../sampling.ts';
import type { Backend, Engine, Frame, ParamSpecs } from '../sim.ts';
import { openEngine } from './engines.ts';
import type { Numbered, Reply, Report, Request } from './protocol.ts';

let engine: Engine<ParamSpecs, Frame> | undefined;
/** Requests are answered one after the other, in the order they came. */
let queue: Promise<void> = Promise.resolve();

self.onmessage = ({ data }: MessageEvent<Numbered>) => {
  queue = queue.then(() => answer(data));
};

async function answer({ number, request }: Numbered): Promise<void> {
  try {
    if (request.kind === 'open') {
      say({ number, opened: await open(request.sim, request.backend) });
    } else {
      say({ number, report: await obey(request) });
    }
  } catch (error) {
    say({ number, error: error instanceof Error ? error.message : String(error) });
  }
}

function say(reply: Reply): void {
  self.postMessage(reply);
}

async function open(sim: string, backend: Backend): Promise<Backend> {
  engine?.dispose();
  engine = await openEngine(sim, backend);
  engine.lost?.then((reason) => say({ lost: reason }));
  return engine.backend;
}

async function obey(request: Exclude<Request, { kind: 'open' }>): Promise<Report> {
  if (!engine) throw new Error('The engine was not opened.');
  let steps = 0;
  if (request.kind === 'reset') await engine.reset(request.values, request.seed);
  if (request.kind === 'update') await engine.update(request.values);
  if (request.kind === 'run') steps = await run(engine, request.steps, request.budget);
  const frame = await engine.read();
  const done = engine.done?.() ?? false;
  return { frame, steps, done, samples: samplesOf(engine), backend: engine.backend };
}

/** Steps in growing batches until all are made or the budget is spent; at least one step is always made. */
async function run(host: Engine<ParamSpecs, Frame>, steps: number, budget: number): Promise<number> {
  const start = performance.now();
  let made = 0;
  let batch = 1;
  while (made < steps) {
    const n = Math.min(batch, steps - made);
    await host.advance(n);
    made += n;
    const spent = performance.now() - start;
    if (spent >= budget || host.done?.()) break;
    // The next batch should take what is left, but never more than 4 times the last.
    batch = Math.max(1, Math.min(4 * batch, Math.floor((made / Math.max(spent, 0.01)) * (budget - spent))));
  }
  return made;
}
