import { parseDuration } from '#lib/istio/duration.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import type { MeshSettings } from './mesh-settings.ts';
import { type ConfigView, namespaceOf, objectsOf } from './view.ts';
import type { WorkloadNode } from './workloads.ts';

/** What EnvoyFilters and WasmPlugins do to a workload's proxies, as far as the simulation knows their filters. */
export interface ProxyPatches {
  /** Requests per second that each proxy lets in before it answers 429; null without a local rate limit. */
  readonly requestsPerSecond: number | null;
  /** How long a stream may be silent before the proxy ends it (SI); null for Istio's settings, which nothing here reaches. */
  readonly streamIdleMs: number | null;
  /** Whether Envoy refuses what they ask for: the proxies keep what they had, and say so to istiod. */
  readonly refused: boolean;
  /** A WasmPlugin whose module cannot be fetched and which fails closed: the agent puts a filter in its place that denies all. */
  readonly unfetched: string | null;
}

const noPatches: ProxyPatches = {
  requestsPerSecond: null,
  streamIdleMs: null,
  refused: false,
  unfetched: null,
};

/** Envoy takes no token bucket that is filled more often (envoy, local_ratelimit `fill_interval`). */
const shortestFillMs = 50;

/** A host of this domain never resolves (RFC 6761). */
export const neverResolves = (host: string): boolean => /(^|\.)invalid$/.test(host.toLowerCase());

/** Reads the patches of all workloads. */
export function readProxyPatches(
  view: ConfigView,
  settings: MeshSettings,
): (workload: WorkloadNode) => ProxyPatches {
  const filters = objectsOf(view, 'EnvoyFilter');
  const plugins = objectsOf(view, 'WasmPlugin');
  if (filters.length === 0 && plugins.length === 0) return () => noPatches;
  const reaches = (namespace: string, labels: Readonly<Record<string, string>>, workload: WorkloadNode) =>
    (namespace === workload.namespace || namespace === settings.rootNamespace) &&
    matchesLabels(labels, workload.labels);
  return (workload) => {
    const values = filters
      .filter((filter) => reaches(namespaceOf(filter), filter.spec?.workloadSelector?.labels ?? {}, workload))
      .flatMap(({ spec }) => spec?.configPatches ?? [])
      .map(({ patch }) => patch?.value);
    const unfetched = plugins.find(
      (plugin) =>
        reaches(namespaceOf(plugin), plugin.spec?.selector?.matchLabels ?? {}, workload) &&
        isUnfetched(plugin.spec),
    );
    const buckets = values.flatMap((value) => found(value, 'token_bucket'));
    const refused = buckets.some((bucket) => fillMs(bucket) < shortestFillMs);
    return {
      requestsPerSecond: refused ? null : lowest(buckets.map(ratePerSecond)),
      streamIdleMs: lowest(values.flatMap((value) => found(value, 'stream_idle_timeout')).map(durationMs)),
      refused,
      unfetched: unfetched === undefined ? null : unfetched.metadata.name,
    };
  };
}

function isUnfetched(spec: object | undefined): boolean {
  const url = String(Reflect.get(spec ?? {}, 'url') ?? '');
  const host = url.replace(/^\w+:\/\//, '').split(/[/:]/)[0] ?? '';
  // What is not said fails closed (istio/api extensions/v1alpha1 WasmPlugin).
  return neverResolves(host) && Reflect.get(spec ?? {}, 'failStrategy') !== 'FAIL_OPEN';
}

/** Every value under a key, however deep. */
function found(value: unknown, key: string): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (name === key ? [inner] : found(inner, key)));
}

const durationMs = (text: unknown): number => (typeof text === 'string' ? (parseDuration(text) ?? 0) : 0);
const fillMs = (bucket: unknown): number => durationMs(Reflect.get(Object(bucket), 'fill_interval'));

function ratePerSecond(bucket: unknown): number {
  const tokens = Number(Reflect.get(Object(bucket), 'tokens_per_fill') ?? 1);
  return (tokens * 1000) / Math.max(shortestFillMs, fillMs(bucket));
}

function lowest(values: readonly number[]): number | null {
  const positive = values.filter((value) => value > 0);
  return positive.length === 0 ? null : Math.min(...positive);
}
