import { type EpochSeconds, epochSeconds } from '#lib/core/units.ts';
import { kubeEvent } from '#lib/k8s/kube-event.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { objectAt } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { groupOf } from '#lib/mesh/snapshot-of-objects.ts';
import type { ChangeRecord } from './change-record.ts';
import { workloadRef } from './pod-changes.ts';

const mostMessage = 400;

/** A warning of the cluster as a change of what it is about, a pod's of its workload; null for all other events. */
export function eventChange(
  cluster: ClusterSnapshot,
  event: KubeObject,
  now: EpochSeconds,
): ChangeRecord | null {
  const parsed = kubeEvent.safeParse(event);
  if (!parsed.success || parsed.data.type !== 'Warning') return null;
  const { reason, message, count, involvedObject: about, lastTimestamp, eventTime } = parsed.data;
  const { apiVersion, kind, name } = about;
  const pod = kind === 'Pod' ? objectAt(cluster, 'Pod', about.namespace, name) : null;
  const namespace = about.namespace === '' ? null : about.namespace;
  const object =
    pod === null
      ? { cluster: cluster.id, group: groupOf(apiVersion), kind, namespace, name }
      : workloadRef(cluster, pod);
  const times = [lastTimestamp, eventTime, event.metadata.creationTimestamp ?? ''];
  const at = times.map((time) => Math.floor(Date.parse(time) / 1000)).find(Number.isFinite);
  return {
    // A warning that goes on is one change, told again when it has become ten times as many.
    id: `${event.metadata.uid ?? event.metadata.name}@${Math.floor(Math.log10(Math.max(1, count)))}`,
    what: 'event',
    at: at === undefined ? now : epochSeconds.parse(at),
    object,
    by: null,
    note: `${reason}: ${pod === null ? '' : `pod ${name}: `}${message.slice(0, mostMessage)}`,
    fields: [],
    more: 0,
    seen: 'watched',
  };
}
