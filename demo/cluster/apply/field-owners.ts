import { isObject, type JsonObject, listAt, objectAt, textAt } from '#lib/core/json.ts';
import { type FieldSet, fromFieldsV1, isEmpty, toFieldsV1 } from './field-set.ts';

/** One entry of managedFields, its fields decoded. */
export interface FieldOwner {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  subresource: string;
  time: string;
  fields: FieldSet;
}

/** The owners that an object's managedFields name. */
export function ownersOf(object: JsonObject | null): FieldOwner[] {
  return listAt(objectAt(object ?? {}, 'metadata'), 'managedFields').flatMap((entry): FieldOwner[] => {
    if (!isObject(entry) || !isObject(entry.fieldsV1)) return [];
    return [
      {
        manager: textAt(entry, 'manager'),
        operation: entry.operation === 'Apply' ? 'Apply' : 'Update',
        apiVersion: textAt(entry, 'apiVersion'),
        subresource: textAt(entry, 'subresource'),
        time: textAt(entry, 'time'),
        fields: fromFieldsV1(entry.fieldsV1),
      },
    ];
  });
}

/** Whether two entries stand for one owner: an applier stays itself across versions, an updater does not. */
export function sameOwner(a: FieldOwner, b: FieldOwner): boolean {
  return (
    a.manager === b.manager &&
    a.operation === b.operation &&
    a.subresource === b.subresource &&
    (a.operation === 'Apply' || a.apiVersion === b.apiVersion)
  );
}

/** The object with these owners in its managedFields, in the API server's order; owners of nothing are left out. */
export function withOwners(object: JsonObject, owners: readonly FieldOwner[]): JsonObject {
  const { managedFields: _replaced, ...metadata } = objectAt(object, 'metadata');
  const entries = owners.filter((owner) => !isEmpty(owner.fields)).sort(compareOwners);
  const managedFields = entries.map(entryOf);
  return { ...object, metadata: managedFields.length > 0 ? { ...metadata, managedFields } : metadata };
}

function compareOwners(a: FieldOwner, b: FieldOwner): number {
  const rank = (owner: FieldOwner) =>
    [owner.operation, owner.time, owner.manager, owner.apiVersion, owner.subresource].join('\u0000');
  return rank(a) < rank(b) ? -1 : 1;
}

function entryOf(owner: FieldOwner): JsonObject {
  return {
    apiVersion: owner.apiVersion,
    fieldsType: 'FieldsV1',
    fieldsV1: toFieldsV1(owner.fields),
    manager: owner.manager,
    operation: owner.operation,
    ...(owner.subresource === '' ? {} : { subresource: owner.subresource }),
    time: owner.time,
  };
}

/** How the API server names an owner in a conflict: `"kubectl-edit" using apps/v1`. */
export function printOwner(owner: FieldOwner): string {
  const subresource =
    owner.subresource === '' ? '' : ` with subresource ${JSON.stringify(owner.subresource)}`;
  const version = owner.operation === 'Update' ? ` using ${owner.apiVersion}` : '';
  return `${JSON.stringify(owner.manager)}${subresource}${version}`;
}
