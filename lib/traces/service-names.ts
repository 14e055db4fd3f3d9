import type { GraphNode } from '#lib/graph/model.ts';

/**
 * The names under which a node may stand in traces, what Istio's proxies use by default first: the application (or canonical
 * service) with its namespace (MeshConfig `tracingServiceName: APP_LABEL_AND_NAMESPACE`), then the application alone, as programs
 * and other settings call themselves, then the workload. Empty for nodes that tell no spans of their own.
 */
export function serviceNames(
  node: Pick<GraphNode, 'kind' | 'namespace' | 'name' | 'app'>,
): readonly string[] {
  const { kind, namespace, name, app } = node;
  if (namespace === null || (kind !== 'workload' && kind !== 'service' && kind !== 'app')) return [];
  const names = [app, name].filter((each) => each !== null && each !== '');
  return [...new Set(names.flatMap((each) => [`${each}.${namespace}`, `${each}`]))];
}

/** The first of some names that a backend knows; null where it knows none of them. */
export const knownName = (names: readonly string[], known: ReadonlySet<string>): string | null =>
  names.find((name) => known.has(name)) ?? null;
