import { type ObjectRef, objectKey } from '#lib/core/object-ref.ts';
import type { BackendRef, K8sRoute, ParentRef } from '#lib/istio/gateway-api-types.ts';
import type { VirtualService } from '#lib/istio/networking-types.ts';
import type { TargetRef } from '#lib/istio/security-types.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { derive } from './derive.ts';
import { findGateway } from './gateway-refs.ts';
import { kindNameOf, objectAt, objects, refOf } from './objects.ts';
import { resolveHost } from './resolve-host.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** Something that an object names. */
export interface Reference {
  /** The field that names it. */
  readonly path: string;
  /** What is named, as it is written. */
  readonly what: string;
  /** The object that is meant; null where there is none. */
  readonly object: ObjectRef | null;
}

/** Kinds of which references are read. */
const naming = [
  'VirtualService',
  'DestinationRule',
  'AuthorizationPolicy',
  'RequestAuthentication',
  'Telemetry',
  'WasmPlugin',
  'HTTPRoute',
  'GRPCRoute',
  'TLSRoute',
  'TCPRoute',
  'UDPRoute',
  'K8sGateway',
] as const;
/** Kinds of what is named. */
const named = ['Service', 'ServiceEntry', 'Gateway', 'GatewayClass', 'ConfigMap'] as const;

/** What an object names by host, name or reference, in the order in which it is written. Selectors name nothing. */
export function* referencesOf(
  cluster: ClusterSnapshot,
  kind: KindName,
  object: KubeObject,
): Generator<Reference> {
  const { namespace = '', name } = object.metadata;
  switch (kind) {
    case 'VirtualService': {
      const service = objectAt(cluster, kind, namespace, name);
      if (service !== null) yield* ofVirtualService(cluster, service, namespace);
      return;
    }
    case 'DestinationRule': {
      const host = objectAt(cluster, kind, namespace, name)?.spec?.host;
      if (host) yield hostReference(cluster, 'spec.host', host, namespace);
      return;
    }
    case 'AuthorizationPolicy':
    case 'RequestAuthentication':
    case 'Telemetry':
    case 'WasmPlugin': {
      const { targetRef, targetRefs = [] } = objectAt(cluster, kind, namespace, name)?.spec ?? {};
      if (targetRef !== undefined) yield targetReference(cluster, 'spec.targetRef', targetRef, namespace);
      for (const [i, target] of targetRefs.entries())
        yield targetReference(cluster, `spec.targetRefs[${i}]`, target, namespace);
      return;
    }
    case 'HTTPRoute':
    case 'GRPCRoute':
    case 'TLSRoute':
    case 'TCPRoute':
    case 'UDPRoute': {
      const route = objectAt(cluster, kind, namespace, name);
      if (route !== null) yield* ofRoute(cluster, route, namespace);
      return;
    }
    case 'K8sGateway': {
      const className = objectAt(cluster, kind, namespace, name)?.spec?.gatewayClassName;
      if (!className) return;
      const found = objectAt(cluster, 'GatewayClass', '', className);
      const ref = found === null ? null : refOf(cluster, 'GatewayClass', found);
      yield { path: 'spec.gatewayClassName', what: `GatewayClass ${className}`, object: ref };
    }
  }
}

function* ofVirtualService(
  cluster: ClusterSnapshot,
  { spec }: VirtualService,
  namespace: string,
): Generator<Reference> {
  for (const [i, gateway] of (spec?.gateways ?? []).entries()) {
    if (gateway === 'mesh') continue;
    const found = findGateway(cluster, gateway, namespace);
    const ref =
      found === null
        ? null
        : refOf(cluster, found.kind === 'istio' ? 'Gateway' : 'K8sGateway', found.gateway);
    yield { path: `spec.gateways[${i}]`, what: `Gateway ${gateway}`, object: ref };
  }
  for (const [i, { route = [], mirror, mirrors = [], delegate }] of (spec?.http ?? []).entries()) {
    const at = `spec.http[${i}]`;
    for (const [j, { destination }] of route.entries())
      if (destination?.host)
        yield hostReference(cluster, `${at}.route[${j}].destination.host`, destination.host, namespace);
    if (mirror?.host) yield hostReference(cluster, `${at}.mirror.host`, mirror.host, namespace);
    for (const [j, { destination }] of mirrors.entries())
      if (destination?.host)
        yield hostReference(cluster, `${at}.mirrors[${j}].destination.host`, destination.host, namespace);
    if (delegate?.name) {
      const found = objectAt(cluster, 'VirtualService', delegate.namespace ?? namespace, delegate.name);
      const ref = found === null ? null : refOf(cluster, 'VirtualService', found);
      yield { path: `${at}.delegate`, what: `VirtualService ${delegate.name}`, object: ref };
    }
  }
  for (const list of ['tls', 'tcp'] as const) {
    for (const [i, { route = [] }] of (spec?.[list] ?? []).entries())
      for (const [j, { destination }] of route.entries())
        if (destination?.host)
          yield hostReference(
            cluster,
            `spec.${list}[${i}].route[${j}].destination.host`,
            destination.host,
            namespace,
          );
  }
}

