import type { ClusterId } from '#lib/core/ids.ts';
import { effectiveDestinationRule } from './effective-destination-rule.ts';
import { callerOf, rulesReaching } from './effective-routes.ts';
import { effectiveSidecar } from './effective-sidecar.ts';
import type { Governing } from './governing-object.ts';
import { policiesOf } from './governing-policies.ts';
import { routeSays, ruleSays, sidecarSays, workloadSays } from './governing-says.ts';
import { objectAt, objects, refOf } from './objects.ts';
import { resolveHost } from './resolve-host.ts';
import type { RouteCaller } from './route.ts';
import { workloadsOfServices } from './select-workloads.ts';
import type { ClusterSnapshot, MeshSnapshot } from './snapshot.ts';
import { type Workload, workloadAt } from './workloads.ts';

/** A workload as telemetry names it. */
export interface WorkloadEnd {
  readonly namespace: string;
  readonly name: string;
}

/** Both ends of an edge and the service in between; null where telemetry does not know. */
export interface EdgeEnds {
  readonly cluster: ClusterId;
  readonly caller: WorkloadEnd | null;
  readonly service: { readonly namespace: string; readonly name: string; readonly host: string } | null;
  readonly destination: WorkloadEnd | null;
}

/**
 * All objects that govern an edge, in the order in which a request meets them: the caller's workload and Sidecar, the
 * gateways and routes it takes, the service, the DestinationRule, the destination's policies, its workload.
 */
export function governingEdge(snapshot: MeshSnapshot, ends: EdgeEnds): readonly Governing[] {
  const cluster = snapshot.clusters.get(ends.cluster);
  if (cluster === undefined) return [];
  const caller = ends.caller === null ? null : workloadAt(cluster, ends.caller.namespace, ends.caller.name);
  const destination =
    ends.destination === null ? null : workloadAt(cluster, ends.destination.namespace, ends.destination.name);
  const sends = caller === null ? unknownCaller(ends) : callerOf(cluster, caller);
  return [
    ...(caller === null ? [] : [...ofWorkload(caller), ...sidecarOf(cluster, caller, ends.service)]),
    ...(ends.service === null ? [] : ofService(cluster, ends.service, sends, destination)),
    ...(destination === null
      ? []
      : [...policiesOf(cluster, destination, ends.service), ...ofWorkload(destination)]),
  ];
}

/** All objects that govern a workload wherever requests come from: its own, its Sidecar, services and policies. */
export function governingWorkload(
  snapshot: MeshSnapshot,
  id: ClusterId,
  { namespace, name }: WorkloadEnd,
): readonly Governing[] {
  const cluster = snapshot.clusters.get(id);
  const workload = cluster === undefined ? null : workloadAt(cluster, namespace, name);
  if (cluster === undefined || workload === null) return [];
  const services = [...objects(cluster, 'Service', namespace)].filter((service) =>
    workloadsOfServices(cluster).get(`${namespace}/${service.metadata.name}`)?.includes(workload),
  );
  return [
    ...ofWorkload(workload),
    ...services.map((service) => ({
      object: refOf(cluster, 'Service', service),
      role: 'service' as const,
      path: 'spec.selector',
      says: 'selects it',
    })),
    ...gatewaysOf(cluster, callerOf(cluster, workload)),
    ...sidecarOf(cluster, workload, null),
    ...policiesOf(cluster, workload, null),
  ];
}

/** All objects that govern a service for a caller of its own namespace. */
export function governingService(
  snapshot: MeshSnapshot,
  id: ClusterId,
  service: { readonly namespace: string; readonly name: string; readonly host: string },
): readonly Governing[] {
  const cluster = snapshot.clusters.get(id);
  if (cluster === undefined) return [];
  return ofService(cluster, service, { namespace: service.namespace, labels: null, gateways: null }, null);
}

