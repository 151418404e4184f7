import { defineConfig } from 'vitest/config';

/** Every simulation under a random reader: `FUZZ_SECONDS` each (60), `FUZZ_SEED` to play one again. */
const seconds = Number(process.env.FUZZ_SECONDS ?? 60);

export default defineConfig({
  test: {
    reporters: ['default', './tests/tally.ts'],
    include: ['tests/fuzz/**/*.test.ts'],
    globalSetup: ['tests/browser/setup.ts'],
    fileParallelism: false,
    testTimeout: (3 * seconds + 300) * 1000,
    hookTimeout: 240_000,
  },
});
