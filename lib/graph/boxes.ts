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
export function boxesOf(node: GraphNode, kinds: readonly BoxKind[]): readonly string[] {
  const boxes: string[] = [];
  for (const kind of boxKinds) {
    const box = kinds.includes(kind) ? boxIdOf(kind, node) : null;
    if (box !== null) boxes.push(box);
  }
  return boxes;
}

/** The boxes that hold more than one of some things, by the boxes that each is in: a box round one tells nothing. */
export function sharedBoxes(paths: readonly (readonly string[])[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const path of paths) for (const box of path) counts.set(box, (counts.get(box) ?? 0) + 1);
  const shared = new Set<string>();
  for (const [box, count] of counts) if (count > 1) shared.add(box);
  return shared;
}
