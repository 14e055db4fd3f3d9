import type { GraphNode, ServiceRef } from '#lib/graph/model.ts';
import { pagePaths } from '#lib/url/paths.ts';

type End = Pick<GraphNode, 'id' | 'kind' | 'name' | 'namespace' | 'app'>;

/** The page on which a request from one node to another is simulated; null for a caller that is no workload. */
export function simulateLink(source: End, target: End | null, service: ServiceRef | null): string | null {
  if (source.kind !== 'workload') return null;
  const host = service?.host ?? (target === null ? '' : hostOf(target));
  return pagePaths.simulate({ from: source.id, host });
}

/** How a node is called: by its Service, which is most often named as the application is. */
function hostOf({ kind, name, namespace, app }: End): string {
  if (kind === 'service') return `${name}.${namespace}`;
  return kind === 'workload' ? `${app ?? name}.${namespace}` : kind === 'external' ? name : '';
}
