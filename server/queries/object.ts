import { stringify } from 'yaml';
import type { ObjectResponse } from '#lib/api/contract.ts';
import { WeftError } from '#lib/core/error-code.ts';
import { type ObjectRef, objectKey } from '#lib/core/object-ref.ts';
import { kindNameOf } from '#lib/mesh/objects.ts';
import type { Context } from '../context.ts';
import { everyFindingOf } from './findings.ts';

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
  // Managed fields tell machines who wrote what; in YAML for people they hide the object.
  const { managedFields: _, ...metadata } = object.metadata;
  const { apiVersion, kind, metadata: __, ...rest } = object;
  const key = objectKey(ref);
  const findings = everyFindingOf(ctx, ctx.kube.snapshot());
  return {
    object: ref,
    // Kubernetes reads YAML 1.1: a text such as `on` or a time must be quoted to stay one.
    yaml: stringify({ apiVersion, kind, metadata, ...rest }, { version: '1.1', lineWidth: 0 }),
    resourceVersion: object.metadata.resourceVersion ?? '',
    mayPatch,
    findings: findings.filter((finding) => objectKey(finding.object) === key),
  };
}
