import type { ObjectRef } from '#lib/core/object-ref.ts';
import { autoscalerOf } from './autoscaler-of.ts';
import { effectiveDestinationRule } from './effective-destination-rule.ts';
import { targetWorkloads } from './effective-routes.ts';
import { refOf } from './objects.ts';
import { resolveHost } from './resolve-host.ts';
import type { RouteCaller, RouteTarget } from './route.ts';
import type { ClusterSnapshot } from './snapshot.ts';
import type { Workload } from './workloads.ts';

/** What stands behind a destination of a route, as a caller sees it. */
export interface DestinationPods {
  /** Its Service, or the ServiceEntry of its host; null where nothing visible has that host. */
  readonly backend: ObjectRef | null;
  /** The DestinationRule in force; of several that are merged the one that defines the subset, else the oldest. */
  readonly destinationRule: ObjectRef | null;
  readonly subset: 'none' | 'defined' | 'missing';
  readonly workloads: readonly Workload[];
  /** Null where its pods cannot be known: an external host, or one that is not found. */
  readonly pods: { readonly ready: number; readonly total: number } | null;
  /** How far autoscalers may go, with the pods that are ready of workloads that none scales; null where none is. */
  readonly autoscaler: { readonly min: number; readonly max: number } | null;
}

/** Looks up a destination (`host` a full name) for one caller. */
export function destinationPods(
  cluster: ClusterSnapshot,
  target: Pick<RouteTarget, 'host' | 'namespace' | 'subset'>,
  caller: RouteCaller,
): DestinationPods {
  const resolved = resolveHost(cluster, target.host, target.namespace, caller.namespace);
  const rule =
    resolved === null ? null : effectiveDestinationRule(cluster, resolved.host, resolved.namespace, caller);
  const defined = target.subset === null ? undefined : rule?.subsets.get(target.subset);
  const workloads = targetWorkloads(cluster, target, caller);
  return {
    backend:
      resolved === null
        ? null
        : resolved.kind === 'service'
          ? refOf(cluster, 'Service', resolved.service)
          : refOf(cluster, 'ServiceEntry', resolved.entry),
    destinationRule: defined?.object ?? rule?.rules[0]?.object ?? null,
    subset: target.subset === null ? 'none' : defined === undefined ? 'missing' : 'defined',
    workloads,
    pods: resolved?.kind === 'service' ? countOf(workloads) : null,
    autoscaler: scaledOf(cluster, workloads),
  };
}

const countOf = (workloads: readonly Workload[]) => ({
  ready: sum(workloads.map(({ pods }) => pods.ready)),
  total: sum(workloads.map(({ pods }) => pods.total)),
});

function scaledOf(cluster: ClusterSnapshot, workloads: readonly Workload[]): DestinationPods['autoscaler'] {
  const all = workloads.map((workload) => ({ workload, scaler: autoscalerOf(cluster, workload) }));
  if (all.every(({ scaler }) => scaler === null)) return null;
  return {
    min: sum(all.map(({ workload, scaler }) => scaler?.min ?? workload.pods.ready)),
    max: sum(all.map(({ workload, scaler }) => scaler?.max ?? workload.pods.ready)),
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
