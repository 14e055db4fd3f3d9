import { z } from 'zod';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { err, ok, type Result } from '#lib/core/result.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { findObject, objects } from './objects.ts';
import type { RouteRule } from './route.ts';
import type { MeshSnapshot } from './snapshot.ts';

/** Who else writes an object: a change by hand would be reverted, or fight with it. */
export interface Owner {
  readonly by: 'argo-rollouts' | 'flagger' | 'argo-cd' | 'flux' | 'helm';
  readonly name: string;
  /** `takes-back`: it sets the weights itself; `may-revert`: its next synchronisation may undo a change. */
  readonly effect: 'takes-back' | 'may-revert';
}

/** Who manages an object, as its metadata and the Rollouts that name it tell; null for nobody known. */
export function ownerOf(snapshot: MeshSnapshot, ref: ObjectRef): Owner | null {
  const object = findObject(snapshot, ref);
  if (object === null) return null;
  const canary = object.metadata.ownerReferences?.find((owner) => owner.kind === 'Canary');
  if (canary !== undefined) return { by: 'flagger', name: canary.name, effect: 'takes-back' };
  const rollout = rolloutNaming(snapshot, ref);
  if (rollout !== null) return { by: 'argo-rollouts', name: rollout, effect: 'takes-back' };
  return gitOwnerOf(object);
}

function gitOwnerOf({ metadata: { labels = {}, annotations = {} } }: KubeObject): Owner | null {
  const tracking = annotations['argocd.argoproj.io/tracking-id'];
  if (tracking) return { by: 'argo-cd', name: tracking.split(':')[0] ?? tracking, effect: 'may-revert' };
  const flux = labels['kustomize.toolkit.fluxcd.io/name'] ?? labels['helm.toolkit.fluxcd.io/name'];
  if (flux) return { by: 'flux', name: flux, effect: 'may-revert' };
  if (labels['app.kubernetes.io/managed-by'] !== 'Helm') return null;
  return { by: 'helm', name: annotations['meta.helm.sh/release-name'] ?? 'a release', effect: 'may-revert' };
}

const virtualServices = z.object({
  strategy: z.object({
    canary: z.object({
      trafficRouting: z.object({
        istio: z.object({
          virtualService: z.object({ name: z.string() }).optional(),
          virtualServices: z.array(z.object({ name: z.string() })).optional(),
        }),
      }),
    }),
  }),
});

function rolloutNaming(snapshot: MeshSnapshot, ref: ObjectRef): string | null {
  const cluster = snapshot.clusters.get(ref.cluster);
  if (cluster === undefined || ref.kind !== 'VirtualService') return null;
  for (const rollout of objects(cluster, 'Rollout', ref.namespace ?? '')) {
    const parsed = virtualServices.safeParse(rollout.spec);
    const istio = parsed.success ? parsed.data.strategy.canary.trafficRouting.istio : null;
    const named = [istio?.virtualService, ...(istio?.virtualServices ?? [])];
    if (named.some((service) => service?.name === ref.name)) return rollout.metadata.name;
  }
  return null;
}

/** Whether moving weights on a rule makes sense; the error says why not. */
export function canShiftTraffic(rule: RouteRule, owner: Owner | null): Result<true, string> {
  if (rule.targets.length < 2)
    return err('The rule has one destination: it takes everything whatever its weight says.');
  if (owner?.effect === 'takes-back') {
    return err(
      `${owner.by === 'flagger' ? 'Flagger' : 'Argo Rollouts'} sets these weights (${owner.name}): change the step there.`,
    );
  }
  return ok(true);
}
