import { z } from 'zod';
import type { ObjectMeta } from './object.ts';

/** What keeps an object as it is, by what it leaves on it; a person's edit is undone, or competes with it. */
export const managedBy = z.object({
  by: z.enum(['argo-cd', 'flux', 'helm', 'argo-rollouts', 'flagger', 'istio', 'controller']),
  /** The application, Kustomization, release, Rollout or Canary, or the controller; null where it is not told. */
  name: z.string().nullable(),
});
export type ManagedBy = z.infer<typeof managedBy>;

type Names = Readonly<Record<string, string>>;
type Told = ManagedBy | null;

/**
 * Who manages an object, the nearest first: an owner before what deploys it. Argo CD leaves its tracking annotation (the
 * default since 3.0) or an instance label, Flux labels of its two controllers, Helm its release annotation; Flagger owns
 * what it makes, and both it and Argo Rollouts write weights under their own names. Null where none of them shows.
 */
export function managedByOf(meta: ObjectMeta): Told {
  const { labels = {}, annotations = {} } = meta;
  return ofOwner(meta) ?? ofWriter(meta) ?? argo(meta) ?? flux(labels) ?? helm(labels, annotations);
}

function ofOwner({ ownerReferences = [], labels = {} }: ObjectMeta): Told {
  const canary = ownerReferences.find(({ kind }) => kind === 'Canary');
  if (canary !== undefined) return { by: 'flagger', name: canary.name };
  const managed = labels['gateway.istio.io/managed'];
  if (managed !== undefined)
    return { by: 'istio', name: labels['gateway.networking.k8s.io/gateway-name'] ?? null };
  const owner = ownerReferences.find(({ controller }) => controller === true);
  return owner === undefined ? null : { by: 'controller', name: `${owner.kind} ${owner.name}` };
}

function ofWriter({ managedFields = [] }: ObjectMeta): Told {
  const writes = (name: string) => managedFields.some(({ manager = '' }) => manager.startsWith(name));
  if (writes('flagger')) return { by: 'flagger', name: null };
  return writes('rollouts-controller') ? { by: 'argo-rollouts', name: null } : null;
}

/** A tracking id names the object that it was made for (`app:group/kind:namespace/name`): in a copy it means nothing. */
function argo({ name, labels = {}, annotations = {}, managedFields = [] }: ObjectMeta): Told {
  const [app, , own] = annotations['argocd.argoproj.io/tracking-id']?.split(':') ?? [];
  if (app && (own === undefined || own.split('/').at(-1) === name)) return { by: 'argo-cd', name: app };
  const instance = labels['argocd.argoproj.io/instance'];
  if (instance !== undefined) return { by: 'argo-cd', name: instance };
  // The label that it used before 3.0 is Kubernetes' own: only what it wrote is its own.
  return managedFields.some(({ manager = '' }) => manager.startsWith('argocd'))
    ? { by: 'argo-cd', name: labels['app.kubernetes.io/instance'] ?? null }
    : null;
}

function flux(labels: Names): Told {
  for (const tool of ['kustomize', 'helm']) {
    const name = labels[`${tool}.toolkit.fluxcd.io/name`];
    const namespace = labels[`${tool}.toolkit.fluxcd.io/namespace`];
    if (name !== undefined)
      return { by: 'flux', name: namespace === undefined ? name : `${namespace}/${name}` };
  }
  return null;
}

function helm(labels: Names, annotations: Names): Told {
  const release = annotations['meta.helm.sh/release-name'];
  return release !== undefined || labels['app.kubernetes.io/managed-by'] === 'Helm'
    ? { by: 'helm', name: release ?? null }
    : null;
}
