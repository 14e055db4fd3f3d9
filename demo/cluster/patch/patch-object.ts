import { isObject, type Json, type JsonObject } from '#lib/core/json.ts';
import { serverSideApply } from '../apply/managed-fields.ts';
import { type ClusterState, timestamp } from '../cluster-state.ts';
import { badRequest, invalid, unsupportedMedia } from '../errors/errors.ts';
import { StatusError } from '../errors/status-error.ts';
import { reportUnknown } from '../objects/check-fields.ts';
import { checkIdentity } from '../objects/check-identity.ts';
import { type Body, createObject } from '../objects/create-object.ts';
import { replaceObject } from '../objects/replace-object.ts';
import type { ObjectTarget, WriteOptions } from '../objects/write-options.ts';
import { checkObject } from '../schema/check.ts';
import type { ResourceType } from '../schema/types.ts';
import { resourceKey } from '../storage/object-store.ts';
import { atVersion } from '../types/at-version.ts';
import { jsonPatch } from './json-patch.ts';
import { mergePatch } from './merge-patch.ts';
import { strategicMerge } from './strategic-merge.ts';

/** Media types of a PATCH body. */
export const patchTypes = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
} as const;

/** Patch types that a resource accepts: custom resources have no strategic merge. */
function acceptedPatches(type: ResourceType): string[] {
  const { json, merge, strategic, apply } = patchTypes;
  return type.custom ? [json, merge, apply] : [json, merge, strategic, apply];
}

/** A decoded PATCH body with its media type. */
export interface Patch {
  mediaType: string;
  value: Json;
  repeated: readonly string[];
  /** Only for apply: take fields over from other managers. */
  force: boolean;
}

/**
 * Patches an object as PATCH does.
 * @throws StatusError 400, 404, 409, 415 or 422 (a failing JSON Patch `test` among them)
 */
export async function patchObject(
  state: ClusterState,
  target: ObjectTarget,
  patch: Patch,
  options: WriteOptions,
): Promise<{ object: JsonObject; created: boolean }> {
  if (!acceptedPatches(target.type).includes(patch.mediaType)) {
    throw unsupportedMedia(acceptedPatches(target.type));
  }
  if (patch.mediaType === patchTypes.apply) return applyObject(state, target, patch, options);
  const object = await replaceObject(
    state,
    target,
    {
      next: (live) => ({ object: patched(live, patch), repeated: patch.repeated }),
      needsVersion: false,
      patched: true,
      applied: false,
    },
    options,
  );
  return { object, created: false };
}

function patched(live: JsonObject, patch: Patch): JsonObject {
  if (patch.mediaType === patchTypes.json) return jsonPatch(live, patch.value);
  if (!isObject(patch.value)) throw badRequest('the patch is not an object');
  if (patch.mediaType === patchTypes.strategic) return strategicMerge(live, patch.value);
  const merged = mergePatch(live, patch.value);
  return isObject(merged) ? merged : {};
}

async function applyObject(
  state: ClusterState,
  target: ObjectTarget,
  patch: Patch,
  options: WriteOptions,
): Promise<{ object: JsonObject; created: boolean }> {
  if (options.fieldManager === '') throw managerRequired();
  if (!isObject(patch.value)) throw badRequest('the applied configuration is not an object');
  const applied = patch.value;
  if (isObject(applied.metadata) && applied.metadata.managedFields !== undefined) {
    throw badRequest('metadata.managedFields must be nil');
  }
  const live = state.store.get(resourceKey(target.type), target.namespace, target.name);
  if (live === null) {
    if (target.subresource !== '') {
      throw new StatusError(404, 'NotFound', `${target.type.plural} "${target.name}" not found`);
    }
    const body = mergeApplied(state, target, null, patch, applied, options);
    return { object: await createObject(state, target, body, options, true), created: true };
  }
  const object = await replaceObject(
    state,
    target,
    {
      next: (current) => mergeApplied(state, target, current, patch, applied, options),
      needsVersion: false,
      patched: true,
      applied: true,
    },
    options,
  );
  return { object: atVersion(object, target.type), created: false };
}

function mergeApplied(
  state: ClusterState,
  target: ObjectTarget,
  live: JsonObject | null,
  patch: Patch,
  applied: JsonObject,
  options: WriteOptions,
): Body {
  checkIdentity(target, applied);
  // A fragment may lack what the live object has: only its unknown fields are judged, and on the fragment itself.
  reportUnknown(target.type, checkObject(target.type, applied).unknown, patch.repeated, options);
  const result = serverSideApply({
    type: target.type,
    live,
    applied,
    manager: options.fieldManager,
    force: patch.force,
    subresource: target.subresource,
    now: timestamp(state),
  });
  if (result.ok) return { object: result.object, repeated: [] };
  throw applyConflict(result.conflicts);
}

function applyConflict(conflicts: readonly { manager: string; field: string }[]): StatusError {
  const byManager = new Map<string, string[]>();
  for (const { manager, field } of conflicts) {
    byManager.set(manager, [...(byManager.get(manager) ?? []), field]);
  }
  const many = conflicts.length > 1;
  const parts = [...byManager].map(([manager, fields]) =>
    fields.length === 1 && !many
      ? `conflict with ${manager}: ${fields[0]}`
      : `conflicts with ${manager}:\n${fields.map((field) => `- ${field}`).join('\n')}`,
  );
  return new StatusError(
    409,
    'Conflict',
    `Apply failed with ${conflicts.length} conflict${many ? 's' : ''}: ${parts.join('\n')}`,
    {
      causes: conflicts.map(({ manager, field }) => ({
        reason: 'FieldManagerConflict',
        message: `conflict with ${manager}`,
        field,
      })),
    },
  );
}

const managerRequired = (): StatusError =>
  invalid('PatchOptions', 'meta.k8s.io', '', [
    {
      reason: 'FieldValueRequired',
      message: 'Required value: is required for apply patch',
      field: 'fieldManager',
    },
  ]);
