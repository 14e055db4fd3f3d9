import { pooledSplit } from '../decorate/pooled-split.ts';
import type { GraphEdge, Split, TrafficGraph } from '../model.ts';
import { isKnown } from './endpoint.ts';
import type { ViewEdge, ViewNode } from './view-graph.ts';

/** Declared beside observed on an edge of a view, as the graph of the mesh has it; null where the view is too coarse to say. */
export type ViewSplits = (
  edge: ViewEdge,
  source: ViewNode | undefined,
  target: ViewNode | undefined,
) => Split | null;

/**
 * Splits are between workloads: a view has them where a node is one, or a version of an application that is one, and from a
 * service to what serves it for all of its callers together.
 */
export function viewSplits({ edges }: TrafficGraph): ViewSplits {
  const requests = edges.filter(({ protocol }) => protocol !== 'tcp');
  const byEnds = Map.groupBy(requests, ({ source, target, protocol }) => `${source}|${target}|${protocol}`);
  const byService = Map.groupBy(requests, ({ service }) =>
    service === null ? null : `${service.cluster}/${service.namespace}/${service.name}`,
  );
  return ({ protocol }, source, target) => {
    const to = target === undefined ? null : workloadId(target);
    if (source === undefined || to === null) return null;
    if (source.kind === 'service') {
      const { cluster, namespace, service } = source;
      return pooledSplit(byService.get(`${cluster}/${namespace}/${service}`) ?? [], to);
    }
    const from = workloadId(source);
    return from === null ? null : alone(byEnds.get(`${from}|${to}|${protocol}`) ?? []);
  };
}

/** What is called by two services is split by two routes. */
const alone = ([only, ...others]: readonly GraphEdge[]): Split | null =>
  others.length === 0 ? (only?.split ?? null) : null;

function workloadId({ id, kind, cluster, namespace, workload }: ViewNode): string | null {
  if (kind === 'workload') return id;
  if (kind !== 'app' || workload === null || !isKnown(workload)) return null;
  return `wl/${cluster}/${namespace}/${workload}`;
}
