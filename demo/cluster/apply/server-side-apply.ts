import { isObject, type JsonObject, objectAt, sameJson } from '#lib/core/json.ts';
import type { ResourceType } from '../schema/types.ts';
import { appliedFields, compareFields, everything } from './compare-fields.ts';
import { type FieldOwner, ownersOf, printOwner, sameOwner, withOwners } from './field-owners.ts';
import {
  difference,
  emptySet,
  type FieldSet,
  intersection,
  pathsOf,
  printPath,
  sameSet,
  union,
} from './field-set.ts';
import { mergeApplied, removeFields } from './merge-applied.ts';
import { ownable } from './owned-part.ts';

export interface ApplyArgs {
  type: ResourceType;
  live: JsonObject | null;
  applied: JsonObject;
  manager: string;
  force: boolean;
  subresource: string;
  now: string;
}

export interface ApplyConflict {
  /** As the API server names it: `"kubectl-edit" using apps/v1`. */
  manager: string;
  /** Path as the API server prints it: `.spec.replicas`. */
  field: string;
}

export type ApplyResult = { ok: true; object: JsonObject } | { ok: false; conflicts: ApplyConflict[] };

/**
 * The steps of structured-merge-diff's Apply: lay the configuration over the live object, drop what the applier set before
 * and no longer names, then see who else owns what changed.
 */
export function applyConfiguration(args: ApplyArgs): ApplyResult {
  const { type, live, applied, subresource } = args;
  const schema = type.schema ?? undefined;
  const owners = ownersOf(live);
  if (live && owners.length === 0) owners.push(firstOwner(args));
  const self: FieldOwner = {
    manager: args.manager,
    operation: 'Apply',
    apiVersion: apiVersionOf(type),
    subresource,
    time: args.now,
    fields: ownable(appliedFields(applied, schema), type, subresource),
  };
  const previous = owners.find((owner) => sameOwner(owner, self));
  const others = owners.filter((owner) => owner !== previous);
  const merged = mergedObject(args, previous?.fields ?? emptySet, self.fields, others);
  const change = compareFields(live ?? {}, merged, schema);
  const touched = ownable(union(change.added, change.modified), type, subresource);
  const conflicts = live ? conflictsOf(others, touched) : [];
  if (conflicts.length > 0 && !args.force) return { ok: false, conflicts };
  const kept = others.map((owner) => ({
    ...owner,
    fields: difference(owner.fields, union(args.force ? touched : emptySet, change.removed)),
  }));
  const isSame = previous && sameSet(previous.fields, self.fields) && live && sameContent(live, merged);
  return { ok: true, object: withOwners(merged, [...kept, isSame ? previous : self]) };
}

function mergedObject(
  args: ApplyArgs,
  before: FieldSet,
  now: FieldSet,
  others: readonly FieldOwner[],
): JsonObject {
  const schema = args.type.schema ?? undefined;
  const owned = others.reduce((all, owner) => union(all, owner.fields), now);
  const laid = mergeApplied(args.live ?? {}, ownPart(args), schema);
  const pruned = removeFields(laid, schema, difference(before, now), owned);
  return isObject(pruned) ? pruned : {};
}

/** What of the applied object a write to this subresource may set. */
function ownPart({ applied, type, subresource }: ApplyArgs): JsonObject {
  const { status, spec, ...rest } = applied;
  const identity = { ...rest, metadata: identityOf(objectAt(applied, 'metadata')) };
  if (subresource === 'status') return { ...identity, ...(status === undefined ? {} : { status }) };
  const main = { ...rest, ...(spec === undefined ? {} : { spec }) };
  return type.subresources.status || status === undefined ? main : { ...main, status };
}

function identityOf({ name, namespace }: JsonObject): JsonObject {
  return { ...(name === undefined ? {} : { name }), ...(namespace === undefined ? {} : { namespace }) };
}

function conflictsOf(others: readonly FieldOwner[], touched: FieldSet): ApplyConflict[] {
  return others.flatMap((owner) =>
    pathsOf(intersection(owner.fields, touched)).map((path) => ({
      manager: printOwner(owner),
      field: printPath(path),
    })),
  );
}

/** Objects written before anyone kept track belong, as they are, to an owner of this name. */
function firstOwner({ type, live, now, subresource }: ApplyArgs): FieldOwner {
  return {
    manager: 'before-first-apply',
    operation: 'Update',
    apiVersion: apiVersionOf(type),
    subresource: '',
    time: now,
    fields: ownable(everything(live ?? {}, type.schema ?? undefined), type, subresource),
  };
}

function sameContent(live: JsonObject, merged: JsonObject): boolean {
  const plain = (object: JsonObject): JsonObject => withOwners(object, []);
  return sameJson(plain(live), plain(merged));
}

const apiVersionOf = (type: ResourceType): string =>
  type.group === '' ? type.version : `${type.group}/${type.version}`;
