/** A program run to its end: how long it took, and the most memory that it and its children had. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';

export interface Spent {
  readonly seconds: number;
  /** Largest sum of resident memory over the process and its children; 0 where there is no /proc. */
  readonly megabytes: number;
}

/** ms between two looks at the memory. */
const INTERVAL = 100;

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
  const watch = setInterval(() => {
    megabytes = Math.max(megabytes, residentMegabytes(child));
  }, INTERVAL);
  const [code] = await once(child, 'close');
  clearInterval(watch);
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}: ${complaint.slice(-2000)}`);
  return { seconds: (performance.now() - start) / 1000, megabytes };
}

function residentMegabytes(child: ChildProcess): number {
  if (child.pid === undefined) return 0;
  const resident = new Map<number, { parent: number; kilobytes: number }>();
  for (const entry of globSync('/proc/[0-9]*/status')) {
    try {
      const text = readFileSync(entry, 'utf8');
      const field = (name: string) => Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(text)?.[1] ?? 0);
      resident.set(field('Pid'), { parent: field('PPid'), kilobytes: field('VmRSS') });
    } catch {
      // The process ended between the two reads.
    }
  }
  let sum = 0;
  for (const [pid, { kilobytes }] of resident) {
    let at = pid;
    while (at !== child.pid && resident.has(at)) at = resident.get(at)?.parent as number;
    if (at === child.pid) sum += kilobytes;
  }
  return sum / 1024;
}