function* ofRoute(cluster: ClusterSnapshot, { spec }: K8sRoute, namespace: string): Generator<Reference> {
  for (const [i, parent] of (spec?.parentRefs ?? []).entries())
    yield routeReference(cluster, `spec.parentRefs[${i}]`, { kind: 'Gateway', ...parent }, namespace);
  for (const [i, { backendRefs = [], filters = [] }] of (spec?.rules ?? []).entries()) {
    for (const [j, backend] of backendRefs.entries())
      yield routeReference(
        cluster,
        `spec.rules[${i}].backendRefs[${j}]`,
        { kind: 'Service', ...backend },
        namespace,
      );
    for (const [j, { requestMirror }] of filters.entries()) {
      const path = `spec.rules[${i}].filters[${j}].requestMirror.backendRef`;
      if (requestMirror?.backendRef !== undefined)
        yield routeReference(cluster, path, { kind: 'Service', ...requestMirror.backendRef }, namespace);
    }
  }
}

function hostReference(cluster: ClusterSnapshot, path: string, host: string, namespace: string): Reference {
  const found = resolveHost(cluster, host, namespace);
  if (found === null) return { path, what: host, object: null };
  const object =
    found.kind === 'service'
      ? refOf(cluster, 'Service', found.service)
      : refOf(cluster, 'ServiceEntry', found.entry);
  return { path, what: host, object };
}

const gatewayGroup = 'gateway.networking.k8s.io';

function routeReference(
  cluster: ClusterSnapshot,
  path: string,
  ref: ParentRef | BackendRef,
  own: string,
): Reference {
  const { kind = '', namespace = own, name } = ref;
  const group = ref.group ?? (kind === 'Gateway' ? gatewayGroup : '');
  return { path, ...meant(cluster, group, kind, namespace, name) };
}

/** Targets lie in the namespace of the policy, but a GatewayClass. */
function targetReference(
  cluster: ClusterSnapshot,
  path: string,
  { group = '', kind = '', name = '', namespace }: TargetRef,
  own: string,
): Reference {
  return { path, ...meant(cluster, group, kind, kind === 'GatewayClass' ? '' : (namespace ?? own), name) };
}

function meant(cluster: ClusterSnapshot, group: string, kind: string, namespace: string, name: string) {
  const what = `${kind} ${namespace === '' ? name : `${namespace}/${name}`}`;
  const known = kindNameOf(group === 'core' ? '' : group, kind);
  const found = known === null ? null : objectAt(cluster, known, namespace, name);
  return { what, object: known === null || found === null ? null : refOf(cluster, known, found) };
}

/** An object that names another one, and where in it. */
export interface Referrer {
  readonly object: ObjectRef;
  readonly path: string;
}

/** Who names what, by `objectKey` of what is named. */
const referrers = derive([...naming, ...named], (cluster): ReadonlyMap<string, readonly Referrer[]> => {
  const found = new Map<string, Referrer[]>();
  for (const kind of naming) {
    for (const object of objects(cluster, kind)) {
      const from = refOf(cluster, kind, object);
      for (const { path, object: to } of referencesOf(cluster, kind, object)) {
        if (to === null) continue;
        const key = objectKey(to);
        const same = found.get(key);
        if (same === undefined) found.set(key, [{ object: from, path }]);
        else same.push({ object: from, path });
      }
    }
  }
  return found;
});

/** The objects that name an object, each with the first field in which it does. */
export function referrersOf(cluster: ClusterSnapshot, ref: ObjectRef): readonly Referrer[] {
  const all = referrers(cluster).get(objectKey(ref)) ?? [];
  const first = new Map<string, Referrer>();
  for (const one of all) if (!first.has(objectKey(one.object))) first.set(objectKey(one.object), one);
  return [...first.values()];
}