/** A caller without a proxy, or one that is gone: routes are judged as for the callee's own namespace. */
const unknownCaller = (ends: EdgeEnds): RouteCaller => ({
  namespace: ends.caller?.namespace ?? ends.service?.namespace ?? '',
  labels: null,
  gateways: null,
});

function ofWorkload(workload: Workload): readonly Governing[] {
  if (workload.object === null) return [];
  return [{ object: workload.object, role: 'workload', path: 'spec.template', says: workloadSays(workload) }];
}

function sidecarOf(
  cluster: ClusterSnapshot,
  caller: Workload,
  service: EdgeEnds['service'],
): readonly Governing[] {
  if (caller.gateway || caller.waypoint) return [];
  const sidecar = effectiveSidecar(cluster, caller);
  return sidecar === null
    ? []
    : [{ object: sidecar.object, role: 'sidecar', ...sidecarSays(sidecar, service) }];
}

function ofService(
  cluster: ClusterSnapshot,
  service: NonNullable<EdgeEnds['service']>,
  caller: RouteCaller,
  destination: Workload | null,
): readonly Governing[] {
  const { host, namespace } = service;
  const rule = effectiveDestinationRule(cluster, host, namespace, caller);
  const routes = rulesReaching(cluster, host, caller).map(
    (reaching): Governing => ({
      object: reaching.route.object,
      role: 'route',
      path: reaching.rule.path,
      says: routeSays(reaching),
    }),
  );
  return [
    ...gatewaysOf(cluster, caller),
    ...routes,
    ...registryOf(cluster, service, caller.namespace),
    ...(rule?.rules ?? []).map(
      ({ object, rule: { spec } }): Governing => ({
        object,
        role: 'destination-rule',
        ...ruleSays(spec ?? {}, destination?.labels ?? null),
      }),
    ),
  ];
}

function registryOf(
  cluster: ClusterSnapshot,
  { host, namespace, name }: NonNullable<EdgeEnds['service']>,
  viewer: string,
): readonly Governing[] {
  const found = resolveHost(cluster, host, namespace, viewer);
  if (found?.kind === 'service-entry') {
    const { resolution = 'NONE', location = 'MESH_EXTERNAL' } = found.entry.spec ?? {};
    const object = refOf(cluster, 'ServiceEntry', found.entry);
    return [
      {
        object,
        role: 'service-entry',
        path: 'spec.hosts',
        says: `${found.host}, ${location}, resolution ${resolution}`,
      },
    ];
  }
  const service = objectAt(cluster, 'Service', namespace, name);
  if (service === null) return [];
  const ready = (workloadsOfServices(cluster).get(`${namespace}/${name}`) ?? []).reduce(
    (n, w) => n + w.pods.ready,
    0,
  );
  const says =
    service.spec?.selector === undefined
      ? 'has no selector'
      : `selects ${ready} ready ${ready === 1 ? 'pod' : 'pods'}`;
  return [{ object: refOf(cluster, 'Service', service), role: 'service', path: 'spec.selector', says }];
}

/** The Gateways that a gateway workload serves. */
function gatewaysOf(cluster: ClusterSnapshot, caller: RouteCaller): readonly Governing[] {
  return (caller.gateways ?? []).flatMap((served): Governing[] => {
    const k8s = served.startsWith('k8s:');
    const [namespace = '', name = ''] = served.replace(/^k8s:/, '').split('/');
    const kind = k8s ? 'K8sGateway' : 'Gateway';
    const gateway = objectAt(cluster, kind, namespace, name);
    if (gateway === null) return [];
    const path = k8s ? 'spec.listeners' : 'spec.servers';
    const count =
      (k8s
        ? objectAt(cluster, 'K8sGateway', namespace, name)?.spec?.listeners
        : objectAt(cluster, 'Gateway', namespace, name)?.spec?.servers
      )?.length ?? 0;
    return [
      {
        object: refOf(cluster, kind, gateway),
        role: 'gateway',
        path,
        says: `${count} ${k8s ? 'listeners' : 'servers'}`,
      },
    ];
  });
}
