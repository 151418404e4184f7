/** Two Chromium processes at work: each does one thing at a time, drafts before prints, a document's drafts at one desk. */
import type { Printer } from './browser.ts';

/** One renderer serves a site in one process; two processes are as fast as two cores. */
const DESKS = 2;

export interface Desks {
  /** Starts browsers before there is work for them. */
  warm(count: number): void;
  /** Work on a document that stays open at the desk where it is drafted first. */
  draft<T>(address: string, work: (printer: Printer) => Promise<T>): Promise<T>;
  /** Work that any desk can do. */
  print<T>(work: (printer: Printer) => Promise<T>): Promise<T>;
  close(): Promise<unknown>;
}

interface Desk {
  /** Started with the first work. */
  printer: Promise<Printer> | undefined;
  busy: boolean;
}

interface Job {
  readonly address: string | undefined;
  readonly start: (desk: Desk) => void;
}

export function openDesks(open: () => Promise<Printer>): Desks {
  const desks: readonly Desk[] = Array.from({ length: DESKS }, () => ({ printer: undefined, busy: false }));
  const homes = new Map<string, Desk>();
  const jobs: Job[] = [];
  let closed: Promise<unknown> | undefined;

  function assign(): void {
    for (const desk of desks) {
      if (desk.busy) continue;
      const isHere = ({ address }: Job) => address === undefined || (homes.get(address) ?? desk) === desk;
      const isDraft = (job: Job) => job.address !== undefined && isHere(job);
      const at = jobs.findIndex(isDraft) >= 0 ? jobs.findIndex(isDraft) : jobs.findIndex(isHere);
      const [job] = at < 0 ? [] : jobs.splice(at, 1);
      if (!job) continue;
      if (job.address !== undefined) homes.set(job.address, desk);
      desk.busy = true;
      job.start(desk);
    }
  }
  async function work<T>(address: string | undefined, on: (printer: Printer) => Promise<T>): Promise<T> {
    const { promise, resolve } = Promise.withResolvers<Desk>();
    jobs.push({ address, start: resolve });
    assign();
    const desk = await promise;
    try {
      desk.printer ??= open();
      return await on(await desk.printer);
    } finally {
      desk.busy = false;
      assign();
    }
  }
  return {
    warm(count) {
      for (const desk of desks.slice(0, count)) {
        desk.printer ??= open();
        // Told to the first who has work for it.
        desk.printer.catch(() => undefined);
      }
    },
    draft: (address, on) => work(address, on),
    print: (on) => work(undefined, on),
    close() {
      closed ??= Promise.allSettled(desks.map(async ({ printer }) => (await printer)?.close()));
      return closed;
    },
  };
}
