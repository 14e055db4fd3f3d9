import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startDemo, stopDemo } from '../e2e/support/start-demo.ts';
import { askPrometheus, readGraph, readStatus } from './api.ts';
import { until } from './until.ts';

/** A Weft server on a generated mesh, and what there is to see. */
export interface Mesh {
  readonly url: string;
  readonly prometheus: string;
  readonly services: number;
  readonly nodes: number;
  readonly edges: number;
  /** Series of `istio_requests_total` that have a sample now. */
  readonly series: number;
  /** Seconds. */
  readonly scrapeInterval: number;
  stop(): Promise<void>;
}

/**
 * Starts the generated mesh on a real Prometheus and Weft on top, as a person would, and waits for its graph. A Weft that
 * runs already, at the URL in the variable `setting`, is taken instead.
 */
export async function startMesh(services: number, setting = 'WEFT_URL'): Promise<Mesh> {
  const running = process.env[setting];
  if (running) return describe(running, async () => {});
  const dir = mkdtempSync(path.join(tmpdir(), 'weft-bench-'));
  const size = ['--mesh', 'generated', '--services', String(services)];
  // Scraping 285,000 series every 15 s would keep the machine busy with that alone.
  const started = await startDemo([...size, '--prometheus', '--scrape-interval', '30', '--dir', dir]);
  const stop = async () => {
    await stopDemo(started);
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    return await describe(started.url, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function describe(url: string, stop: () => Promise<void>): Promise<Mesh> {
  await until('a graph with edges', 120, async () => {
    const graph = await readGraph(url, 300).catch(() => null);
    return (graph?.edges.length ?? 0) > 0;
  });
  await until('the configuration', 120, async () => (await readStatus(url)).kubernetes.phase === 'live');
  const status = await readStatus(url);
  const prometheus = status.prometheus.url;
  await until('five minutes that all have rates', 1200, () =>
    livedThrough(prometheus, status.scrapeInterval),
  );
  const graph = await readGraph(url, 300);
  const declared = status.kubernetes.kinds.find(({ kind }) => kind === 'Service');
  return {
    url,
    prometheus,
    services: declared?.objects ?? 0,
    nodes: graph.nodes.length,
    edges: graph.edges.length,
    series: await askPrometheus(prometheus, 'count(istio_requests_total)'),
    scrapeInterval: status.scrapeInterval,
    stop,
  };
}

/** Whether every moment of the last five minutes has rates: live scrapes begin some time after the history ends. */
async function livedThrough(prometheus: string, step: number): Promise<boolean> {
  await wait(step * 1000);
  const rated = `count_over_time((count(rate(istio_requests_total[5m])))[5m:${step}s])`;
  return (await askPrometheus(prometheus, rated)) >= Math.floor(300 / step) - 1;
}

/** One line that says what the rows were measured on. */
export const describeMesh = ({ services, nodes, edges, series, scrapeInterval }: Mesh): string =>
  `${services} services, ${nodes} nodes, ${edges} edges, ${series} request series, scraped every ${scrapeInterval} s`;
