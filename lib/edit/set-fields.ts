import type { Json, JsonObject } from '#lib/core/json.ts';

/** What becomes of each field: a value is written, null takes the field away, undefined leaves it as it is. */
export type FieldChanges = Readonly<Record<string, Json | undefined>>;

/** A group of fields with some of them changed; the others stay as they are. */
export function setFields(fields: JsonObject, changes: FieldChanges): JsonObject {
  const after = { ...fields };
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete after[key];
    else if (value !== undefined) after[key] = value;
  }
  return after;
}

/** As `setFields` on a group that may not be there; null, so that it is taken away, where nothing is left in it. */
export function setGroup(group: JsonObject, changes: FieldChanges): JsonObject | null {
  const after = setFields(group, changes);
  return Object.keys(after).length === 0 ? null : after;
}
