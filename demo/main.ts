import { KubeconfigError } from './kube-client/kubeconfig.ts';
import { OptionError, parseOptions } from './options.ts';
import { startDemo } from './run/start-demo.ts';

const startedAt = performance.now();
const stopping = new AbortController();
const say = (line: string) => {
  process.stderr.write(`demo ${((performance.now() - startedAt) / 1000).toFixed(1)} s  ${line}\n`);
};

/** However something hangs, the process is gone by then. */
const graceMs = 1800;

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
  for (const name of ['SIGTERM', 'SIGINT'] as const) {
    process.on(name, () => {
      stopping.abort();
      setTimeout(() => process.exit(0), graceMs).unref();
      ask();
    });
  }
  const demo = await startDemo(options, { wall: Date.now, say, signal: stopping.signal });
  process.stdout.write(`${JSON.stringify(demo.ready)}\n`);
  await asked;
  await demo.close();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    if (stopping.signal.aborted) process.exit(0);
    const isSetting = error instanceof OptionError || error instanceof KubeconfigError;
    process.stderr.write(
      isSetting ? `${error.message}\n` : `${error instanceof Error ? error.stack : error}\n`,
    );
    process.exit(isSetting ? 2 : 1);
  },
);
