import { type JsonObject, numberAt, objectAt, sameJson, textAt } from '#lib/core/json.ts';
import { admit } from '../admission/admit.ts';
import { recordUpdate } from '../apply/managed-fields.ts';
import { type ClusterState, timestamp } from '../cluster-state.ts';
import { conflict, invalid, notFound, staleVersion } from '../errors/errors.ts';
import { resourceKey } from '../storage/object-store.ts';
import { atVersion } from '../types/at-version.ts';
import { builtInProblems } from './built-in-rules.ts';
import { checkFields } from './check-fields.ts';
import { checkUpdateIdentity, withIdentity } from './check-identity.ts';
import { checkNames } from './check-names.ts';
import { afterUpdate, finishDeletion } from './consequences.ts';
import type { Body } from './create-object.ts';
import { countsGenerations, specDiffers } from './generation.ts';
import type { ObjectTarget, WriteOptions } from './write-options.ts';

/** How an update gets from the stored object, at the version of the request, to the next one. */
export interface Change {
  next(live: JsonObject): Body;
  /** PUT of a type without unconditional updates: a body without a version is refused. */
  needsVersion: boolean;
  /** The next object is the live one, patched: a wrong kind, version or uid is then a field that may not change (422). */
  patched: boolean;
  /** The next object brings its own managedFields (server-side apply). */
  applied: boolean;
}

const attempts = 5;

/**
 * Updates an object as PUT, PATCH and apply do; a change of nothing stores nothing.
 * @throws StatusError 400, 404, 409 (stale version) or 422
 */
export async function replaceObject(
  state: ClusterState,
  target: ObjectTarget,
  change: Change,
  options: WriteOptions,
): Promise<JsonObject> {
  const key = resourceKey(target.type);
  for (let attempt = 1; ; attempt += 1) {
    const live = state.store.get(key, target.namespace, target.name);
    if (live === null) throw notFound(target.type, target.name);
    const body = change.next(atVersion(live, target.type));
    const next = nextObject(state, target, live, body, change, options);
    await admit(state, {
      operation: 'UPDATE',
      type: target.type,
      namespace: target.namespace,
      name: target.name,
      subresource: target.subresource,
      object: next,
      oldObject: atVersion(live, target.type),
      options,
    });
    if (state.store.get(key, target.namespace, target.name) === live) {
      return store(state, target, live, next, options);
    }
    // Someone else wrote while webhooks were asked: start over from what they left.
    if (attempt === attempts) throw staleVersion(target.type, target.name);
  }
}

function store(
  state: ClusterState,
  target: ObjectTarget,
  live: JsonObject,
  next: JsonObject,
  options: WriteOptions,
): JsonObject {
  if (options.dryRun || sameJson(unversioned(live), unversioned(next))) {
    return sameJson(unversioned(live), unversioned(next)) ? live : next;
  }
  const stored = state.store.put(resourceKey(target.type), next);
  afterUpdate(state, target.type, stored);
  return finishDeletion(state, target.type, stored);
}

/** Without what differs between two served versions of the same state. */
function unversioned(object: JsonObject): JsonObject {
  const { apiVersion: _version, ...rest } = object;
  return rest;
}

function nextObject(
  state: ClusterState,
  target: ObjectTarget,
  live: JsonObject,
  body: Body,
  change: Change,
  options: WriteOptions,
): JsonObject {
  const { type, name } = target;
  const object = withIdentity(target, body.object);
  checkUpdateIdentity(target, object, change.patched);
  checkPreconditions(target, live, objectAt(object, 'metadata'), change);
  const given = { ...object, metadata: { ...objectAt(object, 'metadata'), name } };
  checkNames(type, given, live);
  const checked = checkFields(type, given, body.repeated, options);
  const next = merged(target, live, checked);
  if (countsGenerations(type) && target.subresource !== 'status' && specDiffers(type, live, next)) {
    objectAt(next, 'metadata').generation = (numberAt(live.metadata, 'generation') ?? 0) + 1;
  }
  const causes = builtInProblems(type, live, next);
  if (causes.length > 0) throw invalid(type.kind, type.group, name, causes);
  if (change.applied) return next;
  const recorded = recordUpdate({
    type,
    live: atVersion(live, type),
    next,
    manager: options.fieldManager,
    subresource: target.subresource,
    now: timestamp(state),
  });
  // A write that changes nothing but the record of who wrote is no write.
  return sameJson(withoutManaged(recorded), withoutManaged(atVersion(live, type)))
    ? atVersion(live, type)
    : recorded;
}

function withoutManaged(object: JsonObject): JsonObject {
  const { managedFields: _managed, ...metadata } = objectAt(object, 'metadata');
  return { ...object, metadata };
}

/** A status write takes only the status, another write everything but the status, where there is that subresource. */
function merged(target: ObjectTarget, live: JsonObject, checked: JsonObject): JsonObject {
  const metadata = keptMetadata(live, objectAt(checked, 'metadata'));
  const base = { apiVersion: checked.apiVersion, kind: checked.kind };
  if (target.subresource === 'status') {
    const old = objectAt(live, 'metadata');
    const { status: _old, ...rest } = live;
    const managed = metadata.managedFields === undefined ? {} : { managedFields: metadata.managedFields };
    const { managedFields: _managed, ...kept } = old;
    return { ...rest, ...base, metadata: { ...kept, ...managed }, ...statusOf(checked) };
  }
  if (!target.type.subresources.status) return { ...checked, ...base, metadata };
  const { status: _status, ...rest } = checked;
  return { ...rest, ...base, metadata, ...statusOf(live) };
}

const statusOf = (object: JsonObject): JsonObject =>
  object.status === undefined ? {} : { status: object.status };

/** Metadata that a client may not change keeps its stored value. */
function keptMetadata(live: JsonObject, given: JsonObject): JsonObject {
  const old = objectAt(live, 'metadata');
  const {
    generation: _g,
    deletionTimestamp: _d,
    deletionGracePeriodSeconds: _s,
    selfLink: _l,
    ...rest
  } = given;
  const fixed = [
    'uid',
    'namespace',
    'creationTimestamp',
    'generation',
    'generateName',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
    'resourceVersion',
  ];
  const kept = fixed.filter((key) => old[key] !== undefined).map((key) => [key, old[key]]);
  return { ...rest, ...Object.fromEntries(kept) };
}

function checkPreconditions(
  target: ObjectTarget,
  live: JsonObject,
  given: JsonObject,
  change: Pick<Change, 'needsVersion' | 'patched'>,
): void {
  const old = objectAt(live, 'metadata');
  const { type, name } = target;
  const version = textAt(given, 'resourceVersion');
  if (version === '' && change.needsVersion) {
    throw invalid(type.plural, type.group, name, [
      {
        reason: 'FieldValueInvalid',
        message: 'Invalid value: 0x0: must be specified for an update',
        field: 'metadata.resourceVersion',
      },
    ]);
  }
  const uid = textAt(given, 'uid');
  if (uid !== '' && uid !== textAt(old, 'uid')) {
    if (change.patched && type.custom) throw immutable(target, 'metadata.uid', uid);
    throw conflict(
      type,
      name,
      `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${textAt(old, 'uid')}`,
    );
  }
  if (version !== '' && version !== textAt(old, 'resourceVersion')) throw staleVersion(type, name);
}

const immutable = (target: ObjectTarget, field: string, value: string) =>
  invalid(target.type.kind, target.type.group, target.name, [
    {
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${JSON.stringify(value)}: field is immutable`,
      field,
    },
  ]);
