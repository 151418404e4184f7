/** orrery evidence: measures the slow claims and writes the ledgers that pages print from. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readLedger, writeLedger } from '#lab/build/evidence.ts';
import { fingerprint } from '#lab/build/fingerprint.ts';
import { checkClaims, type Evidence } from '#lab/claims.ts';
import { discoverSims } from '#lab/discover.ts';
import type { AnySim, Claim, Frame, ParamSpecs } from '#lab/sim.ts';

export const usage = 'orrery evidence [--all] [simulation …]';

/** Simulations whose ledger is up to date are passed over, unless `--all` is given. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { all: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const root = process.cwd();
  let failures = 0;
  const { sims } = await discoverSims(path.join(root, 'sims'));
  for (const sim of sims.values()) {
    if (positionals.length > 0 && !positionals.includes(sim.id)) continue;
    const slow = (sim.claims as Claim<ParamSpecs, Frame>[]).filter((claim) => claim.slow);
    if (slow.length === 0) continue;
    if (!values.all && isCurrent(root, sim, slow)) continue;
    const start = performance.now();
    const evidence = checkClaims(sim, slow);
    const measured: Record<string, Evidence> = {};
    for (const [i, claim] of slow.entries()) {
      const one = evidence[i] as Evidence;
      measured[claim.id] = one;
      if (!one.holds) failures++;
      console.log(
        `${sim.id}/${claim.id}: ${one.holds ? 'holds' : 'FAILS'}, predicted ${one.predicted}, measured ${one.measured}`,
      );
    }
    console.log(`  ${sim.id}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
    writeLedger(root, sim, measured);
  }
  return failures > 0 ? 1 : 0;
}

function isCurrent(root: string, sim: AnySim, slow: readonly Claim<ParamSpecs, Frame>[]): boolean {
  const ledger = readLedger(root, sim.id);
  return (
    ledger?.sources === fingerprint(root, sim.id) &&
    slow.every((claim) => Object.hasOwn(ledger.claims, claim.id))
  );
}
