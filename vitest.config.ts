import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}', 'bench/**/*.test.ts', 'scripts/**/*.test.mjs'],
    // As many as there are cores: nothing else runs beside the tests.
    maxWorkers: '100%',
    // Randomised tests and whole runs take seconds on a slow machine; nothing should take longer than this.
    testTimeout: 30_000,
  },
});
