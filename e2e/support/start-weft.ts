import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { ask, fromSetup } from './api.ts';
import { freePort } from './start-demo.ts';

/** Another Weft beside the one of the set-up, on the same mesh. */
export interface StartedWeft {
  readonly url: string;
  /** Ends it, and resolves once it has. */
  stop(): Promise<void>;
}

const prometheusOf = z.object({ prometheus: z.object({ url: z.string() }) });

/** Starts it with these settings added, and resolves once it answers. */
export async function startWeft(settings: Readonly<Record<string, string>>): Promise<StartedWeft> {
  const port = await freePort();
  const { body } = await ask('/api/v1/status');
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    KUBECONFIG: fromSetup('WEFT_KUBECONFIG'),
    PROMETHEUS_URL: prometheusOf.parse(JSON.parse(body)).prometheus.url,
    WEFT_PORT: String(port),
    ...settings,
  };
  const child = spawn('node', ['scripts/start.mjs'], {
    cwd: path.resolve(import.meta.dirname, '../..'),
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const url = await addressOf(child);
  return {
    url,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const died = (code: number | null) => reject(new Error(`the server ended with ${code}`));
    child.once('exit', died);
    if (child.stderr === null) return died(null);
    createInterface({ input: child.stderr }).on('line', (line) => {
      const url = /ready: (http\S+)/.exec(line)?.[1];
      if (!url) return;
      child.off('exit', died);
      resolve(url);
    });
  });
}
