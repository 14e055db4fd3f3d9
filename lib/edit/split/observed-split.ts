import { type ObjectRef, objectKey } from '#lib/core/object-ref.ts';
import { type Share, share } from '#lib/core/units.ts';
import { pooledSplit } from '#lib/graph/decorate/pooled-split.ts';
import type { GraphEdge, GraphNode, Split } from '#lib/graph/model.ts';
import { wilson99 } from '#lib/graph/wilson.ts';
import { workloadKey } from '#lib/mesh/workloads.ts';
import type { RouteRule } from './route-rule.ts';

/** What all callers of one rule sent to one of its destinations: `requests` are those of the whole rule, the bounds are of 99 %. */
export interface ObservedShare {
  readonly requests: number;
  readonly share: Share;
  readonly low: Share;
  readonly high: Share;
}

export interface SplitSight {
  readonly edges: readonly GraphEdge[];
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** The workloads behind each destination of the rule, by `workloadKey`. */
  readonly behind: readonly ReadonlySet<string>[];
}

/** A place for every edge that ends at none of the destinations. */
const elsewhere = 'elsewhere';

/**
 * The share of each destination of a rule, over all callers that take this rule alone; null where none does, or nothing was
 * counted. The edges carry their splits (`splitsOf`), which tell the callers of whom several rules are mixed.
 */
export function observedShares(
  ref: ObjectRef,
  rule: RouteRule,
  sight: SplitSight,
): readonly (ObservedShare | null)[] {
  const hosts = new Set(rule.destinations.map(({ fullHost }) => fullHost));
  const own = sight.edges.filter(({ service }) => service !== null && hosts.has(service.host));
  const alone = new Set(
    own.filter(({ split }) => split !== null && isOf(split, ref, rule)).map(({ source }) => source),
  );
  const sent = own.filter(({ source }) => alone.has(source));
  const pooled = rule.destinations.map((destination, i) => {
    const target = (edge: GraphEdge) =>
      edge.service?.host === destination.fullHost && sight.behind[i]?.has(keyOf(sight.nodes.get(edge.target)))
        ? 'here'
        : elsewhere;
    return pooledSplit(
      sent.map((edge) => ({ source: edge.source, target: target(edge), split: edge.split })),
      'here',
    );
  });
  const n = pooled.find((split) => split?.n)?.n ?? 0;
  return pooled.map((split) => {
    const observed = split === null ? 0 : split.observed;
    if (n <= 0 || observed === null || split?.verdict === 'mixture') return null;
    const { low, high } = wilson99(observed * n, n);
    return { requests: n, share: share.parse(observed), low, high };
  });
}

const isOf = ({ route, rule: index, verdict }: Split, ref: ObjectRef, rule: RouteRule): boolean =>
  verdict !== 'mixture' && index === rule.index && objectKey(route) === objectKey(ref);

const keyOf = (node: GraphNode | undefined): string =>
  node?.kind === 'workload' ? workloadKey(node.namespace ?? '', node.name) : '';
