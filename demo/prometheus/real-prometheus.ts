import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoRules } from './real/alert-rules.ts';
import { prometheusConfig } from './real/config.ts';
import { requireProgram } from './real/find-program.ts';
import { writeOpenMetrics } from './real/openmetrics-file.ts';
import { freePort, runProgram, startProgram } from './real/process.ts';
import { remoteWriteHistory } from './real/remote-write.ts';
import type { SampleStore } from './sample-store.ts';

export const backfills = ['remote-write', 'promtool'] as const;

/**
 * How a history gets into Prometheus. Two ways, since neither does for all: remote write is the only one that starts a demo
 * in reasonable time and that can say that a series ended; promtool is the one that people know, and needs no receiver.
 * promtool reads OpenMetrics text: it spells out all labels (about a kilobyte) with every sample, and reads the file once
 * for its times and again for each block of two hours. The shop's hour, 3.5 million samples, is 3 GB of text and took 13
 * times as long as by remote write; a thousand services would be 30 GB.
 */
export type Backfill = (typeof backfills)[number];

export interface RealPrometheusOptions {
  /** A folder of its own, made if it is not there: configuration and data. */
  readonly dir: string;
  /** The demo's /metrics; null where nothing is to be scraped (tests that compare history only). */
  readonly metricsUrl: string | null;
  /** History to begin with. */
  readonly store: SampleStore;
  readonly scrapeIntervalSeconds: number;
  readonly port?: number;
  /** Default `remote-write`. */
  readonly backfill?: Backfill;
}

export interface RealPrometheus {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts an installed Prometheus on the demo's samples: first their history, then by scraping. */
export async function startRealPrometheus(options: RealPrometheusOptions): Promise<RealPrometheus> {
  const program = requireProgram('prometheus');
  const data = join(options.dir, 'data');
  const configFile = join(options.dir, 'prometheus.yml');
  await mkdir(data, { recursive: true });
  await writeFile(configFile, prometheusConfig(null));
  if (options.backfill === 'promtool') await createBlocks(options.store, options.dir, data);
  const address = `127.0.0.1:${options.port ?? (await freePort())}`;
  const url = `http://${address}`;
  const running = await startProgram(
    program,
    [
      `--config.file=${configFile}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=30d',
      `--storage.tsdb.min-block-duration=${headSpan}`,
      `--web.listen-address=${address}`,
      '--web.enable-remote-write-receiver',
      '--log.level=warn',
    ],
    `${url}/-/ready`,
  );
  try {
    if (options.backfill !== 'promtool') await remoteWriteHistory(options.store, url);
    if (options.metricsUrl !== null) {
      const { metricsUrl, scrapeIntervalSeconds } = options;
      // Named as Prometheus reads it: from where its configuration is.
      const ruleFile = 'rules.yml';
      await writeFile(join(options.dir, ruleFile), demoRules());
      const settings = { metricsUrl, scrapeIntervalSeconds, ownAddress: address, ruleFile };
      await writeFile(configFile, prometheusConfig(settings));
      running.signal('SIGHUP');
    }
  } catch (error) {
    await running.stop();
    throw error;
  }
  return { url, close: () => running.stop() };
}

/**
 * The head takes samples up to half of this older than its newest: so an hour of history and more can come series by series,
 * in any order.
 */
const headSpan = '6h';

async function createBlocks(store: SampleStore, dir: string, data: string): Promise<void> {
  const file = join(dir, 'history.openmetrics');
  await writeOpenMetrics(store, file);
  await runProgram(requireProgram('promtool'), [
    'tsdb',
    'create-blocks-from',
    'openmetrics',
    '--quiet',
    // Blocks of 18 hours: an hour that lies in one needs one reading less than one that lies in two.
    '--max-block-duration=18h',
    file,
    data,
  ]);
  await rm(file);
}
