import { type BoxKind, boxKinds } from '#lib/url/drawing-codec.ts';
import type { GraphNode } from './model.ts';

/**
 * The box of a kind that a node belongs in, by its identity across refreshes; null where it belongs in none. A namespace is
 * named with its cluster, for two clusters may name alike, and an application with its namespace.
 */
export function boxIdOf(kind: BoxKind, { cluster, namespace, app }: GraphNode): string | null {
  if (kind === 'cluster') return `cluster:${cluster}`;
  if (namespace === null) return null;
  if (kind === 'namespace') return `${cluster}/${namespace}`;
  return app === null ? null : `app:${cluster}/${namespace}/${app}`;
}

/** What the box of an id goes round. */
export const boxKindOf = (id: string): BoxKind =>
  id.startsWith('cluster:') ? 'cluster' : id.startsWith('app:') ? 'app' : 'namespace';

/** What a box is called within the box round it: the name of its cluster, namespace or application. */
export const boxName = (id: string): string =>
  boxKindOf(id) === 'cluster' ? id.slice('cluster:'.length) : id.slice(id.lastIndexOf('/') + 1);

/** The boxes of a node, of some kinds, each within the one before it. */
export const boxesOf = (node: GraphNode, kinds: readonly BoxKind[]): readonly string[] =>
  boxKinds.flatMap((kind) => (kinds.includes(kind) ? (boxIdOf(kind, node) ?? []) : []));

/** The boxes that hold more than one of some things, by the boxes that each is in: a box round one tells nothing. */
export function sharedBoxes(paths: readonly (readonly string[])[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const box of paths.flat()) counts.set(box, (counts.get(box) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count > 1).map(([box]) => box));
}
