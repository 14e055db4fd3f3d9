import type { EdgeId, NodeId } from '#lib/core/ids.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { Labels } from '#lib/prom/series.ts';
import { entryOf, hostOf, serviceOf } from './addressed-service.ts';
import { edgeIdOf, type NodeIdentity, nodeIdOf } from './identity.ts';
import { isNamed } from './label-value.ts';
import type { Protocol, ServiceRef, Unplaced } from './model.ts';

/** Who reported: ztunnel reports from both sides, and the two are not added up. */
export type Slot = 'source' | 'destination' | 'waypoint' | 'ztunnel-source' | 'ztunnel-destination';

/** A node as a series names it. `app` and `version` are telemetry's, null where it does not know. */
export interface NodeSeed {
  readonly id: NodeId;
  readonly identity: NodeIdentity;
  readonly app: string | null;
  readonly version: string | null;
}

/** Where a series belongs on the graph. */
export interface Placement {
  readonly edge: EdgeId;
  readonly source: NodeSeed;
  readonly target: NodeSeed;
  readonly protocol: Protocol;
  readonly service: ServiceRef | null;
  readonly slot: Slot;
}

const required = [
  'source_workload_namespace',
  'source_workload',
  'destination_workload_namespace',
  'destination_workload',
  'destination_service',
] as const;

/** Places a series, or says why it cannot be placed. `tcp` for byte metrics, which name no protocol. */
export function place(labels: Labels, tcp: boolean, snapshot: MeshSnapshot): Placement | Unplaced['reason'] {
  if (required.some((name) => !labels[name])) return 'missing-labels';
  const protocol = protocolOf(labels, tcp);
  if (protocol === null) return 'unknown-protocol';
  const slot = slotOf(labels);
  if (slot === null) return 'unknown-reporter';
  const source = sourceOf(labels, snapshot);
  if (source === null) return 'bad-source';
  const destination = destinationOf(labels, snapshot);
  if (destination === null) return 'bad-destination';
  const { target, service } = destination;
  const edge = edgeIdOf(source.id, target.id, protocol, service);
  return { edge, source, target, protocol, service, slot };
}

/** `tcp` for byte metrics; null where a metric of requests names a protocol that is none of theirs. */
export function protocolOf(labels: Labels, tcp: boolean): Protocol | null {
  if (tcp) return 'tcp';
  const name = labels.request_protocol;
  return name === 'http' || name === 'grpc' ? name : null;
}

/** Whose report a row is; null where no proxy that Weft knows wrote it. */
export function slotOf({ reporter, app }: Labels): Slot | null {
  if (reporter !== 'source' && reporter !== 'destination') return reporter === 'waypoint' ? reporter : null;
  return app === 'ztunnel' ? `ztunnel-${reporter}` : reporter;
}

/** A cluster that telemetry does not name is the only one we know, if there is only one. */
function clusterOf(label: string | undefined, snapshot: MeshSnapshot): string {
  if (isNamed(label)) return label;
  const [only, ...others] = snapshot.clusters.keys();
  return only !== undefined && others.length === 0 ? only : 'unknown';
}

const seed = (identity: NodeIdentity, app?: string, version?: string): NodeSeed => ({
  id: nodeIdOf(identity),
  identity,
  app: isNamed(app) ? app : null,
  version: isNamed(version) && version !== 'latest' ? version : null,
});

function sourceOf(labels: Labels, snapshot: MeshSnapshot): NodeSeed | null {
  const {
    source_workload: name,
    source_workload_namespace: namespace,
    source_canonical_service: app,
  } = labels;
  const cluster = clusterOf(labels.source_cluster, snapshot);
  if (isNamed(namespace) && isNamed(name)) {
    return seed({ kind: 'workload', cluster, namespace, name }, app, labels.source_canonical_revision);
  }
  if (isNamed(namespace) || isNamed(name) || isNamed(app)) return null;
  return seed({ kind: 'unknown', cluster });
}

interface Destination {
  readonly target: NodeSeed;
  readonly service: ServiceRef | null;
}

function destinationOf(labels: Labels, snapshot: MeshSnapshot): Destination | null {
  const { destination_workload: name, destination_workload_namespace: namespace } = labels;
  // A destination without a cluster is in the caller's (istio#29373).
  const label = isNamed(labels.destination_cluster) ? labels.destination_cluster : labels.source_cluster;
  const cluster = clusterOf(label, snapshot);
  const service = serviceOf(labels, cluster, snapshot);
  if (isNamed(namespace) && isNamed(name)) {
    const identity = { kind: 'workload', cluster, namespace, name } as const;
    const { destination_canonical_service: app, destination_canonical_revision: version } = labels;
    return { target: seed(identity, app, version), service };
  }
  return withoutWorkload(labels, cluster, service, snapshot);
}

/** Proxies report requests to the default egress gateway by its host alone; its workload has the same name. */
const egressHost = 'istio-egressgateway.istio-system.svc.cluster.local';

const addressOnly = /^\d{1,3}(\.\d{1,3}){3}(:\d+)?$/;

/** Requests that reached no workload: they end at a service, at a host outside, or nowhere. */
function withoutWorkload(
  labels: Labels,
  cluster: string,
  service: ServiceRef | null,
  snapshot: MeshSnapshot,
): Destination | null {
  const name = labels.destination_service_name;
  if (name === 'PassthroughCluster') return { target: seed({ kind: 'passthrough', cluster }), service };
  if (name === 'BlackHoleCluster') return { target: seed({ kind: 'blackhole', cluster }), service };
  if (name === egressHost && labels.destination_service === egressHost) {
    const [gateway, namespace] = ['istio-egressgateway', 'istio-system'];
    return { target: seed({ kind: 'workload', cluster, namespace, name: gateway }, gateway), service };
  }
  if (service === null) {
    const host = hostOf(labels);
    if (host === null) return { target: seed({ kind: 'unknown-target', cluster }), service };
    // An address in place of a name says that the proxy knew no service: nothing to draw it at.
    return addressOnly.test(host) ? null : external(host, null, cluster, null);
  }
  const { namespace } = service;
  const entry = entryOf(service.host, labels, cluster, snapshot);
  if (entry !== null) return external(entry.host, entry.namespace, cluster, service);
  return { target: seed({ kind: 'service', cluster, namespace, name: service.name }), service };
}

const external = (
  name: string,
  namespace: string | null,
  cluster: string,
  service: ServiceRef | null,
): Destination => ({ target: seed({ kind: 'external', cluster, namespace, name }), service });
