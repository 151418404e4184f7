import { defineConfig } from 'vitest/config';

/** The fault matrix: what goes wrong in browsers and on disks, provoked on purpose. One fault: `-t F12`. */
export default defineConfig({
  test: {
    reporters: ['default', './tests/faults/report.ts', './tests/tally.ts'],
    include: ['tests/faults/**/*.test.ts'],
    globalSetup: ['tests/browser/setup.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
});
