import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '#server/testing/free-port.ts';

/** Debian keeps the server's programs out of PATH; the newest version is taken. */
const bin = globSync('/usr/lib/postgresql/*/bin')
  .sort((a, b) => Number(a.split('/')[4]) - Number(b.split('/')[4]))
  .at(-1);
/** It refuses to run as root: Debian makes a user for it. */
const isRoot = process.getuid?.() === 0;
const idOf = (flag: '-u' | '-g'): number =>
  Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout.trim());

/** Whether a PostgreSQL can be started here. */
export const hasPostgres = bin !== undefined && existsSync(path.join(bin, 'initdb'));

export interface RunningPostgres {
  readonly url: string;
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
  /** Starts it again on the same port and files. */
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** A PostgreSQL of its own on a free port of loopback, its files in a new folder. */
export async function startPostgres(): Promise<RunningPostgres> {
  const folder = mkdtempSync(path.join(tmpdir(), 'weft-postgres-'));
  const owner = isRoot ? { uid: idOf('-u'), gid: idOf('-g') } : null;
  if (owner !== null) chownSync(folder, owner.uid, owner.gid);
  const as = owner ?? {};
  chmodSync(folder, 0o700);
  const program = (name: string): string => path.join(bin ?? '', name);
  const made = spawnSync(
    program('initdb'),
    ['-D', folder, '-A', 'trust', '-U', 'weft', '--no-sync', '-E', 'UTF8', '--locale=C'],
    { ...as, cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await freePort();
  let server: ReturnType<typeof spawn> | null = null;
  const start = async () => {
    const args = ['-D', folder, '-p', String(port), '-h', '127.0.0.1', '-k', ''];
    const started = spawn(program('postgres'), args, {
      ...as,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    server = started;
    await new Promise<void>((resolve, reject) => {
      let said = '';
      started.stderr.on('data', (text) => {
        said += String(text);
        if (said.includes('ready to accept connections')) resolve();
      });
      started.once('exit', () => reject(new Error(`postgres ended: ${said}`)));
    });
  };
  const kill = async () => {
    if (server === null) return;
    const gone = once(server, 'exit');
    // SIGQUIT is its immediate shutdown: nothing is flushed, and its children end with it.
    server.kill('SIGQUIT');
    await gone;
    server = null;
  };
  await start();
  return {
    url: `postgres://weft@127.0.0.1:${port}/postgres`,
    start,
    kill,
    remove: async () => {
      await kill();
      rmSync(folder, { recursive: true });
    },
  };
}
