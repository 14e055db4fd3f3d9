import { isObject, type Json, type JsonObject } from '#lib/core/json.ts';
import type { JsonSchema } from '#lib/istio/schema/json-schema.ts';
import { type FieldSet, isEmpty } from './field-set.ts';
import { type Part, partsOf } from './field-shape.ts';

/** The live value with an applied one laid over it; lists with keys keep what only the live one has. */
export function mergeApplied(live: Json | undefined, applied: Json, schema: JsonSchema | undefined): Json {
  const left = partsOf(live, schema);
  const right = partsOf(applied, schema);
  if (!left || !right || Array.isArray(live) !== Array.isArray(applied)) return structuredClone(applied);
  if (Array.isArray(applied)) return mergeItems(left, right);
  const before = new Map(left.map((part) => [part.step, part.value]));
  const merged: JsonObject = isObject(live) ? { ...live } : {};
  for (const part of right) {
    merged[part.step.slice(2)] = mergeApplied(before.get(part.step), part.value, part.schema);
  }
  return merged;
}

/** Items in the order of the applied list; those that only the live one has stay where they were between them. */
function mergeItems(left: Part[], right: Part[]): Json[] {
  const before = new Map(left.map((part) => [part.step, part.value]));
  const wanted = new Set(right.map((part) => part.step));
  const merged: Json[] = [];
  let next = 0;
  for (const part of right) {
    for (let item = left[next]; item && item.step !== part.step; item = left[next]) {
      if (!wanted.has(item.step)) merged.push(structuredClone(item.value));
      else if (!before.has(part.step)) break;
      next += 1;
    }
    if (left[next]?.step === part.step) next += 1;
    merged.push(mergeApplied(before.get(part.step), part.value, part.schema));
  }
  for (const item of left.slice(next)) {
    if (!wanted.has(item.step)) merged.push(structuredClone(item.value));
  }
  return merged;
}

/**
 * The value without the fields of `drop`, but for those that `keep` (what others own) holds or holds something below. A
 * structure left empty goes with its last field.
 */
export function removeFields(
  value: Json,
  schema: JsonSchema | undefined,
  drop: FieldSet,
  keep: FieldSet,
): Json | undefined {
  const parts = partsOf(value, schema);
  if (!parts) return value;
  let changed = false;
  const left = parts.flatMap((part): Part[] => {
    const dropped = drop.children.get(part.step);
    const kept = keep.children.get(part.step);
    if (!dropped) return [part];
    changed = true;
    if (dropped.member && (!kept || isEmpty(kept))) return [];
    const inner = removeFields(
      part.value,
      part.schema,
      dropped,
      kept ?? { member: false, children: new Map() },
    );
    return inner === undefined ? [] : [{ ...part, value: inner }];
  });
  if (!changed) return value;
  if (left.length === 0) return undefined;
  if (Array.isArray(value)) return left.map((part) => part.value);
  return Object.fromEntries(left.map((part) => [part.step.slice(2), part.value]));
}
