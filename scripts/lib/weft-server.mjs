// Starts the Weft server: settings are checked before anything else starts, so that a bad one is a line and not a stack trace.
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { childEnv, fail, node24, root, say } from './project.mjs';
import { start } from './supervise.mjs';

/** The settings as the server will read them: `{ host, port }`. Ends the process with the server's own line when one is wrong. */
export function checkSettings(env) {
  const done = spawnSync(node24, ['server/check-settings.ts'], {
    cwd: root,
    env: childEnv(env),
    encoding: 'utf8',
  });
  if (done.status !== 0) {
    process.stderr.write(done.stderr);
    process.exit(2);
  }
  return JSON.parse(done.stdout);
}

/** Resolves when `host:port` is free; ends the process with a clear line when it is not. */
export async function requireFreePort(host, port) {
  await new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => {
      const busy = error.code === 'EADDRINUSE';
      fail(
        busy
          ? `Port ${port} on ${host} is in use. Stop what listens there, or choose another: --port ${port + 1} (npm start: WEFT_PORT).`
          : `Cannot listen on ${host}:${port} (${error.code}). Choose another host or port: WEFT_HOST, WEFT_PORT.`,
      );
    });
    probe.listen(port, host, () => probe.close(resolve));
  });
}

/** Resolves when the server answers on `/livez`, or ends the process when it has died. */
async function untilLive(url, child) {
  while (child.exitCode === null) {
    const answer = await fetch(`${url}/livez`, { signal: AbortSignal.timeout(2000) }).catch(() => null);
    if (answer?.ok) return;
    await new Promise((r) => setTimeout(r, 100));
  }
}

/**
 * Most of what a refresh reads is garbage a moment later. By default V8 lets it pile up, to several times what is live on a
 * machine with much memory, and glibc keeps an arena of freed buffers for each thread. deploy/start.sh does the same.
 */
const frugal = {
  flags: ['--max-semi-space-size=16', '--heap-growing-percent=40'],
  env: { MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? '2' },
};

/** Starts Next in `mode` `start` or `dev` and prints the address once it answers. */
export async function startServer(mode, env, { host, port }) {
  const args = [...frugal.flags, 'node_modules/next/dist/bin/next', mode, '-H', host, '-p', String(port)];
  const child = start('the Weft server', node24, args, { env: { ...frugal.env, ...env } });
  const shown = host.includes(':') ? `[${host}]` : host;
  const url = `http://${shown}:${port}`;
  await untilLive(url, child);
  say(`ready: ${url}`);
  return url;
}
