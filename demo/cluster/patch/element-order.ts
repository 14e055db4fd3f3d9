import type { Json } from '#lib/core/json.ts';

/** Whether two items of a list are the same one, by merge key or value. */
export type SameItem = (a: Json, b: Json) => boolean;

/**
 * The order of a merged list: items that the patch names come in the patch's order, the others in that of the list
 * before; where the two meet, the place in the list before decides, and new items come first.
 */
export function arrange(merged: Json[], order: Json[], before: Json[], same: SameItem): Json[] {
  const named = order.flatMap((wanted) => merged.filter((item) => same(item, wanted)).slice(0, 1));
  const others = merged.filter((item) => !named.includes(item));
  const placeOf = (item: Json): number => before.findIndex((known) => same(known, item));
  const result: Json[] = [];
  for (const item of named) {
    const place = placeOf(item);
    while (place >= 0 && others[0] !== undefined && placeOf(others[0]) < place) {
      result.push(...others.splice(0, 1));
    }
    result.push(item);
  }
  return [...result, ...others];
}
