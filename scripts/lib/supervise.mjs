// Starts the processes of a command and sees to it that none of them is left when the command ends.
import { spawn } from 'node:child_process';
import { childEnv, root, say } from './project.mjs';

const graceMs = 3000;
const children = new Map();
let stopping = null;

/** Starts a child that must live as long as the command does; if it ends by itself, everything is stopped. */
export function start(name, command, args, { env = {}, stdout = 2 } = {}) {
  const child = spawn(command, args, { cwd: root, env: childEnv(env), stdio: ['ignore', stdout, 2] });
  children.set(name, child);
  child.once('exit', (code, signal) => {
    children.delete(name);
    if (stopping) return;
    say(`${name} ended (${signal ?? `exit code ${code}`}); stopping the rest.`);
    void stopAll(code === 0 ? 1 : (code ?? 1));
  });
  return child;
}

/** Stops every child by its own id, waits for each, and ends the process. */
export function stopAll(code = 0) {
  stopping ??= (async () => {
    const all = [...children.values()].map(
      (child) =>
        new Promise((done) => {
          if (child.exitCode !== null || child.signalCode !== null) return done();
          const hard = setTimeout(() => child.kill('SIGKILL'), graceMs);
          child.once('exit', () => {
            clearTimeout(hard);
            done();
          });
          child.kill('SIGTERM');
        }),
    );
    await Promise.all(all);
    process.exit(code);
  })();
  return stopping;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => void stopAll(signal === 'SIGINT' ? 130 : 143));
