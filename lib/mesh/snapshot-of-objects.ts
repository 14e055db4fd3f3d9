import type { ClusterId } from '#lib/core/ids.ts';
import { shapedObject } from '#lib/istio/shaped-object.ts';
import { type KindName, kindNames, kinds } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { type SecretFacts, secretFacts } from '#lib/k8s/secret-facts.ts';
import { kindNameOf } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

export interface ObjectsSnapshot {
  readonly cluster: ClusterSnapshot;
  /** Objects of kinds that Weft does not read. */
  readonly unread: readonly KubeObject[];
}

/** The group of an apiVersion: empty for the core group. */
export const groupOf = (apiVersion: string): string =>
  apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';

/**
 * A cluster that holds exactly these objects, every kind counted as listed: files and fixtures. A namespaced object that
 * names no namespace is in `namespace`. Where two have the same name the later one stands. `now` (epoch milliseconds) is
 * when certificates in Secrets are judged.
 */
export function snapshotOfObjects(
  id: ClusterId,
  objects: Iterable<KubeObject>,
  namespace = 'default',
  now = 0,
): ObjectsSnapshot {
  const secrets = new Map<string, SecretFacts>();
  const byKind = new Map<KindName, Map<string, Map<string, KubeObject>>>();
  const unread: KubeObject[] = [];
  for (const object of objects) {
    if (object.kind === 'Secret' && object.apiVersion === 'v1') {
      const facts = secretFacts(inNamespace(object, object.metadata.namespace ?? namespace), now);
      secrets.set(`${facts.namespace}/${facts.name}`, facts);
      continue;
    }
    const kind = kindNameOf(groupOf(object.apiVersion), object.kind);
    if (kind === null) {
      unread.push(object);
      continue;
    }
    const at = kinds[kind].namespaced ? (object.metadata.namespace ?? namespace) : '';
    const namespaces = byKind.get(kind) ?? new Map<string, Map<string, KubeObject>>();
    const named = namespaces.get(at) ?? new Map<string, KubeObject>();
    const fitted = shapedObject(kind, object);
    named.set(object.metadata.name, at === '' ? fitted : inNamespace(fitted, at));
    byKind.set(kind, namespaces.set(at, named));
  }
  const states = new Map(kindNames.map((kind) => [kind, { phase: 'live' as const, since: '' }]));
  return { cluster: { id, objects: byKind, states, secrets, credentials: secrets }, unread };
}

const inNamespace = (object: KubeObject, namespace: string): KubeObject =>
  object.metadata.namespace === namespace
    ? object
    : { ...object, metadata: { ...object.metadata, namespace } };
