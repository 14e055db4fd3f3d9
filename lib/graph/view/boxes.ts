import { isKnown } from './endpoint.ts';
import type { BoxBy } from './options.ts';
import type { ViewBox, ViewNode } from './view-graph.ts';

/** What can be in a box: a node, or a box of a finer kind. */
interface Boxable {
  readonly id: string;
  readonly cluster: string;
  readonly namespace: string | null;
  readonly app: string | null;
}

interface Box extends Omit<ViewBox, 'parent'> {
  parent: string | null;
}

export interface Boxes {
  readonly boxes: readonly ViewBox[];
  /** The box of each node that is in one. */
  readonly parents: ReadonlyMap<string, string>;
}

/**
 * Boxes round what belongs together, the finest first: an application's box is itself in its namespace's. A box holds at least
 * two; where everything is of one namespace, or of one cluster, that needs no box.
 */
export function boxNodes(nodes: Iterable<ViewNode>, by: ReadonlySet<BoxBy>): Boxes {
  const parents = new Map<string, string>();
  const boxes: Box[] = [];
  let loose: Boxable[] = [...nodes];
  for (const kind of ['app', 'namespace', 'cluster'] as const) {
    if (!by.has(kind)) continue;
    const groups = Map.groupBy(loose, (member) => boxIdOf(kind, member));
    groups.delete(null);
    if (kind !== 'app' && groups.size < 2) continue;
    for (const [id, members] of groups) {
      if (id === null || members.length < 2) continue;
      boxes.push(boxOf(kind, id, members));
      for (const member of members) parents.set(member.id, id);
    }
    loose = [...loose, ...boxes].filter(({ id }) => !parents.has(id));
    loose = [...new Set(loose)];
  }
  for (const box of boxes) box.parent = parents.get(box.id) ?? null;
  return { boxes, parents };
}

/** The box a member belongs in; null where it belongs in none of this kind. */
function boxIdOf(kind: BoxBy, { cluster, namespace, app }: Boxable): string | null {
  if (kind === 'cluster') return isKnown(cluster) ? `box/${cluster}` : null;
  if (namespace === null || !isKnown(namespace)) return null;
  if (kind === 'namespace') return `box/${cluster}/${namespace}`;
  return app !== null && isKnown(app) ? `box/${cluster}/${namespace}/${app}` : null;
}

function boxOf(by: BoxBy, id: string, members: readonly Boxable[]): Box {
  const [first] = members;
  return {
    id,
    by,
    cluster: first?.cluster ?? '',
    namespace: by === 'cluster' ? null : (first?.namespace ?? null),
    app: by === 'app' ? (first?.app ?? null) : null,
    members: members.map((member) => member.id),
    parent: null,
  };
}
