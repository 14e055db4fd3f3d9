import type { Discovery, Resource } from '#demo/kube-client/discovery.ts';
import { type Informer, startInformer } from '#demo/kube-client/informer.ts';
import type { KubeClient } from '#demo/kube-client/kube-client.ts';
import { type RawObject, rawObject } from '#demo/kube-client/raw-object.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import { type Index, indexBy } from './index-by.ts';
import {
  controllerUid,
  type DemoNode,
  type Deployment,
  deployment,
  type EndpointSlice,
  endpointSlice,
  type Namespace,
  namespace,
  node,
  type Pod,
  pod,
  type ReplicaSet,
  replicaSet,
  type Service,
  service,
} from './model.ts';

/** Everything the controllers watch, and the groups they look things up by. */
export interface World {
  readonly namespaces: Informer<Namespace>;
  readonly nodes: Informer<DemoNode>;
  readonly serviceAccounts: Informer<RawObject>;
  readonly deployments: Informer<Deployment>;
  readonly replicaSets: Informer<ReplicaSet>;
  readonly pods: Informer<Pod>;
  readonly services: Informer<Service>;
  readonly slices: Informer<EndpointSlice>;
  readonly setsOf: Index<ReplicaSet>;
  readonly podsOf: Index<Pod>;
  readonly podsIn: Index<Pod>;
  readonly servicesIn: Index<Service>;
  readonly slicesOf: Index<EndpointSlice>;
  readonly resources: ReadonlyMap<KindName, Resource>;
  informerOf(kind: KindName): Informer<RawObject> | null;
}

interface Schema<T> {
  parse(value: unknown): T;
}

/** Starts the watches and waits until each has its first list. Throws when the server lacks a kind. */
export async function watchWorld(
  client: KubeClient,
  discovery: Discovery,
  options: { signal: AbortSignal; onError: (error: unknown) => void },
): Promise<World> {
  const resources = new Map<KindName, Resource>();
  const informers = new Map<KindName, Informer<RawObject>>();
  const watched = async <T extends RawObject>(kind: KindName, schema: Schema<T>): Promise<Informer<T>> => {
    const resource = await discovery.resource(kind);
    if (resource === null) throw new Error(`The API server does not serve ${kind}, which the demo needs`);
    const informer = startInformer<T>(client, resource.listPath, {
      parse: (o) => schema.parse(o),
      ...options,
    });
    resources.set(kind, resource);
    informers.set(kind, untyped(informer, schema));
    await informer.synced;
    return informer;
  };
  const [namespaces, nodes, serviceAccounts, deployments, replicaSets, pods, services, slices] =
    await Promise.all([
      watched('Namespace', namespace),
      watched('Node', node),
      watched('ServiceAccount', rawObject),
      watched('Deployment', deployment),
      watched('ReplicaSet', replicaSet),
      watched('Pod', pod),
      watched('Service', service),
      watched('EndpointSlice', endpointSlice),
    ]);
  const inNamespace = (object: RawObject) => object.metadata.namespace ?? '';
  const objects = { namespaces, nodes, serviceAccounts, deployments, replicaSets, pods, services, slices };
  return {
    ...objects,
    setsOf: indexBy(replicaSets, controllerUid),
    podsOf: indexBy(pods, controllerUid),
    podsIn: indexBy(pods, inNamespace),
    servicesIn: indexBy(services, inNamespace),
    slicesOf: indexBy(slices, controllerUid),
    resources,
    informerOf: (kind) => informers.get(kind) ?? null,
  };
}

/** The same informer for a caller that has any object at hand: the schema narrows it on the way in. */
function untyped<T extends RawObject>(informer: Informer<T>, schema: Schema<T>): Informer<RawObject> {
  return {
    objects: informer.objects,
    synced: informer.synced,
    subscribe: (listener) => informer.subscribe(listener),
    note: (object) => informer.note(schema.parse(object)),
    forget: (object) => informer.forget(schema.parse(object)),
  };
}
