import { type ObjectRef, objectKey } from '#lib/core/object-ref.ts';
import { readRateAnnotation } from '#lib/health/rate-annotation.ts';
import type { Tolerance } from '#lib/health/tolerance.ts';
import { type ToleranceRule, tolerancesFor } from '#lib/health/tolerance-config.ts';
import { findObject, objectAt } from '#lib/mesh/objects.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { GraphNode, ServiceRef } from '../model.ts';
import type { EdgeTolerances } from './health.ts';

type Described = Pick<GraphNode, 'object' | 'kind' | 'namespace' | 'name'>;

/** What the nodes of a graph tolerate: what their objects' annotations say, else what the settings do. */
export interface NodeTolerances {
  ofNode(node: Described | undefined): readonly Tolerance[];
  /** Whether an object's annotations say what it tolerates. */
  isWritten(object: ObjectRef | null): boolean;
  /** Of an edge: its caller's own, and its callee's own or those of the service that was addressed. */
  ofEdge(
    source: Described | undefined,
    target: Described | undefined,
    service: ServiceRef | null,
  ): EdgeTolerances;
}

export function tolerancesIn(snapshot: MeshSnapshot, rules: readonly ToleranceRule[] = []): NodeTolerances {
  const known = new Map<string, readonly Tolerance[] | null>();

  function written(ref: ObjectRef | null): readonly Tolerance[] | null {
    if (ref === null) return null;
    const key = objectKey(ref);
    const before = known.get(key);
    if (before !== undefined) return before;
    const read = readRateAnnotation(findObject(snapshot, ref)?.metadata.annotations);
    known.set(key, read);
    return read;
  }

  function ofService({ cluster, namespace, name }: ServiceRef): readonly Tolerance[] | null {
    const objects = snapshot.clusters.get(cluster);
    const service = objects === undefined ? null : objectAt(objects, 'Service', namespace, name);
    return readRateAnnotation(service?.metadata.annotations);
  }

  const set = (node: Described | undefined) =>
    tolerancesFor(rules, {
      namespace: node?.namespace ?? '',
      kind: node?.kind ?? '',
      name: node?.name ?? '',
    });

  return {
    isWritten: (object) => written(object) !== null,
    ofNode: (node) => written(node?.object ?? null) ?? set(node),
    ofEdge: (source, target, service) => ({
      source: written(source?.object ?? null) ?? set(source),
      target:
        written(target?.object ?? null) ?? (service === null ? null : ofService(service)) ?? set(target),
    }),
  };
}
