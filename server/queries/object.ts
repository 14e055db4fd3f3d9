import type { ObjectResponse } from '#lib/api/object-contract.ts';
import { WeftError } from '#lib/core/error-code.ts';
import { type ObjectRef, objectKey } from '#lib/core/object-ref.ts';
import { epochSeconds } from '#lib/core/units.ts';
import { changedAt } from '#lib/k8s/changed-at.ts';
import { managedByOf } from '#lib/k8s/managed-by.ts';
import type { ObjectMeta } from '#lib/k8s/object.ts';
import { yamlOf } from '#lib/k8s/yaml-of.ts';
import { findObject, kindNameOf } from '#lib/mesh/objects.ts';
import { referencesOf, referrersOf } from '#lib/mesh/references.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { Context } from '../context.ts';
import { everyFindingOf } from './findings.ts';
import { governedTraffic } from './governed-traffic.ts';

/**
 * One object as YAML, read live with the viewer's rights, which Kubernetes checks. Only kinds that Weft watches are read:
 * Secrets are not among them.
 */
export async function readObject(ctx: Context, ref: ObjectRef): Promise<ObjectResponse> {
  if (kindNameOf(ref.group, ref.kind) === null) {
    throw new WeftError('bad-request', `Weft does not read objects of kind ${ref.kind}.`, {
      cure: 'Choose a kind that the connection panel lists.',
    });
  }
  const { object, mayPatch } = await ctx.kube.read(ref, ctx.viewer, ctx.signal);
  const { apiVersion, kind, metadata, ...rest } = object;
  const key = objectKey(ref);
  const snapshot = ctx.kube.snapshot();
  const findings = everyFindingOf(ctx, snapshot);
  const created = Date.parse(object.metadata.creationTimestamp ?? '') / 1000;
  return {
    object: ref,
    yaml: yamlOf({ apiVersion, kind, metadata, ...rest }),
    resourceVersion: object.metadata.resourceVersion ?? '',
    mayPatch,
    findings: findings.filter((finding) => objectKey(finding.object) === key),
    managedBy: managedByOf(object.metadata),
    writers: writersOf(object.metadata),
    created: Number.isFinite(created) ? epochSeconds.parse(created) : null,
    changed: changedAt(object.metadata),
    ...related(ctx, snapshot, ref),
    traffic: await governedTraffic(ctx, ref),
  };
}

/** Who wrote fields of an object, the newest first. */
function writersOf({ managedFields = [] }: ObjectMeta): ObjectResponse['writers'] {
  return managedFields
    .map(({ manager = '', operation = '', subresource = '', time = '' }) => {
      const at = Date.parse(time) / 1000;
      return {
        manager,
        operation,
        part: subresource,
        at: Number.isFinite(at) ? epochSeconds.parse(at) : null,
      };
    })
    .sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
}

/** What an object names and what names it, as far as the viewer may read that. */
function related(
  { viewer }: Context,
  snapshot: MeshSnapshot,
  ref: ObjectRef,
): Pick<ObjectResponse, 'refersTo' | 'referredBy'> {
  const cluster = snapshot.clusters.get(ref.cluster);
  const kind = kindNameOf(ref.group, ref.kind);
  const object = findObject(snapshot, ref);
  if (cluster === undefined || kind === null || object === null) return { refersTo: [], referredBy: [] };
  const mayRead = ({ namespace }: ObjectRef) => viewer.namespaces?.has(namespace ?? '') ?? true;
  return {
    refersTo: [...referencesOf(cluster, kind, object)].map((one) =>
      one.object === null || mayRead(one.object) ? one : { ...one, object: null },
    ),
    referredBy: referrersOf(cluster, ref).filter((one) => mayRead(one.object)),
  };
}
