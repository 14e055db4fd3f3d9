import type { KnownNode } from '#lib/api/graph-contract.ts';

type Named = Pick<KnownNode, 'kind' | 'namespace' | 'name'>;

const kindWords: Readonly<Record<KnownNode['kind'], string>> = {
  workload: 'workload',
  service: 'Service',
  external: 'host outside',
  passthrough: 'unknown hosts, let through',
  blackhole: 'unknown hosts, blocked',
  unknown: 'not named by telemetry',
  inaccessible: 'may not be read',
  app: 'application',
  operation: 'operation',
};

/** What a node is and where, beside its name. */
export const nodeDetail = ({ kind, namespace }: Pick<Named, 'kind' | 'namespace'>): string =>
  namespace === null ? kindWords[kind] : `${kindWords[kind]} in ${namespace}`;

/** A node in one text, as a field shows it once it is chosen. */
export const nodeText = (node: Named): string =>
  node.kind === 'inaccessible' ? kindWords.inaccessible : `${node.name} · ${nodeDetail(node)}`;

/** How many are offered at once; more would not be read. */
export const mostOffered = 60;

export interface Offered {
  readonly nodes: readonly KnownNode[];
  /** How many more match. */
  readonly more: number;
}

/** The nodes that match every word of a text: names that begin with it first, then those with traffic. */
export function offer(nodes: readonly KnownNode[], text: string): Offered {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const [first = ''] = words;
  const matching = nodes
    .map((node) => ({ node, text: `${node.name} ${node.app ?? ''} ${nodeDetail(node)}`.toLowerCase() }))
    .filter((row) => words.every((word) => row.text.includes(word)))
    .map(({ node }) => node);
  const rank = (node: KnownNode) =>
    (node.name.toLowerCase().startsWith(first) ? 0 : 2) + (node.traffic ? 0 : 1);
  const sorted = matching.toSorted(
    (a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name) || a.id.localeCompare(b.id),
  );
  return { nodes: sorted.slice(0, mostOffered), more: Math.max(0, sorted.length - mostOffered) };
}
