import { isObject, type Json, type JsonObject, sameJson } from '#lib/core/json.ts';
import { arrange, type SameItem } from './element-order.ts';
import { listMerge } from './merge-keys.ts';

const orderPrefix = '$setElementOrder/';
const deletePrefix = '$deleteFromPrimitiveList/';

/**
 * Strategic merge patch of a built-in type: like a merge patch, but lists with a merge key merge item by item, and the
 * directives `$patch`, `$retainKeys`, `$setElementOrder/<list>` and `$deleteFromPrimitiveList/<list>` are followed.
 */
export function strategicMerge(target: JsonObject, patch: JsonObject): JsonObject {
  if (patch.$patch === 'replace') return plain(patch);
  if (patch.$patch === 'delete') return {};
  const result = retained(target, patch);
  for (const [key, value] of Object.entries(patch)) {
    if (value === undefined || key.startsWith('$')) continue;
    if (value === null) delete result[key];
    else if (isObject(value)) result[key] = strategicMerge(asObject(result[key]), value);
    else if (!Array.isArray(value)) result[key] = value;
  }
  for (const field of listFields(patch)) result[field] = mergeField(field, result, patch);
  return result;
}

const asObject = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
const asList = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

function retained(target: JsonObject, patch: JsonObject): JsonObject {
  const keep = patch.$retainKeys;
  if (!Array.isArray(keep)) return { ...target };
  return Object.fromEntries(Object.entries(target).filter(([key]) => keep.includes(key)));
}

/** Lists that a patch changes, by their own value or by a directive. */
function listFields(patch: JsonObject): Set<string> {
  const fields = new Set<string>();
  for (const [key, value] of Object.entries(patch)) {
    if (!Array.isArray(value)) continue;
    if (key.startsWith(orderPrefix)) fields.add(key.slice(orderPrefix.length));
    else if (key.startsWith(deletePrefix)) fields.add(key.slice(deletePrefix.length));
    else if (!key.startsWith('$')) fields.add(key);
  }
  return fields;
}

function mergeField(field: string, target: JsonObject, patch: JsonObject): Json[] {
  const present = asList(target[field]);
  const changes = asList(patch[field]);
  if (changes.some((item) => isObject(item) && item.$patch === 'replace')) {
    return changes.filter((item) => !(isObject(item) && item.$patch === 'replace')).map(plainItem);
  }
  const merge = listMerge(field, [...present, ...changes], Object.keys({ ...target, ...patch }));
  if (merge.by === 'replacement') return field in patch ? changes.map(plainItem) : present;
  const gone = asList(patch[deletePrefix + field]);
  const same: SameItem =
    merge.by === 'value'
      ? sameJson
      : (a, b) => isObject(a) && isObject(b) && sameJson(a[merge.key], b[merge.key]);
  const merged = merge.by === 'value' ? mergeSet(present, changes, gone) : mergeItems(present, changes, same);
  return arrange(merged, asList(patch[orderPrefix + field] ?? patch[field]), present, same);
}

function mergeSet(present: Json[], added: Json[], gone: Json[]): Json[] {
  const left = present.filter((item) => !gone.some((other) => sameJson(item, other)));
  return [...left, ...added.filter((item) => !left.some((known) => sameJson(known, item)))];
}

function mergeItems(present: Json[], changes: Json[], same: SameItem): Json[] {
  const result = [...present];
  for (const change of changes) {
    if (!isObject(change)) continue;
    const index = result.findIndex((known) => same(known, change));
    const known = result[index];
    if (change.$patch === 'delete') {
      if (index >= 0) result.splice(index, 1);
    } else if (isObject(known)) result[index] = strategicMerge(known, change);
    else result.push(plain(change));
  }
  return result;
}

/** The value without directives, as it is stored when there is nothing to merge with. */
function plain(value: JsonObject): JsonObject {
  return strategicMerge({}, Object.fromEntries(Object.entries(value).filter(([key]) => key !== '$patch')));
}

function plainItem(item: Json): Json {
  return isObject(item) ? plain(item) : item;
}
