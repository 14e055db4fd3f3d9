import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs a program to its end; an error carries what it printed. */
export async function runProgram(program: string, args: readonly string[]): Promise<void> {
  await run(program, [...args], { maxBuffer: 64 * 1024 * 1024 });
}

/** A loopback port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address !== 'object') throw new Error('no free port on 127.0.0.1');
  return address.port;
}

/** A child process that is ended with its parent. */
export interface Running {
  signal(name: 'SIGHUP'): void;
  stop(): Promise<void>;
}

const readyWithinMs = 60_000;
const pollMs = 50;
const stopWithinMs = 10_000;

/** Starts a server program and waits until `readyUrl` answers 200. */
export async function startProgram(
  program: string,
  args: readonly string[],
  readyUrl: string,
): Promise<Running> {
  const child = spawn(program, [...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4000);
  });
  const endWithParent = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', endWithParent);
  child.once('exit', () => process.removeListener('exit', endWithParent));
  const deadline = performance.now() + readyWithinMs;
  while (!(await answers(readyUrl))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      await stop(child);
      throw new Error(`${program} did not become ready: ${said.trim()}`);
    }
    await wait(pollMs);
  }
  return { signal: (name) => child.kill(name), stop: () => stop(child) };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
  await ended;
  clearTimeout(timer);
}
