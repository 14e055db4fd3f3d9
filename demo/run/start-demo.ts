import { join } from 'node:path';
import { serveControl } from '#demo/control/serve-control.ts';
import { startControllers } from '#demo/controllers/run.ts';
import { clearIncidents, createSwitchboard } from '#demo/incidents/switchboard.ts';
import { meshNamed } from '#demo/meshes/all.ts';
import { type DemoOptions, largeMesh } from '#demo/options.ts';
import { serveTraces } from '#demo/traces/serve-traces.ts';
import { createTraceSampler } from '#demo/traces/trace-sampler.ts';
import { createSimulation, type Simulation } from '#demo/traffic/simulation.ts';
import { openApiServer, type PodSources } from './api-server.ts';
import { watchConfig } from './config-watch.ts';
import { createDemoClock, createWallClock } from './demo-clock.ts';
import { historyMs, liveThroughHistory, loadPast } from './history.ts';
import { goLive } from './live.ts';
import { collectHistory } from './telemetry.ts';

/** What the demo prints when it is ready: where its APIs and its control page are. */
export interface Ready {
  readonly ready: true;
  readonly kubeconfig: string;
  readonly context: string | null;
  readonly prometheusUrl: string;
  readonly controlUrl: string;
  readonly metricsUrl: string;
  readonly tracesUrl: string;
  readonly mesh: string;
  /** Seconds. */
  readonly scrapeInterval: number;
}

export interface Demo {
  readonly ready: Ready;
  /** Ends everything that was started. */
  close(): Promise<void>;
}

export interface Surroundings {
  /** Epoch milliseconds. */
  readonly wall: () => number;
  /** One line of progress. */
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** What runs, newest last: closed in the opposite order. */
type Closers = (() => void | Promise<void>)[];

/**
 * Starts everything, in order: API server, controllers, mesh, an hour of history, query API, control page, live traffic.
 * What was started is closed when a later part fails.
 */
export async function startDemo(options: DemoOptions, surroundings: Surroundings): Promise<Demo> {
  const closers: Closers = [];
  const ending = new AbortController();
  const around = { ...surroundings, signal: AbortSignal.any([surroundings.signal, ending.signal]) };
  const close = async () => {
    ending.abort();
    for (const end of closers.splice(0).reverse()) await end();
  };
  try {
    const past = await startMesh(options, around, closers);
    return { ready: await startPresent(options, around, closers, past), close };
  } catch (error) {
    await close();
    throw error;
  }
}

const errorTo =
  ({ say, signal }: Surroundings) =>
  (error: unknown, what = 'demo') => {
    if (!signal.aborted) say(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  };

/** The cluster with the mesh in it, and the hour that it has lived. */
async function startMesh(options: DemoOptions, around: Surroundings, closers: Closers) {
  const { wall, say, signal } = around;
  const onError = errorTo(around);
  const clock = options.kubeconfig === null ? createDemoClock(wall) : createWallClock(wall);
  const scrapeMs = options.scrapeInterval * 1000;
  const until = Math.floor(wall() / scrapeMs) * scrapeMs;
  const sampler = createTraceSampler(options.seed + 3, until - 20 * minute);
  const simulation = createSimulation({
    onStep: sampler.step,
    seed: options.seed,
    startMs: until - historyMs,
    stepMs: (options.services ?? 0) > largeMesh ? minute : 15_000,
  });
  const api = await openApiServer(options, clock, proxiesOf(simulation));
  closers.push(() => api.close());
  const { cluster } = api;
  say(`Kubernetes API: ${cluster.client.access.server}`);

  const controllers = await startControllers({ ...cluster, clock: clock.now, signal, onError });
  const mesh = meshNamed(options.mesh, options);
  const plan = { cluster, controllers, clock, mesh, until };
  if (options.kubeconfig !== null) await clearIncidents(cluster, mesh);
  await loadPast(plan);
  const watch = await watchConfig(cluster, controllers.world, { signal, onError });
  const services = controllers.world.services.objects.size;
  say(`mesh ${mesh.name}: ${services} services, ${controllers.world.pods.objects.size} pods`);

  const history = collectHistory(simulation, wall, options.scrapeInterval);
  const stepAt = historyStep(services, scrapeMs, until);
  const last = await liveThroughHistory(plan, watch, simulation, { wall, stepAt, at: history.scrape });
  clock.follow();
  say(`history: ${history.stats().series} series over an hour`);
  return { api, mesh, services, watch, simulation, sampler, history, last };
}

/** Logs and admin endpoints of the proxies, for pods/log and pods/portforward of the embedded API. */
const proxiesOf = (simulation: Simulation): PodSources => ({
  podLogs: (pod, container) => (container === 'istio-proxy' ? simulation.accessLog(pod) : null),
  podAdmin: (pod, port, path) => simulation.adminAnswer(pod, port, path),
});

const minute = 60_000;

/**
 * How far apart the samples of the history are, since each sample of each series costs time to start. Weft's charts show the
 * last half hour with rates over four scrapes, at least 15 s, in which two samples must lie; before that they may be rarer,
 * and the last minutes are as dense as what follows.
 */
function historyStep(services: number, scrapeMs: number, until: number): (timeMs: number) => number {
  const isLarge = services > largeMesh;
  const charted = isLarge ? minute / 2 : Math.max(2 * scrapeMs, 7000);
  const wanted = (ago: number): number => {
    if (ago <= 5 * minute) return isLarge ? 15_000 : 5000;
    return ago <= 31 * minute ? charted : isLarge ? minute : 15_000;
  };
  return (timeMs) => Math.max(scrapeMs, wanted(until - timeMs));
}

async function startPresent(
  options: DemoOptions,
  around: Surroundings,
  closers: Closers,
  { api, mesh, services, watch, simulation, sampler, history, last }: Awaited<ReturnType<typeof startMesh>>,
): Promise<Ready> {
  const { scrapeInterval } = options;
  const telemetry = options.prometheus
    ? await history.handOver(join(options.dir, 'prometheus'), options.backfill)
    : await history.serve();
  closers.push(() => telemetry.close());
  const traces = await serveTraces(sampler);
  closers.push(() => traces.close());
  const switchboard = createSwitchboard(api.cluster, mesh);
  const control = await serveControl({ mesh: mesh.name, switchboard, prometheus: telemetry.faults });
  closers.push(() => control.close());
  const live = goLive({
    simulation,
    watch,
    wall: around.wall,
    from: last,
    scrapeMs: scrapeInterval * 1000,
    tickMs: services > largeMesh ? scrapeInterval * 1000 : 1000,
    onScrape: telemetry.scrape,
    onError: errorTo(around),
  });
  closers.push(() => live.stop());
  for (const name of options.incidents) {
    if (switchboard.has(name)) await switchboard.set(name, true);
    else around.say(`The mesh ${mesh.name} has no incident ${name}; it stays healthy`);
  }
  return {
    ready: true,
    kubeconfig: api.kubeconfig,
    context: api.context,
    prometheusUrl: telemetry.prometheusUrl,
    controlUrl: control.url,
    metricsUrl: telemetry.metricsUrl,
    tracesUrl: traces.url,
    mesh: mesh.name,
    scrapeInterval,
  };
}
