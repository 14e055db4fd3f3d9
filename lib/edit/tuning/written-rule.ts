import { isObject, type JsonObject, listAt, objectAt } from '#lib/core/json.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { jsonOf } from '../object-json.ts';

/** A rule of a route object as it is written, by its id (`http/0`, `rules/1`); null where there is none. */
export function writtenRule(object: KubeObject, id: string): JsonObject | null {
  const slash = id.indexOf('/');
  const rule = listAt(objectAt(jsonOf(object), 'spec'), id.slice(0, slash))[Number(id.slice(slash + 1))];
  return isObject(rule) ? rule : null;
}
