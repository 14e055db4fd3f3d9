import type { ObjectRef } from '#lib/core/object-ref.ts';
import { objectKey } from '#lib/core/object-ref.ts';
import type { EpochSeconds } from '#lib/core/units.ts';
import { kindNames, kinds } from '#lib/k8s/kinds.ts';
import { workloadName } from '#lib/k8s/workload-name.ts';
import type { Container, ContainerStatus, Pod } from '#lib/k8s/workload-types.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { ChangeRecord } from './change-record.ts';

type Pods = ReadonlyMap<string, Pod>;

/** The workload of a pod, or the pod where nothing controls it. */
export function workloadRef(cluster: ClusterSnapshot, pod: Pod): ObjectRef {
  const { kind, name } = workloadName(pod);
  const known = kindNames.find((each) => kinds[each].kind === kind);
  const group = known === undefined ? 'batch' : kinds[known].group;
  return { cluster: cluster.id, group, kind, namespace: pod.metadata.namespace ?? '', name };
}

/** Containers that restarted, of pods that were there before. */
export function* restarts(
  cluster: ClusterSnapshot,
  before: Pods,
  after: Pods,
  now: EpochSeconds,
): Generator<ChangeRecord> {
  for (const [name, pod] of after) {
    const old = before.get(name);
    if (old === undefined || old === pod || old.metadata.uid !== pod.metadata.uid) continue;
    const counts = new Map(statuses(old).map((each) => [each.name, each.restartCount ?? 0]));
    for (const status of statuses(pod)) {
      const count = status.restartCount ?? 0;
      if (count <= (counts.get(status.name) ?? count)) continue;
      yield {
        id: `${pod.metadata.uid ?? name}@${status.name}@${count}`,
        what: 'restarted',
        at: now,
        object: workloadRef(cluster, pod),
        by: null,
        note: `container ${status.name} of pod ${name}${endedBy(status)}`,
        fields: [],
        more: 0,
        seen: 'watched',
      };
    }
  }
}

const statuses = ({ status }: Pod): readonly ContainerStatus[] => [
  ...(status?.containerStatuses ?? []),
  ...(status?.initContainerStatuses ?? []),
];

function endedBy({ lastState }: ContainerStatus): string {
  const { reason, exitCode } = lastState?.terminated ?? {};
  const said = [reason, exitCode === undefined ? undefined : `exit code ${exitCode}`].filter(Boolean);
  return said.length === 0 ? '' : ` (${said.join(', ')})`;
}

/** Proxy images that came to a workload whose pods had another: an upgrade arrives with its pods. */
export function* proxyChanges(
  cluster: ClusterSnapshot,
  before: Pods,
  after: Pods,
  now: EpochSeconds,
): Generator<ChangeRecord> {
  const fresh = [...after.values()].filter((pod) => !before.has(pod.metadata.name) && proxyOf(pod));
  if (fresh.length === 0) return;
  const known = Map.groupBy(before.values(), (pod) => objectKey(workloadRef(cluster, pod)));
  const told = new Set<string>();
  for (const pod of fresh) {
    const object = workloadRef(cluster, pod);
    const image = proxyOf(pod) ?? '';
    const had = new Set((known.get(objectKey(object)) ?? []).flatMap((each) => proxyOf(each) ?? []));
    const id = `${objectKey(object)}@proxy@${image}@${pod.metadata.uid ?? pod.metadata.name}`;
    const once = `${objectKey(object)} ${image}`;
    if (had.size === 0 || had.has(image) || told.has(once)) continue;
    told.add(once);
    const fields = [{ path: 'istio-proxy image', before: [...had].join(', '), after: image }];
    yield { id, what: 'proxy', at: now, object, by: null, note: '', fields, more: 0, seen: 'watched' };
  }
}

function proxyOf({ spec }: Pod): string | undefined {
  const all: readonly Container[] = [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])];
  return all.find(({ name }) => name === 'istio-proxy')?.image;
}
