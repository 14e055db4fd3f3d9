import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isObject, type Json, type JsonObject, listAt, objectAt, textAt } from '#lib/core/json.ts';
import { loadResourceTypes } from '../schema/built-in-types.ts';
import { checkObject } from '../schema/check.ts';
import type { ResourceType } from '../schema/types.ts';
import { recordUpdate, serverSideApply } from './managed-fields.ts';

interface Step {
  verb: 'create' | 'put' | 'apply' | 'force';
  manager: string;
  body: JsonObject;
  owners?: { manager: string; operation: string; fields: JsonObject }[];
  conflicts?: { message: string; field: string }[];
  spec?: JsonObject;
  containers?: Json[];
}

/** What kube-apiserver 1.20 answered to these writes, one after the other. */
const recorded = JSON.parse(
  readFileSync(new URL('recorded-owners.fixture.json', import.meta.url), 'utf8'),
) as { title: string; kind: string; steps: Step[] }[];

const types = loadResourceTypes();
const typeNamed = (kind: string): ResourceType => {
  const type = types.find((t) => t.kind === kind && (!t.custom || t.version === 'v1'));
  if (!type) throw new Error(`no type ${kind}`);
  return type;
};

/** Since 1.22 custom resources are tracked by their schema, and an apply owns no structures: 1.20 gave it those too. */
function comparable(type: ResourceType, operation: string, fields: JsonObject): JsonObject {
  return type.custom && operation === 'Apply' ? withoutDots(fields) : fields;
}

function withoutDots(fields: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([key]) => key !== '.')
      .map(([key, value]) => [key, isObject(value) ? withoutDots(value) : value]),
  );
}

for (const { title, kind, steps } of recorded) {
  test(title, () => {
    const type = typeNamed(kind);
    let live: JsonObject | null = null;
    steps.forEach((step, i) => {
      const now = `2026-01-01T00:00:${String(i).padStart(2, '0')}Z`;
      const at = `step ${i + 1}, ${step.verb} by ${step.manager}`;
      const { conflicts, object } = write(type, live, step, now);
      expect(conflicts, at).toEqual(step.conflicts ?? []);
      if (!object) return;
      live = object;
      expect(ownersIn(type, object), at).toEqual(
        step.owners?.map((owner) => ({
          ...owner,
          fields: comparable(type, owner.operation, withoutPolicy(owner.fields)),
        })),
      );
      if (step.spec) expect(object.spec, at).toEqual(step.spec);
      if (step.containers) expect(containersOf(object), at).toEqual(step.containers);
    });
  });
}

function write(type: ResourceType, live: JsonObject | null, step: Step, now: string) {
  const args = { type, live, manager: step.manager, subresource: '', now };
  if (step.verb === 'create' || step.verb === 'put') {
    return { conflicts: [], object: recordUpdate({ ...args, next: checkObject(type, step.body).object }) };
  }
  const result = serverSideApply({ ...args, applied: step.body, force: step.verb === 'force' });
  if (result.ok) return { conflicts: [], object: checkObject(type, result.object).object };
  const conflicts = result.conflicts.map(({ manager, field }) => ({
    message: `conflict with ${manager}`,
    field,
  }));
  return { conflicts, object: null };
}

function ownersIn(type: ResourceType, object: JsonObject) {
  return listAt(objectAt(object, 'metadata'), 'managedFields').map((entry) => ({
    manager: textAt(entry, 'manager'),
    operation: textAt(entry, 'operation'),
    fields: comparable(type, textAt(entry, 'operation'), withoutPolicy(objectAt(entry, 'fieldsV1'))),
  }));
}

/** internalTrafficPolicy is newer than 1.20. */
function withoutPolicy(fields: JsonObject): JsonObject {
  if (!isObject(fields['f:spec'])) return fields;
  const { 'f:internalTrafficPolicy': _newer, ...spec } = fields['f:spec'];
  return { ...fields, 'f:spec': spec };
}

const containersOf = (object: JsonObject): Json[] =>
  listAt(objectAt(objectAt(objectAt(object, 'spec'), 'template'), 'spec'), 'containers');
