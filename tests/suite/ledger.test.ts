/** What pages print of slow claims was measured with the very sources at hand, and holds. */
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { evidenceFor } from '#lab/build/evidence.ts';
import { discoverSims } from '#lab/discover.ts';
import type { Claim, Frame, ParamSpecs } from '#lab/sim.ts';

const { sims } = await discoverSims(path.join(process.cwd(), 'sims'));
const slow = [...sims.values()].flatMap((sim) =>
  (sim.claims as Claim<ParamSpecs, Frame>[]).filter((claim) => claim.slow).map((claim) => ({ sim, claim })),
);

describe('the ledgers of slow claims', () => {
  test.each(slow)('$sim.id/$claim.id', ({ sim, claim }) => {
    const evidence = evidenceFor(process.cwd(), sim, claim);
    expect(evidence, 'the simulation has changed since it was measured: run npm run evidence').toBeDefined();
    expect(evidence?.holds, JSON.stringify(evidence)).toBe(true);
  });
});
