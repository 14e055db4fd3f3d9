import { type ObjectRef, objectKey } from '#lib/core/object-ref.ts';
import { readRateAnnotation } from '#lib/health/rate-annotation.ts';
import { defaultTolerances, type Tolerance } from '#lib/health/tolerance.ts';
import { latencyFor, type ToleranceRule, tolerancesFor } from '#lib/health/tolerance-config.ts';
import { findObject, objectAt } from '#lib/mesh/objects.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { GraphNode, ServiceRef } from '../model.ts';
import { type EdgeTolerances, type Tolerated, toleratedByDefault } from './health.ts';

type Described = Pick<GraphNode, 'object' | 'kind' | 'namespace' | 'name'>;

/** What the nodes of a graph tolerate: what their objects' annotations say, else what the settings do. */
export interface NodeTolerances {
  ofNode(node: Described | undefined): Tolerated;
  /** Whether an object's annotations say what it tolerates. */
  isWritten(object: ObjectRef | null): boolean;
  /** Of an edge: its caller's own, and its callee's own or those of the service that was addressed. */
  ofEdge(
    source: Described | undefined,
    target: Described | undefined,
    service: ServiceRef | null,
  ): EdgeTolerances;
}

/** What nodes and edges of a mesh tolerate: annotations before the rules that are set, those before Weft’s own. */
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

  function tolerated(node: Described | undefined, service: ServiceRef | null): Tolerated {
    const entity = { namespace: node?.namespace ?? '', kind: node?.kind ?? '', name: node?.name ?? '' };
    const addressed = service === null ? null : { ...service, kind: 'service' };
    const shares =
      written(node?.object ?? null) ??
      (service === null ? null : ofService(service)) ??
      tolerancesFor(rules, entity);
    const own = latencyFor(rules, entity);
    const latency = own.length > 0 || addressed === null ? own : latencyFor(rules, addressed);
    return shares === defaultTolerances && latency.length === 0 ? toleratedByDefault : { shares, latency };
  }

  return {
    isWritten: (object) => written(object) !== null,
    ofNode: (node) => tolerated(node, null),
    ofEdge: (source, target, service) => ({
      source: tolerated(source, null),
      target: tolerated(target, service),
    }),
  };
}
