import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { freePort } from '#server/testing/free-port.ts';

/** A Prometheus that holds given series and scrapes nothing. */
export interface Prometheus {
  readonly url: string;
  close(): Promise<void>;
}

/** Milliseconds. */
const startsWithin = 60_000;

/** Resolves when Prometheus says that it is ready; rejects with its last words when it ends before, or does not within a minute. */
async function untilReady(url: string, child: ChildProcess): Promise<void> {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = `${said}${chunk.toString('utf8')}`.slice(-2000);
  });
  const deadline = AbortSignal.timeout(startsWithin);
  for (;;) {
    if (deadline.aborted) throw new Error(`prometheus is not ready: ${said}`);
    if (child.exitCode !== null) throw new Error(`prometheus ended: ${said}`);
    const ready = await fetch(`${url}/-/ready`).catch(() => null);
    if (ready?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Starts a Prometheus on the given OpenMetrics text. Throws where `prometheus` or `promtool` is missing or refuses. */
export async function startPrometheus(metrics: Iterable<string>): Promise<Prometheus> {
  const dir = mkdtempSync(path.join(tmpdir(), 'weft-conformance-'));
  const forget = () => rmSync(dir, { recursive: true, force: true });
  try {
    const [text, data, config] = ['series.om', 'data', 'prometheus.yml'].map((name) => path.join(dir, name));
    if (text === undefined || data === undefined || config === undefined) throw new Error('unreachable');
    await pipeline(Readable.from(metrics), createWriteStream(text));
    const args = ['tsdb', 'create-blocks-from', 'openmetrics', '--quiet', text, data];
    const made = spawnSync('promtool', args, { encoding: 'utf8' });
    if (made.status !== 0) throw new Error(`promtool: ${made.error?.message ?? made.stderr}`);
    writeFileSync(config, 'scrape_configs: []\n');
    return await serve(data, config, forget);
  } catch (error) {
    forget();
    throw error;
  }
}

async function serve(data: string, config: string, forget: () => void): Promise<Prometheus> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    'prometheus',
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${data}`,
      // The series are as old as the corpus says; nothing is to be thrown away.
      '--storage.tsdb.retention.time=100y',
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const close = async () => {
    child.kill();
    await ended;
    forget();
  };
  try {
    await untilReady(url, child);
  } catch (error) {
    await close();
    throw error;
  }
  return { url, close };
}
