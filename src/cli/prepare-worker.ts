/** A thread of `prepare.ts`: asks for a task, does it into the cache, asks again. */
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { answerTo } from '#lab/build/answers.ts';
import { quickEvidence } from '#lab/build/evidence.ts';
import { still } from '#lab/build/stills.ts';
import { discoverSims } from '#lab/discover.ts';
import type { Task } from './prepare.ts';

const { root } = workerData as { root: string };
const { sims } = await discoverSims(path.join(root, 'sims'));

function perform({ sim: id, what, id: part }: Task): void {
  const sim = sims.get(id);
  if (!sim) return;
  if (what === 'claims') quickEvidence(root, sim);
  if (what === 'story') still(root, sim, { story: part, params: {} }, 'prepared');
  const question = what === 'question' && sim.questions?.find((one: { id: string }) => one.id === part);
  if (question) answerTo(root, sim, question);
}

parentPort?.on('message', (task: Task | null) => {
  if (task === null) process.exit(0);
  try {
    perform(task);
  } catch {
    // The build meets the same error where it can name the page.
  }
  parentPort?.postMessage('ready');
});
parentPort?.postMessage('ready');
