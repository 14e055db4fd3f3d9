import fastJsonPatch, { type Operation } from 'fast-json-patch';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { Result } from '#lib/core/result.ts';
import { checkIstioObject } from '#lib/istio/admission/check-istio-object.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { kindNameOf, objects, refOf } from '#lib/mesh/objects.ts';
import { type Change, overlay } from '#lib/mesh/overlay.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { ChangePlan, ChangeStep } from '../change-plan.ts';
import { baseOf, type LiveObjects } from '../live-objects.ts';
import { jsonOf } from '../object-json.ts';

export const noLive: LiveObjects = new Map();

/** The plan, or an error with the reason why there is none. */
export function planned(plan: Result<ChangePlan, string>): ChangePlan {
  if (!plan.ok) throw new Error(plan.error);
  return plan.value;
}

/** The object that a step leaves; null where it deletes one. Throws where a test of its patch fails. */
export function after(cluster: ClusterSnapshot, step: ChangeStep): KubeObject | null {
  if (step.do === 'delete') return null;
  // What is created has a name and metadata: its schema asks for them.
  if (step.do === 'create') return step.object as KubeObject;
  const before = baseOf(cluster, noLive, step.ref);
  if (before === null) throw new Error(`Nothing to patch: ${step.ref.name}.`);
  const patch = step.patch.map((operation) => operation as Operation);
  return fastJsonPatch.applyPatch(structuredClone(before), patch, true).newDocument;
}

/** A cluster after a plan. Throws where istiod would refuse an object that a step leaves. */
export function applied(cluster: ClusterSnapshot, plan: Result<ChangePlan, string>): ClusterSnapshot {
  const changes = planned(plan).steps.map((step): Change => {
    const object = after(cluster, step);
    if (object === null) return removal(step.ref);
    const { errors } = checkIstioObject(jsonOf(object));
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return { do: 'put', object };
  });
  return overlay(cluster, changes).cluster;
}

function removal({ group, kind, namespace, name }: ObjectRef): Change {
  const known = kindNameOf(group, kind);
  if (known === null) throw new Error(`Weft reads no ${kind}.`);
  return { do: 'remove', kind: known, namespace: namespace ?? '', name };
}

/** The reference of the first object of a kind. */
export function firstOf(
  cluster: ClusterSnapshot,
  kind: 'VirtualService' | 'DestinationRule' | 'HTTPRoute',
): ObjectRef {
  const [first] = objects(cluster, kind);
  if (first === undefined) throw new Error(`No ${kind}.`);
  return refOf(cluster, kind, first);
}
