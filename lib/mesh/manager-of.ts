import { isObject, type Json, type JsonObject, listAt, numberAt, objectAt, textAt } from '#lib/core/json.ts';
import { type ManagedBy, managedByOf } from '#lib/k8s/managed-by.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { objects } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** Who manages an object, and what becomes of a change made beside it. */
export interface Manager extends ManagedBy {
  /** `at-once`: it sets the object itself; `at-sync`: its next synchronisation; `at-upgrade`: the next upgrade of the release. */
  readonly reverts: 'at-once' | 'at-sync' | 'at-upgrade';
  /** Why it leaves the object alone for now; null where it does not. */
  readonly paused: string | null;
  /** Where it stands, such as `step 2 of 6`; null where that is not told. */
  readonly progress: string | null;
}

/**
 * Who manages an object: a Rollout or a Canary that names it, then what the object itself tells (`managedByOf`). Null for
 * nobody known.
 */
export function managerOf(cluster: ClusterSnapshot, object: KubeObject): Manager | null {
  const told = managedByOf(object.metadata);
  return (
    ofRollout(cluster, object) ??
    ofCanary(cluster, object, told?.by === 'flagger' ? told.name : null) ??
    (told === null ? null : ofMetadata(object, told))
  );
}

const reverts = {
  flagger: 'at-once',
  'argo-rollouts': 'at-once',
  istio: 'at-once',
  controller: 'at-once',
  'argo-cd': 'at-sync',
  flux: 'at-sync',
  helm: 'at-upgrade',
} as const satisfies Record<ManagedBy['by'], Manager['reverts']>;

function ofMetadata({ metadata }: KubeObject, told: ManagedBy): Manager {
  const paused = told.by === 'flux' ? pausedFlux({ ...metadata.labels, ...metadata.annotations }) : null;
  return { ...told, reverts: reverts[told.by], paused, progress: null };
}

/** Flux leaves alone what asks for it, by a label or an annotation (fluxcd.io, Kustomization, controlling the apply behavior). */
function pausedFlux(written: Readonly<Record<string, string>>): string | null {
  const asked = [
    ['kustomize.toolkit.fluxcd.io/reconcile', 'disabled'],
    ['kustomize.toolkit.fluxcd.io/ssa', 'Ignore'],
  ] as const;
  const found = asked.find(([key, value]) => written[key]?.toLowerCase() === value.toLowerCase());
  return found === undefined ? null : `${found[0]} is ${found[1]}`;
}

/** Rollouts and Canaries are watched without a type of their own: their specs are read as the JSON they are. */
const specOf = (object: KubeObject): JsonObject => jsonAt(object.spec);
const statusOf = (object: KubeObject): JsonObject => jsonAt(object.status);
const jsonAt = (part: unknown): JsonObject => {
  const json = part as Json | undefined;
  return isObject(json) ? json : {};
};

function ofRollout(cluster: ClusterSnapshot, { kind, metadata }: KubeObject): Manager | null {
  for (const rollout of objects(cluster, 'Rollout')) {
    const canary = objectAt(objectAt(specOf(rollout), 'strategy'), 'canary');
    const named = namedByRollout(kind, canary, rollout.metadata.namespace ?? '');
    if (!named.includes(`${metadata.namespace ?? ''}/${metadata.name}`)) continue;
    const [step, of] = [numberAt(statusOf(rollout), 'currentStepIndex'), listAt(canary, 'steps').length];
    return {
      by: 'argo-rollouts',
      name: rollout.metadata.name,
      reverts: 'at-once',
      paused: null,
      progress: step === null || of === 0 ? null : `step ${Math.min(step + 1, of)} of ${of}`,
    };
  }
  return null;
}

/**
 * Objects of a kind whose weights a Rollout sets, as `namespace/name`. A VirtualService may be `name.namespace`
 * (GetVirtualServiceNamespaceName, argo-rollouts utils/istio); routes of the Gateway API are named to its plugin.
 */
function namedByRollout(kind: string, canary: JsonObject, own: string): readonly string[] {
  const routing = objectAt(canary, 'trafficRouting');
  const istio = objectAt(routing, 'istio');
  const names = (one: Json): readonly string[] => (textAt(one, 'name') ? [textAt(one, 'name')] : []);
  switch (kind) {
    case 'VirtualService':
      return [objectAt(istio, 'virtualService'), ...listAt(istio, 'virtualServices')]
        .flatMap(names)
        .map((name) => {
          const [first = '', namespace] = name.split('.');
          return `${namespace ?? own}/${first}`;
        });
    case 'DestinationRule':
      return names(objectAt(istio, 'destinationRule')).map((name) => `${own}/${name}`);
    case 'HTTPRoute':
    case 'GRPCRoute':
    case 'TCPRoute':
    case 'TLSRoute': {
      const plugin = objectAt(objectAt(routing, 'plugins'), 'argoproj-labs/gatewayAPI');
      const field = `${kind.replace('Route', '').toLowerCase()}Route`;
      const namespace = textAt(plugin, 'namespace') || own;
      const alone = textAt(plugin, field);
      return [...(alone === '' ? [] : [alone]), ...listAt(plugin, `${field}s`).flatMap(names)].map(
        (name) => `${namespace}/${name}`,
      );
    }
    default:
      return [];
  }
}

/** A Canary of Flagger makes routes of the name of its service, and rules for `-primary` and `-canary` beside it. */
function ofCanary(
  cluster: ClusterSnapshot,
  { kind, metadata }: KubeObject,
  owner: string | null,
): Manager | null {
  for (const canary of objects(cluster, 'Canary', metadata.namespace ?? '')) {
    const spec = specOf(canary);
    const apex = textAt(objectAt(spec, 'service'), 'name') || textAt(objectAt(spec, 'targetRef'), 'name');
    const names = kind === 'DestinationRule' ? [`${apex}-primary`, `${apex}-canary`] : [apex];
    const made = flaggerMakes.has(kind) && names.includes(metadata.name);
    if (canary.metadata.name !== owner && !made) continue;
    return {
      by: 'flagger',
      name: canary.metadata.name,
      reverts: 'at-once',
      paused: spec.suspend === true ? 'the Canary is suspended' : null,
      progress: textAt(statusOf(canary), 'phase') || null,
    };
  }
  return null;
}

const flaggerMakes: ReadonlySet<string> = new Set([
  'VirtualService',
  'DestinationRule',
  'HTTPRoute',
  'GRPCRoute',
]);
