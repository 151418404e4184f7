/** The claims that take minutes: trained networks, long ensembles. Quick ones are in the shared suite. */
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkClaims } from '#lab/claims.ts';
import { discoverSims } from '#lab/discover.ts';
import type { Claim, Frame, ParamSpecs } from '#lab/sim.ts';

const { sims } = await discoverSims(path.join(process.cwd(), 'sims'));
const withSlowClaims = [...sims.values()]
  .map((sim) => ({ sim, slow: (sim.claims as Claim<ParamSpecs, Frame>[]).filter((claim) => claim.slow) }))
  .filter(({ slow }) => slow.length > 0);

describe.each(withSlowClaims)('$sim.id', ({ sim, slow }) => {
  test(`holds what it says: ${slow.map((claim) => claim.id).join(', ')}`, () => {
    const evidence = checkClaims(sim, slow);
    for (const [i, claim] of slow.entries()) {
      expect(evidence[i]?.holds, `${claim.id}: ${JSON.stringify(evidence[i])}`).toBe(true);
    }
  });
});
