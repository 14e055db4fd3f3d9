import { type Json, sameJson } from '#lib/core/json.ts';
import type { JsonSchema } from '#lib/istio/schema/json-schema.ts';
import { emptySet, type FieldSet, setOf } from './field-set.ts';
import { type Part, partsOf } from './field-shape.ts';

/** What differs between two values: fields that only the second has, that both have with other values, that only the first has. */
export interface Comparison {
  added: FieldSet;
  modified: FieldSet;
  removed: FieldSet;
}

const same: Comparison = { added: emptySet, modified: emptySet, removed: emptySet };

/** Compares two values field by field; structures that one side lacks are in the result themselves, as well as their fields. */
export function compareFields(
  before: Json | undefined,
  after: Json | undefined,
  schema: JsonSchema | undefined,
): Comparison {
  if (before === undefined && after === undefined) return same;
  if (before === undefined) return { ...same, added: everything(after, schema) };
  if (after === undefined) return { ...same, removed: everything(before, schema) };
  const left = partsOf(before, schema);
  const right = partsOf(after, schema);
  if (!left || !right || Array.isArray(before) !== Array.isArray(after)) {
    return sameJson(before, after) ? same : { ...same, modified: setOf(true) };
  }
  return compareParts(left, right);
}

function compareParts(left: Part[], right: Part[]): Comparison {
  const before = new Map(left.map((part) => [part.step, part]));
  const after = new Map(right.map((part) => [part.step, part]));
  const steps = [...new Set([...before.keys(), ...after.keys()])];
  const inner = steps.map((step): [string, Comparison] => {
    const schema = (after.get(step) ?? before.get(step))?.schema;
    return [step, compareFields(before.get(step)?.value, after.get(step)?.value, schema)];
  });
  const collect = (which: keyof Comparison): FieldSet =>
    setOf(
      false,
      inner.map(([step, comparison]) => [step, comparison[which]]),
    );
  return { added: collect('added'), modified: collect('modified'), removed: collect('removed') };
}

/** A value, all structures in it and all their fields. */
export function everything(value: Json | undefined, schema: JsonSchema | undefined): FieldSet {
  const parts = partsOf(value, schema) ?? [];
  return setOf(
    true,
    parts.map((part) => [part.step, everything(part.value, part.schema)]),
  );
}

/** The fields that an applied configuration sets: leaves and items, not the structures around them. */
export function appliedFields(value: Json | undefined, schema: JsonSchema | undefined): FieldSet {
  const parts = partsOf(value, schema);
  if (!parts || parts.length === 0) return setOf(true);
  return setOf(
    false,
    parts.map((part) => {
      const inner = appliedFields(part.value, part.schema);
      return [part.step, part.step.startsWith('f:') ? inner : setOf(true, inner.children)];
    }),
  );
}
