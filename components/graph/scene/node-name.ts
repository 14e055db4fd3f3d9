import { middleEllipsis } from '#lib/format/ellipsis.ts';
import { isolated } from '#lib/format/visible.ts';
import type { GraphNode } from '#lib/graph/model.ts';

/** What of a node it is called by. */
type Called = Pick<GraphNode, 'kind' | 'name' | 'app' | 'version'>;

const outsiders: Partial<Record<GraphNode['kind'], string>> = {
  unknown: 'unknown callers',
  passthrough: 'passthrough',
  blackhole: 'blackhole',
  inaccessible: 'no access',
};

/** What a node is called: a workload by its application, the version stands beside it; one without by its own name. */
export function nodeName(node: Called): string {
  if (node.kind === 'workload') return isolated(node.app ?? node.name);
  return outsiders[node.kind] ?? isolated(node.name);
}

/** Versions longer than this are cut where they stand beside a name. */
const longestVersion = 20;

/** The version of a node as it stands beside its name; null for none. */
export const nodeVersion = ({ version }: Pick<Called, 'version'>): string | null =>
  version && isolated(middleEllipsis(version, longestVersion));

/** Name and version in one text: `checkout v2`. */
export const nodeLabel = (node: Called): string => {
  const version = nodeVersion(node);
  return version ? `${nodeName(node)} ${version}` : nodeName(node);
};

/** The longest name that is read aloud whole. */
const longestHeard = 60;

/** The same cut to what can be heard out. */
export const nodeHeard = (node: GraphNode): string => middleEllipsis(nodeLabel(node), longestHeard);
