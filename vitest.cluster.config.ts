import { defineConfig } from 'vitest/config';

/** Tests against a running API server: `WEFT_TEST_KUBECONFIG` names its kubeconfig (scripts/test-cluster.mjs, scripts/test-real.mjs). */
export default defineConfig({
  test: {
    include: ['{cli,server,demo}/**/*.integration.test.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
