import { nameKey, type RawObject } from '#demo/kube-client/raw-object.ts';
import { createAddressPool } from './addresses.ts';
import { reconcileDeployment } from './deployment.ts';
import { reconcileEndpointSlices } from './endpoint-slices.ts';
import { finishDeletion, isOrphan } from './garbage.ts';
import { indexBy } from './index-by.ts';
import type { Namespace, Pod, ReplicaSet, Service } from './model.ts';
import { controllerUid } from './model.ts';
import { demoNodes, reconcileNode } from './nodes.ts';
import { reconcilePod } from './pod.ts';
import { reconcileReplicaSet } from './replica-set.ts';
import { reconcileService } from './service.ts';
import type { World } from './world.ts';
import type { Write } from './write.ts';

/** Hands each key to the reconcile of its kind with what that needs from the world. Unknown keys give no writes. */
export function createReconcilers(
  world: World,
  clock: () => number,
): (kind: string, key: string) => readonly Write[] {
  const now = () => `${new Date(clock()).toISOString().slice(0, 19)}Z`;
  const nodeNames = demoNodes.map((node) => node.name);
  const pools = poolsOf(world);
  const ordinals = new Map<string, number>();
  const byUid = { deployments: indexBy(world.deployments, uidOf), sets: indexBy(world.replicaSets, uidOf) };
  const uids = {
    deployments: (uid: string) => byUid.deployments.get(uid).length > 0,
    sets: (uid: string) => byUid.sets.get(uid).length > 0,
  };

  const ofDeployment = (key: string): Write[] => {
    const object = world.deployments.objects.get(key);
    if (object === undefined) return [];
    const owned = world.setsOf.get(object.metadata.uid);
    const ending = finishDeletion(object, 'Deployment', owned, 'ReplicaSet');
    return ending.length > 0 ? ending : reconcileDeployment(object, owned, now());
  };

  const ofSet = (key: string): Write[] => {
    const object = world.replicaSets.objects.get(key);
    if (object === undefined) return [];
    if (isOrphan(object, (uid) => uids.deployments(uid))) return remove('ReplicaSet', object);
    const owned = world.podsOf.get(object.metadata.uid);
    const ending = finishDeletion(object, 'ReplicaSet', owned, 'Pod');
    if (ending.length > 0) return ending;
    return reconcileReplicaSet(object, owned, {
      namespace: namespaceOf(world, object),
      nodes: nodeNames,
      podNames: new Set(owned.map((pod) => pod.metadata.name)),
      nextOrdinal: () => {
        const next = ordinals.get(object.metadata.uid) ?? 0;
        ordinals.set(object.metadata.uid, next + 1);
        return next;
      },
    });
  };

  const ofPod = (key: string): Write[] => {
    const object = world.pods.objects.get(key);
    if (object === undefined) return [];
    if (isOrphan(object, (uid) => uids.sets(uid))) return remove('Pod', object);
    // The namespace controller's part: a pod of a namespace that is going can only go, and never gets a node.
    const home = world.namespaces.objects.get(nameKey(undefined, object.metadata.namespace ?? ''));
    if (home?.metadata.deletionTimestamp !== undefined) return remove('Pod', object);
    const owner = controllerUid(object);
    const node = demoNodes.find((n) => n.name === object.spec.nodeName) ?? demoNodes[0];
    return reconcilePod(object, {
      siblings: owner === null ? [object.metadata.name] : world.podsOf.get(owner).map((p) => p.metadata.name),
      nodes: nodeNames,
      hostIp: node.ip,
      allocateIp: () => pools.pods(node.name).take(),
      now: now(),
    });
  };

  const ofService = (key: string): Write[] => {
    const object = world.services.objects.get(key);
    if (object === undefined) return orphanSlices(world, key);
    return [
      ...reconcileService(object, {
        allocateClusterIp: () => pools.services.take(),
        allocateExternalIp: () => pools.external.take(),
      }),
      ...reconcileEndpointSlices(object, podsNear(world, object), world.slicesOf.get(object.metadata.uid), {
        apiVersion: world.resources.get('EndpointSlice')?.apiVersion ?? 'discovery.k8s.io/v1',
        zoneOf: (name) => demoNodes.find((n) => n.name === name)?.zone,
      }),
    ];
  };

  return (kind, key) => {
    switch (kind) {
      case 'node': {
        const object = world.nodes.objects.get(key);
        return object === undefined ? [] : reconcileNode(object, now());
      }
      case 'account':
        return defaultAccount(world, key);
      case 'deployment':
        return ofDeployment(key);
      case 'set':
        return ofSet(key);
      case 'pod':
        return ofPod(key);
      case 'service':
        return ofService(key);
      default:
        return [];
    }
  };
}

function poolsOf(world: World) {
  const byNode = new Map(
    demoNodes.map((node) => [node.name as string, createAddressPool(addOne(node.pods))]),
  );
  const spare = createAddressPool('10.131.0.1');
  const pods = (node: string | undefined) => byNode.get(node ?? '') ?? spare;
  const services = createAddressPool('10.96.0.10');
  const external = createAddressPool('192.0.2.10');
  const seen = (pod: Pod | null) => {
    if (pod?.status?.podIP !== undefined) pods(pod.spec.nodeName).reserve(pod.status.podIP);
  };
  for (const pod of world.pods.objects.values()) seen(pod);
  world.pods.subscribe(({ before, after }) => {
    if (after !== null) seen(after);
    else if (before?.status?.podIP !== undefined) pods(before.spec.nodeName).release(before.status.podIP);
  });
  const taken = (service: Service | null) => {
    if (service?.spec.clusterIP !== undefined) services.reserve(service.spec.clusterIP);
  };
  for (const service of world.services.objects.values()) taken(service);
  world.services.subscribe(({ after }) => taken(after));
  return { pods, services, external };
}

const uidOf = (object: RawObject): string => object.metadata.uid;

/** Address 0 of a network names the network. */
const addOne = (network: string): string => network.replace(/\.0$/, '.1');

const remove = (kind: 'ReplicaSet' | 'Pod', target: ReplicaSet | Pod): Write[] => [
  { verb: 'delete', kind, target },
];

const namespaceOf = (world: World, object: ReplicaSet): Namespace | undefined =>
  world.namespaces.objects.get(`/${object.metadata.namespace ?? ''}`);

const podsNear = (world: World, service: Service): readonly Pod[] =>
  world.podsIn.get(service.metadata.namespace ?? '');

function orphanSlices(world: World, serviceKey: string): Write[] {
  return [...world.slices.objects.values()]
    .filter(
      (slice) =>
        `${slice.metadata.namespace}/${slice.metadata.labels?.['kubernetes.io/service-name']}` ===
          serviceKey && controllerUid(slice) !== null,
    )
    .map((target) => ({ verb: 'delete', kind: 'EndpointSlice', target }));
}

function defaultAccount(world: World, key: string): Write[] {
  const namespace = world.namespaces.objects.get(key);
  if (namespace === undefined || namespace.metadata.deletionTimestamp !== undefined) return [];
  const name = namespace.metadata.name;
  if (world.serviceAccounts.objects.has(`${name}/default`)) return [];
  const object = { metadata: { name: 'default', namespace: name } };
  return [{ verb: 'create', kind: 'ServiceAccount', manager: 'kube-controller-manager', object }];
}
