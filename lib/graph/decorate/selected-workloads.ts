import type { ObjectRef } from '#lib/core/object-ref.ts';
import { objectKey } from '#lib/core/object-ref.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import { meshConfigOf } from '#lib/mesh/mesh-config.ts';
import { kindNameOf, objectAt } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { type Workload, workloads, workloadsIn } from '#lib/mesh/workloads.ts';

type Labels = Readonly<Record<string, string>>;

interface Target {
  readonly kind?: string;
  readonly name?: string;
}

/** Kinds that select the pods of their namespace, or of every namespace from the root namespace, and how they write it. */
const selecting = [
  'PeerAuthentication',
  'AuthorizationPolicy',
  'RequestAuthentication',
  'Telemetry',
  'WasmPlugin',
  'ProxyConfig',
] as const;
const selectingByLabels = ['Sidecar', 'EnvoyFilter'] as const;

/**
 * The workloads that an object is about: those it stands for, those it selects and those of the gateways it names. An
 * object that routes to hosts is not about workloads.
 */
export function selectedWorkloads(cluster: ClusterSnapshot, ref: ObjectRef): readonly Workload[] {
  const { namespace = '', name } = { namespace: ref.namespace ?? '', name: ref.name };
  const kind = kindNameOf(ref.group, ref.kind);
  switch (kind) {
    case 'Pod':
      return workloadsIn(cluster, namespace).filter(({ podNames }) => podNames.includes(name));
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'Rollout':
    case 'ReplicaSet': {
      const key = objectKey(ref);
      return workloadsIn(cluster, namespace).filter(
        ({ object }) => object !== null && objectKey(object) === key,
      );
    }
    case 'Gateway': {
      const labels = objectAt(cluster, kind, namespace, name)?.spec?.selector;
      return withLabels(workloads(cluster).values(), labels, 'none');
    }
    case 'K8sGateway':
      return ofGateway(cluster, namespace, name);
  }
  const selects = [...selecting, ...selectingByLabels].find((each) => each === kind);
  return selects === undefined ? [] : selectedBy(cluster, selects, namespace, name);
}

type Selecting = (typeof selecting)[number] | (typeof selectingByLabels)[number];

interface SelectingSpec {
  readonly selector?: { readonly matchLabels?: Labels };
  readonly workloadSelector?: { readonly labels?: Labels };
  readonly targetRef?: Target;
  readonly targetRefs?: readonly Target[];
}

function selectedBy(
  cluster: ClusterSnapshot,
  kind: Selecting,
  namespace: string,
  name: string,
): readonly Workload[] {
  const spec: SelectingSpec = objectAt(cluster, kind, namespace, name)?.spec ?? {};
  const targets = [...(spec.targetRef === undefined ? [] : [spec.targetRef]), ...(spec.targetRefs ?? [])];
  if (targets.length > 0)
    return targets
      .filter((target) => target.kind === 'Gateway')
      .flatMap((target) => ofGateway(cluster, namespace, target.name ?? ''));
  const everywhere = namespace === meshConfigOf(cluster).rootNamespace;
  const candidates = everywhere ? workloads(cluster).values() : workloadsIn(cluster, namespace);
  return withLabels(candidates, spec.selector?.matchLabels ?? spec.workloadSelector?.labels, 'all');
}

/** The workloads that have all of `labels`; without any label all of them, or none. */
function withLabels(
  candidates: Iterable<Workload>,
  labels: Labels | undefined,
  without: 'all' | 'none',
): readonly Workload[] {
  if (labels === undefined || Object.keys(labels).length === 0)
    return without === 'all' ? [...candidates] : [];
  return [...candidates].filter((workload) => matchesLabels(labels, workload.labels));
}

const ofGateway = (cluster: ClusterSnapshot, namespace: string, name: string): readonly Workload[] =>
  withLabels(workloadsIn(cluster, namespace), { 'gateway.networking.k8s.io/gateway-name': name }, 'none');
