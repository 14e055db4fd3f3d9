import { type EffectiveLocality, effectiveLocality } from '#lib/mesh/effective-locality.ts';
import { zoneOf } from '#lib/mesh/find-pod.ts';
import { objectAt } from '#lib/mesh/objects.ts';
import { workloadsOfServices } from '#lib/mesh/select-workloads.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Workload } from '#lib/mesh/workloads.ts';
import type { EdgeWay } from './edge-way.ts';
import type { EdgeLayers, ZonePods } from './layers.ts';
import type { Readable } from './stands-for.ts';

/**
 * How zones count when the caller's proxy chooses a pod, and where the pods of both ends run. No metric tells between which
 * zones requests went, so nothing is said of that.
 */
export function localityOf(way: EdgeWay, readable: Readable): EdgeLayers['locality'] {
  const { cluster, service, policies } = way;
  const found = policies.length === 0 ? [null] : policies.map(({ policy }) => policy);
  const all = found.map((policy) => effectiveLocality(cluster, policy, service));
  // Where subsets differ, the one whose setting is the most particular speaks.
  const locality = all.toSorted((a, b) => rank(a) - rank(b))[0];
  if (locality === undefined) return null;
  const callers = zonesOf(cluster, way.callers, readable);
  const callees = zonesOf(cluster, calleesOf(way), readable);
  const known = [...callers, ...callees].some(({ zone }) => zone !== null);
  if (locality.from === 'default' && locality.mode === 'spread' && !known) return null;
  const { mode, from, setting, outlierDetection, inert, object, path } = locality;
  const mayTell = object === null || readable(object.namespace);
  return {
    mode,
    from,
    decides: object !== null && path !== null && mayTell ? { object, path } : null,
    distribute: (setting.distribute ?? []).map((each) => ({ from: each.from ?? '', to: { ...each.to } })),
    failover: (setting.failover ?? []).map((each) => ({ from: each.from ?? '', to: each.to ?? '' })),
    failoverPriority: [...(setting.failoverPriority ?? [])],
    outlierDetection,
    inert,
    callers,
    callees,
  };
}

const order: readonly EffectiveLocality['from'][] = ['destination-rule', 'service', 'mesh', 'default'];
const rank = ({ from, mode }: EffectiveLocality): number =>
  order.indexOf(from) * 2 + Number(mode === 'spread');

const calleesOf = ({ cluster, service, targets }: EdgeWay): readonly Workload[] =>
  targets ??
  workloadsOfServices(cluster).get(`${service?.metadata.namespace}/${service?.metadata.name}`) ??
  [];

function zonesOf(cluster: ClusterSnapshot, workloads: readonly Workload[], readable: Readable): ZonePods[] {
  const counts = new Map<string | null, number>();
  for (const { namespace, podNames } of workloads) {
    if (!readable(namespace)) continue;
    for (const name of podNames) {
      const node = objectAt(cluster, 'Pod', namespace, name)?.spec?.nodeName;
      const zone = node === undefined ? null : zoneOf(cluster, node);
      counts.set(zone, (counts.get(zone) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([zone, pods]) => ({ zone, pods }))
    .sort((a, b) => (a.zone ?? '\uffff').localeCompare(b.zone ?? '\uffff'));
}
