import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    reporters: ['default', './tests/tally.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts', 'tests/suite/**/*.test.ts', 'sims/**/*.test.ts'],
          exclude: ['**/*.slow.test.ts', 'node_modules/**'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: ['tests/browser/setup.ts'],
          // One browser at a time: two cores serve it, the site and the tests.
          fileParallelism: false,
          // Axe takes a minute over the longest lecture on a busy machine.
          testTimeout: 180_000,
          hookTimeout: 120_000,
          // What a quiet machine does at once, a busy one does in seconds; what never comes fails all the same.
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});
