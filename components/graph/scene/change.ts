import type { GraphChange } from '#lib/graph/compare.ts';

/** How an element differs between the two moments of a comparison, told from the earlier to the later one. */
export interface SceneChange {
  readonly mark: GraphChange['mark'];
  /** What changed, signed: `rate +12 % · errors −3.1 pts`; empty where the mark says all. */
  readonly text: string;
}

/** The changes of a comparison by the ids of their elements. What is unchanged is not among them. */
export type SceneChanges = ReadonlyMap<string, SceneChange>;

/** What is told of several elements drawn as one: the mark they share, else that some changed, and how many. */
export function changeOfAll(changes: SceneChanges | null, ids: readonly string[]): SceneChange | null {
  const found = ids.flatMap((id) => changes?.get(id) ?? []);
  const [first] = found;
  if (!first) return null;
  if (ids.length === 1) return first;
  const same = found.every(({ mark }) => mark === first.mark);
  return { mark: same ? first.mark : 'changed', text: `${found.length} of ${ids.length}` };
}
