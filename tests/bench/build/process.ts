/** A program run to its end: how long it took, and the most memory that it and its children had. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';

export interface Spent {
  /** By the clock on the wall. */
  readonly seconds: number;
  /** Of all cores together, for the program and its children; 0 where there is no /proc. */
  readonly processorSeconds: number;
  /** Largest sum of resident memory over the program and its children; 0 where there is no /proc. */
  readonly megabytes: number;
}

/** ms between two looks at the program. */
const INTERVAL = 100;
/** Linux counts processor time in hundredths of a second. */
const TICKS = 100;

/** @throws Error with what it said, when it fails. */
export async function runNode(cwd: string, command: readonly string[]): Promise<Spent> {
  const start = performance.now();
  const child = spawn(process.execPath, command, {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', OBSERVABLE_TELEMETRY_DISABLE: 'true' },
  });
  let complaint = '';
  child.stderr?.on('data', (text) => {
    complaint += text;
  });
  let megabytes = 0;
  let processorSeconds = 0;
  const watch = setInterval(() => {
    const now = look(child);
    megabytes = Math.max(megabytes, now.megabytes);
    processorSeconds = Math.max(processorSeconds, now.processorSeconds);
  }, INTERVAL);
  const [code] = await once(child, 'close');
  clearInterval(watch);
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}: ${complaint.slice(-2000)}`);
  return { seconds: (performance.now() - start) / 1000, processorSeconds, megabytes };
}

interface Seen {
  readonly parent: number;
  readonly kilobytes: number;
  /** Its own and those of its children that have ended. */
  readonly ticks: number;
}

function look(child: ChildProcess): Omit<Spent, 'seconds'> {
  const seen = new Map<number, Seen>();
  for (const folder of globSync('/proc/[0-9]*')) {
    try {
      const status = readFileSync(`${folder}/status`, 'utf8');
      const field = (name: string) => Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(status)?.[1] ?? 0);
      // Fields 14 to 17, counted behind the name in brackets, which may hold anything.
      const stat = readFileSync(`${folder}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      const ticks = stat.slice(11, 15).reduce((sum, one) => sum + Number(one), 0);
      seen.set(field('Pid'), { parent: field('PPid'), kilobytes: field('VmRSS'), ticks });
    } catch {
      // The process ended between the two reads.
    }
  }
  let [kilobytes, ticks] = [0, 0];
  for (const [pid, one] of seen) {
    let at = pid;
    while (at !== child.pid && seen.has(at)) at = seen.get(at)?.parent as number;
    if (at !== child.pid) continue;
    kilobytes += one.kilobytes;
    ticks += one.ticks;
  }
  return { megabytes: kilobytes / 1024, processorSeconds: ticks / TICKS };
}
