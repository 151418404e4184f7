import { defineConfig } from 'vitest/config';

/** Minutes rather than seconds: claims about trained networks, long ensembles, random notes. */
export default defineConfig({
  test: {
    reporters: ['default', './tests/tally.ts'],
    include: ['tests/**/*.slow.test.ts', 'sims/**/*.slow.test.ts'],
    testTimeout: 1_800_000,
  },
});
