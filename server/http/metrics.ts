import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { KubeSource } from '../context.ts';
import type { Refresh } from '../prom/refresh.ts';

const slot = Symbol.for('weft.metrics');
type Holder = { [slot]?: Metrics };

/** What Weft tells of itself to whoever scrapes it. */
export type Metrics = ReturnType<typeof create>;

/** One set per process: bundles of a Next server have module state of their own. */
export function metrics(): Metrics {
  const holder = globalThis as Holder;
  holder[slot] ??= create();
  return holder[slot];
}

function create() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    requests: new Counter({
      name: 'weft_http_requests_total',
      help: 'Requests answered, by route, method and status.',
      labelNames: ['route', 'method', 'status'],
      registers,
    }),
    duration: new Histogram({
      name: 'weft_http_request_duration_seconds',
      help: 'Time from a request to its answer, streams left out.',
      labelNames: ['route'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    streams: new Gauge({ name: 'weft_streams_open', help: 'Event streams open now.', registers }),
    droppedStreams: new Counter({
      name: 'weft_streams_dropped_total',
      help: 'Event streams closed because their reader was too slow.',
      registers,
    }),
    refresh: new Histogram({
      name: 'weft_prometheus_refresh_duration_seconds',
      help: 'Time that the mesh-wide queries of one refresh took, by window.',
      labelNames: ['window'],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    }),
    queries: new Counter({
      name: 'weft_prometheus_queries_total',
      help: 'Mesh-wide queries asked, by query and outcome.',
      labelNames: ['query', 'outcome'],
      registers,
    }),
    samples: new Counter({
      name: 'weft_prometheus_queryable_samples_total',
      help: 'Samples that Prometheus touched for mesh-wide queries, where it tells.',
      labelNames: ['query'],
      registers,
    }),
    objects: new Gauge({
      name: 'weft_snapshot_objects',
      help: 'Objects held in the snapshot, by kind.',
      labelNames: ['cluster', 'kind'],
      registers,
    }),
  };
}

/** Counts a refresh: hand it to `createPromSource` as `observe`. */
export function observeRefresh({ costs }: Refresh, took: number, window: number): void {
  const { refresh, queries, samples } = metrics();
  refresh.observe({ window: String(window) }, took / 1000);
  for (const cost of costs) {
    queries.inc({ query: cost.name, outcome: cost.error === null ? 'success' : 'failure' });
    if (cost.samples !== null) samples.inc({ query: cost.name }, cost.samples);
  }
}

/** The metrics as text for a scrape. */
export async function exposition(kube: Pick<KubeSource, 'snapshot'>): Promise<string> {
  const { registry, objects } = metrics();
  objects.reset();
  for (const cluster of kube.snapshot().clusters.values()) {
    for (const [kind, byNamespace] of cluster.objects) {
      let count = 0;
      for (const named of byNamespace.values()) count += named.size;
      objects.set({ cluster: cluster.id, kind }, count);
    }
  }
  return registry.metrics();
}
