import { objectKey } from '#lib/core/object-ref.ts';
import { type EpochSeconds, epochSeconds } from '#lib/core/units.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import type { Condition, NodeSpec, NodeStatus } from '#lib/k8s/workload-types.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { changeOfObject } from './change-of-object.ts';
import type { ChangeRecord } from './change-record.ts';
import { lastWriter } from './last-writer.ts';

type Nodes = ReadonlyMap<string, KubeObject>;

/** Nodes that came and went, were cordoned or uncordoned, became ready or not. Their labels and annotations are bookkeeping. */
export function* nodeChanges(
  cluster: ClusterSnapshot,
  before: Nodes,
  after: Nodes,
  now: EpochSeconds,
): Generator<ChangeRecord> {
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(name) ?? null, after.get(name) ?? null];
    const known = is ?? was;
    if (was === is || known === null) continue;
    if (was === null || is === null) {
      const change = changeOfObject({ ref: refOf(cluster, 'Node', known), before: was, after: is, now });
      if (change !== null) yield change;
      continue;
    }
    const cordoned = isCordoned(is);
    if (isCordoned(was) !== cordoned)
      yield {
        ...told(cluster, is, `cordon@${is.metadata.resourceVersion ?? now}`),
        at: now,
        by: lastWriter(is.metadata)?.by ?? null,
        note: cordoned ? 'was cordoned' : 'was uncordoned',
      };
    const ready = readyOf(is);
    if (ready !== undefined && ready.status !== readyOf(was)?.status)
      yield readiness(cluster, is, ready, now);
  }
}

/** Nodes that are not ready when they are first seen, since when they are not. */
export function* notReady(cluster: ClusterSnapshot, now: EpochSeconds): Generator<ChangeRecord> {
  for (const node of objects(cluster, 'Node')) {
    const ready = readyOf(node);
    if (ready !== undefined && ready.status !== 'True')
      yield { ...readiness(cluster, node, ready, now), seen: 'found' };
  }
}

function readiness(
  cluster: ClusterSnapshot,
  node: KubeObject,
  { status, reason = '', lastTransitionTime = '' }: Condition,
  now: EpochSeconds,
): ChangeRecord {
  const since = Math.floor(Date.parse(lastTransitionTime) / 1000);
  const at = Number.isFinite(since) ? epochSeconds.parse(since) : now;
  const note = status === 'True' ? 'became ready' : `became not ready${reason === '' ? '' : `: ${reason}`}`;
  return { ...told(cluster, node, `ready@${at}`), at, by: null, note };
}

const told = (cluster: ClusterSnapshot, node: KubeObject, id: string) => {
  const object = refOf(cluster, 'Node', node);
  return {
    id: `${objectKey(object)}@${id}`,
    what: 'node',
    object,
    fields: [],
    more: 0,
    seen: 'watched',
  } as const satisfies Partial<ChangeRecord>;
};

// The watch keeps these parts of a node, see lib/k8s/trim.ts.
const isCordoned = ({ spec }: KubeObject): boolean => (spec as NodeSpec | undefined)?.unschedulable === true;
const readyOf = ({ status }: KubeObject): Condition | undefined =>
  (status as NodeStatus | undefined)?.conditions?.find(({ type }) => type === 'Ready');
