import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';

const root = path.resolve(import.meta.dirname, '../..');

/** A port of 127.0.0.1 that is free right now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/** What a person reads in the terminal after `npm run demo`. */
export interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  readonly kubeconfig: string;
  readonly controlUrl: string;
  /** Everything the command has said so far. */
  said(): string;
}

/** Runs `scripts/demo.mjs` as a person would and reads its addresses from what it prints. */
export async function startDemo(args: readonly string[], env: Record<string, string> = {}): Promise<Started> {
  const port = await freePort();
  const child = spawn('node', ['scripts/demo.mjs', '--port', String(port), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const collect = (line: string) => {
    lines.push(line);
    if (process.env.WEFT_E2E_VERBOSE) process.stderr.write(`  | ${line}\n`);
  };
  createInterface({ input: child.stderr }).on('line', collect);
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => line.startsWith('http') && resolve(line));
    child.once('exit', (code) => reject(new Error(`the demo ended with ${code}:\n${lines.join('\n')}`)));
  });
  const said = () => lines.join('\n');
  const find = (pattern: RegExp) => pattern.exec(said())?.[1] ?? '';
  return {
    child,
    url,
    said,
    kubeconfig: find(/--kubeconfig (\S+)/),
    controlUrl: find(/incidents, .*: (http\S+)/),
  };
}

/** Stops what `startDemo` started, by its own id, and waits for its end. Resolves with how many milliseconds that took. */
export async function stopDemo(started: Started): Promise<number> {
  const from = performance.now();
  await new Promise<void>((resolve) => {
    if (started.child.exitCode !== null) return resolve();
    started.child.once('exit', () => resolve());
    started.child.kill('SIGINT');
  });
  return performance.now() - from;
}

/** Which demo the browser tests run on: the built-in query API, a real Prometheus, or a real API server besides. */
function argumentsFor(mode: string): string[] {
  const real = process.env.WEFT_E2E_KUBECONFIG;
  const common = ['--mesh', 'shop', '--scrape-interval', '2'];
  if (real) return [...common, '--prometheus', '--kubeconfig', real];
  return mode === 'prometheus' ? [...common, '--prometheus'] : common;
}

/** Playwright's global set-up: one demo for all stories; one that runs already when `WEFT_URL` and its companions name it. */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env.WEFT_URL) return async () => {};
  // Stories wait for refreshes: with the default of 10 s they would wait for most of their time.
  const started = await startDemo(argumentsFor(process.env.WEFT_E2E ?? 'built-in'), {
    WEFT_REFRESH_SECONDS: '4',
  });
  process.env.WEFT_URL = started.url;
  process.env.WEFT_KUBECONFIG = started.kubeconfig;
  process.env.WEFT_CONTROL_URL = started.controlUrl;
  return async () => {
    await stopDemo(started);
  };
}
