import { readSettings } from './env.ts';
import { memoised, type Runtime } from './runtime.ts';
import { startRuntime } from './start-runtime.ts';

/** Next would wait for open event streams without end: this long, and the process goes. */
const lastExitMs = 2500;

/** Starts the server's own part of the process, once, and sees to its end. A bad setting is one line and exit code 2. */
export function serve(): Runtime {
  const settings = readSettings();
  if (!settings.ok) {
    process.stderr.write(`weft: ${settings.error}\n`);
    process.exit(2);
  }
  return memoised(() => {
    const runtime = startRuntime(settings.value);
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => stop(runtime));
    return runtime;
  });
}

/** Closes streams and sources; Next's own handler then finds nothing open and ends the process. */
function stop(runtime: Runtime): void {
  setTimeout(() => process.exit(0), lastExitMs).unref();
  void runtime.shutdown();
}
