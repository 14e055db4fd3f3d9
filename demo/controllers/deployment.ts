import { templateHash } from './hashes.ts';
import type { Deployment, ReplicaSet } from './model.ts';
import { nextScales, type Scale } from './rollout.ts';
import { differing, ownedBy, type Write } from './write.ts';

const revision = 'deployment.kubernetes.io/revision';
const manager = 'kube-controller-manager';

/**
 * What the Deployment controller does next: the ReplicaSet of the current template, sizes stepped as a rolling update,
 * old ReplicaSets beyond the history limit removed, status. `owned` are the ReplicaSets it controls. `now` is ISO 8601.
 */
export function reconcileDeployment(
  deployment: Deployment,
  owned: readonly ReplicaSet[],
  now: string,
): Write[] {
  if (deployment.metadata.deletionTimestamp !== undefined) return [];
  const name = `${deployment.metadata.name}-${templateHash(deployment.spec.template)}`;
  const current = owned.find((set) => set.metadata.name === name);
  const olds = owned.filter((set) => set !== current).sort((a, b) => revisionOf(a) - revisionOf(b));
  const nextRevision = String(Math.max(0, ...olds.map(revisionOf)) + 1);
  const scales = sizes(deployment, current, olds);
  const writes: Write[] = [];
  if (current === undefined) writes.push(createReplicaSet(deployment, name, scales.current, nextRevision));
  else writes.push(...adjust(current, scales.current, nextRevision));
  olds.forEach((old, i) => {
    writes.push(...resize(old, scales.olds[i] ?? 0));
  });
  writes.push(...prune(olds, deployment.spec.revisionHistoryLimit));
  return writes.length > 0 ? writes : statusOf(deployment, current, olds, now);
}

function sizes(deployment: Deployment, current: ReplicaSet | undefined, olds: readonly ReplicaSet[]) {
  const { replicas, strategy, paused } = deployment.spec;
  const scale = (set: ReplicaSet): Scale => ({
    desired: set.spec.replicas,
    present: set.status?.replicas ?? 0,
    ready: set.status?.readyReplicas ?? 0,
  });
  const nothing: Scale = { desired: 0, present: 0, ready: 0 };
  if (paused && current === undefined) {
    return { current: 0, olds: olds.map((old) => old.spec.replicas) };
  }
  return nextScales({
    replicas,
    recreate: strategy.type === 'Recreate',
    maxSurge: strategy.rollingUpdate?.maxSurge ?? '25%',
    maxUnavailable: strategy.rollingUpdate?.maxUnavailable ?? '25%',
    current: current === undefined ? nothing : scale(current),
    olds: olds.map(scale),
  });
}

function createReplicaSet(deployment: Deployment, name: string, replicas: number, number: string): Write {
  const { template, selector } = deployment.spec;
  const hash = { 'pod-template-hash': templateHash(template) };
  return {
    verb: 'create',
    kind: 'ReplicaSet',
    manager,
    object: {
      metadata: {
        name,
        namespace: deployment.metadata.namespace,
        labels: { ...template.metadata.labels, ...hash },
        annotations: { [revision]: number },
        ownerReferences: [ownedBy(deployment, 'apps/v1', 'Deployment')],
      },
      spec: {
        replicas,
        selector: { matchLabels: { ...selector.matchLabels, ...hash } },
        template: {
          ...template,
          metadata: { ...template.metadata, labels: { ...template.metadata.labels, ...hash } },
        },
      },
    },
  };
}

/** An older ReplicaSet whose template came back takes the newest revision number. */
function adjust(set: ReplicaSet, replicas: number, number: string): Write[] {
  if (Number(number) <= revisionOf(set)) return resize(set, replicas);
  const patch = { metadata: { annotations: { [revision]: number } }, spec: { replicas } };
  return [{ verb: 'patch', kind: 'ReplicaSet', manager, target: set, subresource: null, patch }];
}

function resize(set: ReplicaSet, replicas: number): Write[] {
  if (set.spec.replicas === replicas) return [];
  return [
    {
      verb: 'patch',
      kind: 'ReplicaSet',
      manager,
      target: set,
      subresource: null,
      patch: { spec: { replicas } },
    },
  ];
}

function prune(olds: readonly ReplicaSet[], limit: number): Write[] {
  const empty = olds.filter((set) => set.spec.replicas === 0 && (set.status?.replicas ?? 0) === 0);
  return empty
    .slice(0, Math.max(0, empty.length - limit))
    .map((target) => ({ verb: 'delete', kind: 'ReplicaSet', target }));
}

const revisionOf = (set: ReplicaSet): number => Number(set.metadata.annotations?.[revision] ?? 0);

function statusOf(
  deployment: Deployment,
  current: ReplicaSet | undefined,
  olds: readonly ReplicaSet[],
  now: string,
): Write[] {
  // Nothing to report before the ReplicaSet reports: one write less for each Deployment.
  if (current?.status?.observedGeneration === undefined) return [];
  const all = [...olds, current];
  const total = (pick: (set: ReplicaSet) => number) => all.reduce((sum, set) => sum + pick(set), 0);
  const wanted = deployment.spec.replicas;
  const ready = total((set) => set.status?.readyReplicas ?? 0);
  const updated = current.status?.replicas ?? 0;
  const complete =
    updated === wanted && ready >= wanted && total((set) => set.status?.replicas ?? 0) === wanted;
  const status = differing(
    {
      observedGeneration: deployment.metadata.generation,
      replicas: total((set) => set.status?.replicas ?? 0),
      updatedReplicas: updated,
      readyReplicas: ready,
      availableReplicas: ready,
      unavailableReplicas: Math.max(0, wanted - ready) || null,
    },
    deployment.status,
  );
  const known = deployment.status?.conditions ?? [];
  const conditions = [
    condition(
      known,
      'Available',
      ready * 4 >= wanted * 3 ? 'True' : 'False',
      'MinimumReplicasAvailable',
      now,
    ),
    condition(known, 'Progressing', 'True', complete ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated', now),
  ];
  const changed = differing({ ...status, conditions: conditions.map(essence) }, withEssence(deployment));
  const writes: Write[] = [];
  if (changed !== null) {
    const patch = { status: { ...changed, conditions } };
    writes.push({
      verb: 'patch',
      kind: 'Deployment',
      manager,
      target: deployment,
      subresource: 'status',
      patch,
    });
  }
  const number = current.metadata.annotations?.[revision];
  // The first revision goes without saying: it would cost one more write for each Deployment of a mesh.
  if (number !== undefined && number !== (deployment.metadata.annotations?.[revision] ?? '1')) {
    const patch = { metadata: { annotations: { [revision]: number } } };
    writes.push({ verb: 'patch', kind: 'Deployment', manager, target: deployment, subresource: null, patch });
  }
  return writes;
}

type Condition = { type: string; status: string; [field: string]: unknown };

const essence = ({ type, status, reason }: Condition) => ({ type, status, reason });

const withEssence = (deployment: Deployment) => ({
  ...deployment.status,
  conditions: (deployment.status?.conditions ?? []).map(essence),
});

function condition(
  known: readonly Condition[],
  type: string,
  status: string,
  reason: string,
  now: string,
): Condition {
  const before = known.find((c) => c.type === type);
  const text = status === 'True' ? reason : 'MinimumReplicasUnavailable';
  if (before?.status === status && before.reason === text) return before;
  const moved = before?.status === status ? before.lastTransitionTime : now;
  return { type, status, reason: text, lastUpdateTime: now, lastTransitionTime: moved };
}
