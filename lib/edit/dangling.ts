import { type ObjectRef, objectKey } from '#lib/core/object-ref.ts';
import { fullHost } from '#lib/istio/hosts.ts';
import { fieldIn } from '#lib/k8s/field-path.ts';
import { findObject, kindNameOf, objectAt, objects, refOf } from '#lib/mesh/objects.ts';
import { type Change, overlay } from '#lib/mesh/overlay.ts';
import { referencesOf, referrersOf } from '#lib/mesh/references.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { subsetsOfHost } from '#lib/mesh/subsets.ts';
import type { FieldPath } from './split/route-rule.ts';
import { routeRules } from './split/route-rules.ts';

/** Something that an object would name in vain. */
export interface Dangling {
  readonly object: ObjectRef;
  /** The field that names it. */
  readonly path: string;
  /** What it names, as it is written. */
  readonly what: string;
}

/**
 * What would name nothing once objects are gone: hosts, gateways, delegates, backends, targets and subsets that something else
 * does not provide instead. What is removed with them is not told. Selectors name nothing.
 */
export function danglingWithout(
  cluster: ClusterSnapshot,
  removed: readonly ObjectRef[],
): readonly Dangling[] {
  const { cluster: after } = overlay(cluster, removed.flatMap(removalOf));
  const gone = new Set(removed.map(objectKey));
  const names = removed.flatMap((ref) => referencesTo(cluster, after, ref));
  const subsets = removed.flatMap((ref) => subsetsOf(cluster, after, ref));
  const all = [...names, ...subsets].filter(({ object }) => !gone.has(objectKey(object)));
  const each = new Map(all.map((one) => [`${objectKey(one.object)} ${one.path}`, one]));
  return [...each.values()];
}

function removalOf({ group, kind, namespace, name }: ObjectRef): Change[] {
  const known = kindNameOf(group, kind);
  return known === null ? [] : [{ do: 'remove', kind: known, namespace: namespace ?? '', name }];
}

function referencesTo(cluster: ClusterSnapshot, after: ClusterSnapshot, ref: ObjectRef): readonly Dangling[] {
  const key = objectKey(ref);
  const mesh = { version: 0, clusters: new Map([[cluster.id, cluster]]) };
  return referrersOf(cluster, ref).flatMap(({ object: from }) => {
    const kind = kindNameOf(from.group, from.kind);
    const object = findObject(mesh, from);
    if (kind === null || object === null) return [];
    const meant = [...referencesOf(cluster, kind, object)].filter(
      (one) => one.object !== null && objectKey(one.object) === key,
    );
    const lost = new Set(
      [...referencesOf(after, kind, object)].filter((one) => one.object === null).map(({ path }) => path),
    );
    return meant.filter(({ path }) => lost.has(path)).map(({ path, what }) => ({ object: from, path, what }));
  });
}

/** A subset that no other DestinationRule of the host has: requests to it get 503. */
function subsetsOf(cluster: ClusterSnapshot, after: ClusterSnapshot, ref: ObjectRef): readonly Dangling[] {
  if (ref.kind !== 'DestinationRule' || kindNameOf(ref.group, ref.kind) === null) return [];
  const rule = objectAt(cluster, 'DestinationRule', ref.namespace ?? '', ref.name);
  const names = new Set((rule?.spec?.subsets ?? []).map(({ name }) => name));
  if (names.size === 0) return [];
  const host = fullHost(rule?.spec?.host ?? '', ref.namespace ?? '');
  const left = subsetsOfHost(after, host);
  return [...objects(cluster, 'VirtualService')].flatMap((service) => {
    const object = refOf(cluster, 'VirtualService', service);
    return routeRules(service).flatMap(({ path, destinations, mirrors }) =>
      [...destinations.map((one) => ({ ...one, path: [...path, one.index] })), ...mirrors]
        .filter(
          ({ fullHost: to, subset }) => to === host && names.has(subset ?? '') && !left.has(subset ?? ''),
        )
        .map((one) => ({ object, path: fieldText(one.path), what: `subset ${one.subset} of ${one.host}` })),
    );
  });
}

/** A path as findings write it: `spec.http[0].route[1]`. */
const fieldText = (path: FieldPath): string =>
  path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : fieldIn(text, step)),
    '',
  );
