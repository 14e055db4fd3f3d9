import { isObject, type JsonObject, listAt, objectAt } from '#lib/core/json.ts';
import type { ResourceType } from '../schema/types.ts';
import { compareFields } from './compare-fields.ts';
import { type FieldOwner, ownersOf, sameOwner, withOwners } from './field-owners.ts';
import { difference, isEmpty, union } from './field-set.ts';
import { ownable, withSkeleton } from './owned-part.ts';
import { type ApplyArgs, type ApplyResult, applyConfiguration } from './server-side-apply.ts';

export interface UpdateArgs {
  type: ResourceType;
  /** What is stored; null on create. */
  live: JsonObject | null;
  next: JsonObject;
  manager: string;
  /** '' for the object itself, else `status` or `scale`. */
  subresource: string;
  /** RFC 3339, whole seconds. */
  now: string;
}

/**
 * `next` with `metadata.managedFields` brought up to date for an update (create, put, patch) by `manager`: it owns what it
 * added or changed, and nobody else owns that any longer. `[{}]` as managedFields clears them, as in the API server.
 */
export function recordUpdate(args: UpdateArgs): JsonObject {
  const { type, live, next, subresource } = args;
  if (isReset(next)) return withOwners(next, []);
  const given = ownersOf(next);
  const before = given.length > 0 ? given : ownersOf(live);
  const change = compareFields(withSkeleton(type, live), withSkeleton(type, next), type.schema ?? undefined);
  const taken = ownable(union(change.added, change.modified), type, subresource);
  const gone = union(taken, change.removed);
  const kept = before.map((owner) => ({ ...owner, fields: difference(owner.fields, gone) }));
  if (isEmpty(taken)) return withOwners(next, kept);
  const self: FieldOwner = {
    manager: args.manager,
    operation: 'Update',
    apiVersion: type.group === '' ? type.version : `${type.group}/${type.version}`,
    subresource,
    time: args.now,
    fields: taken,
  };
  const previous = kept.find((owner) => sameOwner(owner, self));
  const merged = previous ? { ...self, fields: union(previous.fields, taken) } : self;
  return withOwners(next, [...kept.filter((owner) => owner !== previous), merged]);
}

/** Server-side apply: the merged object with its managedFields, or the conflicts that stop it. */
export function serverSideApply(args: ApplyArgs): ApplyResult {
  return applyConfiguration(args);
}

function isReset(next: JsonObject): boolean {
  const entries = listAt(objectAt(next, 'metadata'), 'managedFields');
  const [only] = entries;
  return entries.length === 1 && isObject(only) && Object.keys(only).length === 0;
}
