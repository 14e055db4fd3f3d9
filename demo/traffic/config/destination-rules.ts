import { parseDuration } from '#lib/istio/duration.ts';
import { fullHost, governingPattern } from '#lib/istio/hosts.ts';
import type { DestinationRule, Subset, TrafficPolicy } from '#lib/istio/networking-types.ts';
import { matchesSelector } from '#lib/k8s/selector.ts';
import { isExportedTo } from '#lib/mesh/visible.ts';
import type { MeshSettings } from './mesh-settings.ts';
import { type ConfigView, namespaceOf, objectsOf } from './view.ts';
import type { WorkloadNode } from './workloads.ts';

/** What a caller's proxy does on the way to a host: the rule that governs it, reduced to one subset and port. */
export interface ClientPolicy {
  /** Labels the endpoints must have. */
  readonly labels: Readonly<Record<string, string>>;
  /** Null where no rule decides: then auto-mTLS does. */
  readonly tlsMode: 'DISABLE' | 'SIMPLE' | 'MUTUAL' | 'ISTIO_MUTUAL' | null;
  readonly pool: PoolLimits | null;
  readonly outlier: OutlierPolicy | null;
  /** Whether requests of HTTP/1.1 are sent on as HTTP/2 (`h2UpgradePolicy: UPGRADE`). */
  readonly upgraded: boolean;
}

export interface PoolLimits {
  readonly maxConnections: number;
  readonly maxPending: number;
  readonly maxRequests: number;
}

export interface OutlierPolicy {
  readonly consecutive5xx: number;
  readonly consecutiveGateway: number;
  readonly intervalMs: number;
  readonly baseEjectionMs: number;
  readonly maxEjectionShare: number;
}

export interface DestinationRules {
  /** The policy of `caller` toward a host; `missing-subset` where the subset is not declared by the rule that governs. */
  policy(
    caller: WorkloadNode,
    host: { readonly host: string; readonly namespace: string },
    subset: string | null,
    port: number,
  ): ClientPolicy | 'missing-subset';
}

interface Governing {
  readonly policy: TrafficPolicy | undefined;
  readonly subsets: ReadonlyMap<string, Subset>;
}

/** Reads the DestinationRules of the mesh. */
export function readDestinationRules(view: ConfigView, settings: MeshSettings): DestinationRules {
  const byNamespace = Map.groupBy(objectsOf(view, 'DestinationRule'), namespaceOf);
  const cache = new Map<string, Governing | null>();
  const find = (caller: WorkloadNode, host: string, namespace: string): Governing | null => {
    const key = `${caller.key} ${host} ${namespace}`;
    const known = cache.get(key);
    if (known !== undefined) return known;
    const found = governing(byNamespace, settings, caller, host, namespace);
    cache.set(key, found);
    return found;
  };
  return {
    policy(caller, { host, namespace }, subsetName, port) {
      const rule = find(caller, host, namespace);
      const subset = subsetName === null ? null : rule?.subsets.get(subsetName);
      if (subset === undefined) return 'missing-subset';
      const base = reduced(rule?.policy, port);
      const own = reduced(subset?.trafficPolicy, port);
      return clientPolicy(subset?.labels ?? {}, { ...base, ...own });
    },
  };
}

/** Caller's namespace, service's, root namespace: the first that has a rule for the host decides alone. */
function governing(
  byNamespace: ReadonlyMap<string, readonly DestinationRule[]>,
  settings: MeshSettings,
  caller: WorkloadNode,
  host: string,
  serviceNamespace: string,
): Governing | null {
  for (const namespace of new Set([caller.namespace, serviceNamespace, settings.rootNamespace])) {
    const visible = (byNamespace.get(namespace) ?? []).filter(
      (rule) =>
        isExportedTo(
          rule.spec?.exportTo,
          settings.defaultDestinationRuleExportTo,
          namespace,
          caller.namespace,
        ) &&
        (rule.spec?.workloadSelector === undefined ||
          (namespace === caller.namespace && matchesSelector(rule.spec.workloadSelector, caller.labels))),
    );
    const hostOf = (rule: DestinationRule) => fullHost(rule.spec?.host ?? '', namespace);
    const pattern = governingPattern(host, visible.map(hostOf));
    if (pattern !== null) return merged(visible.filter((rule) => hostOf(rule) === pattern));
  }
  return null;
}

