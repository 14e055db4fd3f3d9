import { hash32, letters } from './hashes.ts';
import { injectProxy } from './inject.ts';
import { isReady, type Namespace, type Pod, type ReplicaSet } from './model.ts';
import { differing, ownedBy, type Write } from './write.ts';

export interface ReplicaSetContext {
  readonly namespace: Namespace | undefined;
  /** Names of the nodes, for the scheduler's part. */
  readonly nodes: readonly string[];
  /** The next number of a pod of this set, never given twice: names follow from it. */
  nextOrdinal(): number;
  readonly podNames: ReadonlySet<string>;
}

/** Makes and removes pods until their number is the wanted one, then writes the status. `owned` are its pods. */
export function reconcileReplicaSet(
  set: ReplicaSet,
  owned: readonly Pod[],
  context: ReplicaSetContext,
): Write[] {
  const alive = owned.filter((pod) => pod.metadata.deletionTimestamp === undefined);
  if (set.metadata.deletionTimestamp !== undefined) return [];
  const missing = set.spec.replicas - alive.length;
  if (missing > 0) return Array.from({ length: missing }, () => createPod(set, context));
  if (missing < 0) {
    const victims = [...alive].sort(byWorth).slice(0, -missing);
    return victims.map((target) => ({ verb: 'delete', kind: 'Pod', target }));
  }
  return status(set, alive);
}

/** Not ready before ready, then younger before older: what a ReplicaSet gives up first. */
function byWorth(a: Pod, b: Pod): number {
  const ready = Number(isReady(a)) - Number(isReady(b));
  if (ready !== 0) return ready;
  const born = (b.metadata.creationTimestamp ?? '').localeCompare(a.metadata.creationTimestamp ?? '');
  return born !== 0 ? born : a.metadata.name.localeCompare(b.metadata.name);
}

function createPod(set: ReplicaSet, context: ReplicaSetContext): Write {
  const { name: setName, namespace } = set.metadata;
  let ordinal = context.nextOrdinal();
  let name = `${setName}-${letters(`${namespace}/${setName}/${ordinal}`, 5)}`;
  while (context.podNames.has(name)) {
    ordinal = context.nextOrdinal();
    name = `${setName}-${letters(`${namespace}/${setName}/${ordinal}`, 5)}`;
  }
  const template = injectProxy(set.spec.template, context.namespace);
  const nodeName =
    context.nodes[(hash32(`${namespace}/${setName}`) + ordinal) % Math.max(1, context.nodes.length)];
  return {
    verb: 'create',
    kind: 'Pod',
    manager: 'kube-controller-manager',
    object: {
      metadata: {
        name,
        namespace,
        labels: template.metadata.labels,
        annotations: template.metadata.annotations,
        ownerReferences: [ownedBy(set, 'apps/v1', 'ReplicaSet')],
      },
      spec: { ...template.spec, nodeName, serviceAccountName: template.spec.serviceAccountName ?? 'default' },
    },
  };
}

function status(set: ReplicaSet, alive: readonly Pod[]): Write[] {
  const ready = alive.filter(isReady).length;
  const changed = differing(
    {
      observedGeneration: set.metadata.generation,
      replicas: alive.length,
      fullyLabeledReplicas: alive.length,
      readyReplicas: ready,
      availableReplicas: ready,
    },
    set.status,
  );
  if (changed === null) return [];
  return [
    {
      verb: 'patch',
      kind: 'ReplicaSet',
      manager: 'kube-controller-manager',
      target: set,
      subresource: 'status',
      // replicas is required by the API, whether or not it changed.
      patch: { status: { replicas: alive.length, ...changed } },
    },
  ];
}
