/**
 * The evidence for a claim, as pages print it. Quick claims are measured at build and
 * cached. Slow ones are measured by `npm run evidence`, which writes the simulation's
 * ledger, `sims/<id>/evidence.json`; it counts as long as it was written by the very
 * sources at hand.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkClaims, type Evidence } from '../claims.ts';
import type { AnySim, Claim, Frame, ParamSpecs } from '../sim.ts';
import { cached } from './cache.ts';
import { fingerprint } from './fingerprint.ts';

type AnyClaim = Claim<ParamSpecs, Frame>;

export interface Ledger {
  /** Hash of the sources that the figures below were measured with. */
  readonly sources: string;
  readonly claims: Readonly<Record<string, Evidence>>;
}

/** Undefined when a slow claim has not been measured with the present sources. */
export function evidenceFor(root: string, sim: AnySim, claim: AnyClaim): Evidence | undefined {
  if (claim.slow) {
    const ledger = readLedger(root, sim.id);
    return ledger?.sources === fingerprint(root, sim.id) ? ledger.claims[claim.id] : undefined;
  }
  return quickEvidence(root, sim)[claim.id];
}

/** The quick claims of a simulation are measured together: many are about the same runs. */
export function quickEvidence(root: string, sim: AnySim): Readonly<Record<string, Evidence>> {
  return cached(root, ['claims', sim.id, fingerprint(root, sim.id)], () => {
    const quick = (sim.claims as readonly AnyClaim[]).filter((claim) => !claim.slow);
    const evidence = checkClaims(sim, quick);
    return Object.fromEntries(quick.map((claim, i) => [claim.id, evidence[i] as Evidence]));
  });
}

export function readLedger(root: string, sim: string): Ledger | undefined {
  const file = ledgerFile(root, sim);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Ledger) : undefined;
}

/** Writes the ledger of a simulation's slow claims; simulations without any have none. */
export function writeLedger(root: string, sim: AnySim, claims: Readonly<Record<string, Evidence>>): void {
  const ledger: Ledger = { sources: fingerprint(root, sim.id), claims };
  writeFileSync(ledgerFile(root, sim.id), `${JSON.stringify(ledger, null, 2)}\n`);
}

function ledgerFile(root: string, sim: string): string {
  return path.join(root, 'sims', sim, 'evidence.json');
}