/** Rules of one namespace for one host: subsets join, the oldest policy stays; one with a workload selector goes first. */
function merged(rules: readonly DestinationRule[]): Governing {
  const selective = rules.filter((rule) => rule.spec?.workloadSelector !== undefined);
  const chosen = selective.length > 0 ? selective : rules;
  const subsets = new Map<string, Subset>();
  for (const subset of chosen.flatMap((rule) => rule.spec?.subsets ?? [])) {
    if (!subsets.has(subset.name)) subsets.set(subset.name, subset);
  }
  return {
    policy: chosen.find((rule) => rule.spec?.trafficPolicy !== undefined)?.spec?.trafficPolicy,
    subsets,
  };
}

/** A policy for one port: settings for that port replace the rest, they are not merged with it. */
function reduced(policy: TrafficPolicy | undefined, port: number): Omit<TrafficPolicy, 'portLevelSettings'> {
  if (policy === undefined) return {};
  const own = policy.portLevelSettings?.find((level) => level.port?.number === port);
  const { tls, connectionPool, outlierDetection } = own ?? policy;
  const kept: { -readonly [K in keyof TrafficPolicy]: TrafficPolicy[K] } = {};
  if (tls !== undefined) kept.tls = tls;
  if (connectionPool !== undefined) kept.connectionPool = connectionPool;
  if (outlierDetection !== undefined) kept.outlierDetection = outlierDetection;
  return kept;
}

interface WrittenPool {
  readonly tcp?: { readonly maxConnections?: number };
  readonly http?: {
    readonly http1MaxPendingRequests?: number;
    readonly http2MaxRequests?: number;
    readonly h2UpgradePolicy?: string;
  };
}

interface WrittenOutlier {
  readonly consecutive5xxErrors?: number;
  readonly consecutiveGatewayErrors?: number;
  readonly interval?: string;
  readonly baseEjectionTime?: string;
  readonly maxEjectionPercent?: number;
}

function clientPolicy(labels: Readonly<Record<string, string>>, policy: TrafficPolicy): ClientPolicy {
  return {
    labels,
    tlsMode: tlsMode(policy.tls?.mode),
    pool: poolLimits(policy.connectionPool as WrittenPool | undefined),
    outlier: outlierPolicy(policy.outlierDetection as WrittenOutlier | undefined),
    upgraded: (policy.connectionPool as WrittenPool | undefined)?.http?.h2UpgradePolicy === 'UPGRADE',
  };
}

const tlsMode = (mode: string | undefined): ClientPolicy['tlsMode'] =>
  mode === 'DISABLE' || mode === 'SIMPLE' || mode === 'MUTUAL' || mode === 'ISTIO_MUTUAL' ? mode : null;

/** Istio's own defaults are as good as unlimited. */
function poolLimits(pool: WrittenPool | undefined): PoolLimits | null {
  if (pool === undefined) return null;
  const limit = (value: number | undefined) => value || Number.POSITIVE_INFINITY;
  return {
    maxConnections: limit(pool.tcp?.maxConnections),
    maxPending: limit(pool.http?.http1MaxPendingRequests),
    maxRequests: limit(pool.http?.http2MaxRequests),
  };
}

/** Defaults of Istio's OutlierDetection: 5 errors, every 10 s, ejected for 30 s, at most 10 %. */
function outlierPolicy(outlier: WrittenOutlier | undefined): OutlierPolicy | null {
  if (outlier === undefined) return null;
  return {
    consecutive5xx: outlier.consecutive5xxErrors ?? 5,
    consecutiveGateway: outlier.consecutiveGatewayErrors ?? 0,
    intervalMs: parseDuration(outlier.interval ?? '10s') || 10_000,
    baseEjectionMs: parseDuration(outlier.baseEjectionTime ?? '30s') || 30_000,
    maxEjectionShare: (outlier.maxEjectionPercent ?? 10) / 100,
  };
}
