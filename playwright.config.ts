import { defineConfig } from '@playwright/test';

const realPrometheus = process.env.WEFT_E2E === 'prometheus' || process.env.WEFT_E2E_KUBECONFIG !== undefined;

/** One browser, one demo mesh, one test after another: the stories share the mesh and put back what they change. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results/browser',
  globalSetup: './e2e/support/start-demo.ts',
  // Stories that are the same whoever answers queries run once, with what starts soonest: their titles end in @built-in.
  grepInvert: realPrometheus ? /@built-in/ : [],
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  // On two busy cores a live page may miss one deadline; a story that needs its second try is named at the end of the gate.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
