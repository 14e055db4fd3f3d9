import { type JsonObject, textAt } from '#lib/core/json.ts';
import { badRequest, invalid } from '../errors/errors.ts';
import type { StatusCause } from '../errors/status-error.ts';
import { checkObject } from '../schema/check.ts';
import type { FieldProblem, ResourceType } from '../schema/types.ts';
import type { WriteOptions } from './write-options.ts';

const causeReasons: Record<FieldProblem['kind'], string> = {
  unknown: 'FieldValueInvalid',
  type: 'FieldValueTypeInvalid',
  required: 'FieldValueRequired',
  enum: 'FieldValueNotSupported',
  pattern: 'FieldValueInvalid',
  range: 'FieldValueInvalid',
  duplicate: 'FieldValueDuplicate',
};

/**
 * The object pruned and defaulted by its schema. `repeated` are keys that the body held twice.
 * @throws StatusError 400 for unknown fields under Strict, 422 for values that the schema refuses
 */
export function checkFields(
  type: ResourceType,
  object: JsonObject,
  repeated: readonly string[],
  options: Pick<WriteOptions, 'fieldValidation' | 'warn'>,
): JsonObject {
  const checked = checkObject(type, object);
  reportUnknown(type, checked.unknown, repeated, options);
  refuseInvalid(type, object, checked.invalid);
  return checked.object;
}

/**
 * Treats fields that the schema does not know, and keys held twice, as `fieldValidation` asks.
 * @throws StatusError 400 under Strict
 */
export function reportUnknown(
  type: ResourceType,
  unknown: readonly FieldProblem[],
  repeated: readonly string[],
  options: Pick<WriteOptions, 'fieldValidation' | 'warn'>,
): void {
  const strict = [
    ...repeated.map((path) => `duplicate field "${path}"`),
    ...unknown.map((problem) => `unknown field "${problem.path}"`),
  ];
  if (strict.length > 0 && options.fieldValidation === 'Strict') {
    throw badRequest(
      `${type.kind} in version ${JSON.stringify(type.version)} cannot be handled as a ${type.kind}: strict decoding error: ${strict.join(', ')}`,
    );
  }
  if (options.fieldValidation === 'Warn') for (const text of strict) options.warn(text);
}

/** Built-in types are decoded into structures: a value of another type is a decoding error (400) there, not a 422. */
function refuseInvalid(type: ResourceType, object: JsonObject, problems: readonly FieldProblem[]): void {
  const first = problems[0];
  if (first === undefined) return;
  const mistyped = problems.find((problem) => problem.kind === 'type');
  if (!type.custom && mistyped !== undefined) {
    throw badRequest(
      `${type.kind} in version ${JSON.stringify(type.version)} cannot be handled as a ${type.kind}: json: cannot unmarshal ${mistyped.path}: ${mistyped.message}`,
    );
  }
  const causes = problems.map(
    (problem): StatusCause => ({
      reason: causeReasons[problem.kind],
      message: problem.message,
      field: problem.path,
    }),
  );
  throw invalid(type.kind, type.group, textAt(object.metadata, 'name'), causes);
}
