import { asNodeId } from '#lib/core/branded.ts';
import type { EdgeId, NodeId } from '#lib/core/ids.ts';

/** A part of an id as a person knows it; one that was cut off on its way stays as it is. */
function readPart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/**
 * What a node is called by its id alone, for where nothing else is known of it: the name that ends it, `unknown` for what has
 * none. Ids come with links: one of no known form is its own name.
 */
export function nameOfNodeId(id: NodeId): string {
  const [tag = '', , , ...names] = id.split('/');
  return readPart(names.at(-1) ?? tag);
}

/** What an edge is called by its id alone: `frontend-v1 → cart-v1`. */
export function nameOfEdgeId(id: EdgeId): string {
  const [source = '', target] = id.split('|');
  const name = (end: string) => nameOfNodeId(asNodeId(end));
  return target === undefined ? name(source) : `${name(source)} → ${name(target)}`;
}
