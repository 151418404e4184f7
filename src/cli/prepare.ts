/**
 * Runs what the pages will show (stills, quick claims, answers to predictions) on all
 * cores before the build asks for it one by one. Everything goes through the cache, so
 * what is there already costs nothing, and what is missed here is made by the build.
 */
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { discoverSims } from '#lab/discover.ts';

/** One run: a story's still, all quick claims of a simulation, or a question's answer. */
export interface Task {
  readonly sim: string;
  readonly what: 'story' | 'claims' | 'question';
  readonly id: string;
}

export async function prepare(root: string): Promise<void> {
  const { sims } = await discoverSims(path.join(root, 'sims'));
  const tasks: Task[] = [];
  for (const sim of sims.values()) {
    tasks.push({ sim: sim.id, what: 'claims', id: '' });
    for (const { id } of sim.stories) tasks.push({ sim: sim.id, what: 'story', id });
    for (const { id } of sim.questions ?? []) tasks.push({ sim: sim.id, what: 'question', id });
  }
  const workers = Math.min(availableParallelism(), 8);
  await Promise.all(Array.from({ length: workers }, () => work(root, tasks)));
}

/** One thread that takes the next task until none is left. A task that fails is left to the build, which says why. */
function work(root: string, tasks: Task[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./prepare-worker.ts', import.meta.url), { workerData: { root } });
    const next = () => worker.postMessage(tasks.pop() ?? null);
    worker.on('message', next);
    worker.on('error', reject);
    worker.on('exit', () => resolve());
  });
}
