import { defineConfig } from 'vitest/config';

/** Every simulation by keyboard and by ear. `-u` accepts changed names. */
export default defineConfig({
  test: {
    reporters: ['default', './tests/tally.ts'],
    include: ['tests/access/**/*.test.ts'],
    globalSetup: ['tests/browser/setup.ts'],
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
