/**
 * How long `orrery build` takes and how much memory it needs for 10 and 100 lectures, from
 * nothing and after one lecture was changed. The course has one simulation in its
 * catalogue, so that what is measured is the lectures.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { FORMULAS, smallProject, writeCourse, writeLecture } from '../../small-project.ts';
import { type Row, rounded, type Table } from '../measure.ts';

const SIZES = [10, 100] as const;

export async function build(): Promise<Table> {
  const copy = smallProject(1);
  try {
    const rows: Row[] = [];
    for (const lectures of SIZES) {
      for (const folder of ['.orrery', 'dist']) {
        rmSync(path.join(copy.root, folder), { recursive: true, force: true });
      }
      writeCourse(copy.root, lectures);
      rows.push(row(`${lectures} lectures, from nothing`, await buildOnce(copy.root)));
      writeLecture(copy.root, 'lecture-1', 1, 2);
      rows.push(row(`${lectures} lectures, one changed`, await buildOnce(copy.root)));
    }
    return { title: `building lectures of ${FORMULAS} formulas and 3 figures`, unit: 's', rows };
  } finally {
    copy.remove();
  }
}

function row(name: string, { seconds, megabytes }: Spent): Row {
  return { name, ours: rounded(seconds), more: { 'peak MB': Math.round(megabytes) } };
}

interface Spent {
  readonly seconds: number;
  /** Largest sum of resident memory over the process and its children. */
  readonly megabytes: number;
}

async function buildOnce(root: string): Promise<Spent> {
  const start = performance.now();
  const child = spawn(process.execPath, ['src/cli/orrery.ts', 'build'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr?.on('data', (text) => {
    complaint += text;
  });
  let megabytes = 0;
  const watch = setInterval(() => {
    megabytes = Math.max(megabytes, residentMegabytes(child));
  }, 50);
  const [code] = await once(child, 'close');
  clearInterval(watch);
  if (code !== 0) throw new Error(`The build ended with ${code}: ${complaint.slice(0, 2000)}`);
  return { seconds: (performance.now() - start) / 1000, megabytes };
}

/** 0 where there is no /proc. */
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
