import { isObject, type Json, type JsonObject } from '#lib/core/json.ts';
import { type CheckedValue, checkValue } from '#lib/istio/schema/check-value.ts';
import { builtInDefaults } from './built-in-defaults.ts';
import { isDemanded } from './demanded-fields.ts';
import type { FieldProblem, ResourceType } from './types.ts';

export interface CheckedObject {
  /** A copy: unknown fields pruned, defaults filled in. */
  object: JsonObject;
  /** Fields that the schema does not know, already pruned. */
  unknown: FieldProblem[];
  /** What makes the object unacceptable (422). */
  invalid: FieldProblem[];
}

/** Checks, prunes and defaults an object against the schema of its type, as the API server does before admission. */
export function checkObject(type: ResourceType, object: JsonObject): CheckedObject {
  if (!type.schema) return { object: structuredClone(object), unknown: [], invalid: [] };
  const checked = checkValue(type.schema, object, '', { nullIsAbsent: !type.custom });
  const whole = asObject(checked);
  if (type.custom) return { object: whole, unknown: checked.unknown, invalid: checked.invalid };
  return {
    object: builtInDefaults(type, whole),
    unknown: checked.unknown,
    invalid: checked.invalid.filter(
      (problem) => problem.kind !== 'required' || isDemanded(type, problem.path),
    ),
  };
}

/** Checking an object yields an object of the same JSON values. */
function asObject(checked: CheckedValue): JsonObject {
  const value = checked.value as Json;
  return isObject(value) ? value : {};
}
