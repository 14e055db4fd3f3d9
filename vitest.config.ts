import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{lib,server,components,app,demo,cli,conformance,scripts,bench}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/*.integration.test.ts'],
    environment: 'node',
    passWithNoTests: false,
    // Property tests over whole meshes take seconds alone, and many times that beside other work.
    testTimeout: 60_000,
  },
});
