import { asEdgeId } from '#lib/core/branded.ts';
import type { EdgeId } from '#lib/core/ids.ts';

type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** The edge that the link names; null when it names none. */
export function edgeOf({ edge }: SearchParams): EdgeId | null {
  return typeof edge === 'string' && edge !== '' ? asEdgeId(edge) : null;
}
