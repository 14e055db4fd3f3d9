import type { Protocol } from '../model.ts';
import { type Endpoint, isKnown } from './endpoint.ts';
import { type GraphType, identify, type ViewIdentity, viewNodeId } from './identify.ts';
import { type AddressedService, edgeKey } from './view-graph.ts';

/** How a view draws what its series name. */
export interface WayOptions {
  readonly graphType: GraphType;
  readonly serviceNodes: boolean;
  readonly isWaypoint: (end: Endpoint) => boolean;
}

export interface WayEnd {
  readonly identity: ViewIdentity;
  readonly waypoint: boolean;
}

/** Where a series runs in a view: from its caller, by way of the service where that is a node, to its callee. */
export interface Way {
  readonly source: WayEnd;
  readonly service: AddressedService | null;
  readonly target: WayEnd;
}

interface Ends {
  readonly source: Endpoint;
  readonly target: Endpoint;
}

/** Hosts unknown to the registry: one of Envoy's own clusters, no service. */
export const passthrough = 'PassthroughCluster';

/** The way of a series between two ends; null where nothing is known of one of them. */
export function wayOf(ends: Ends, options: WayOptions): Way | null {
  const [source, target] = [endOf(ends.source, options), endOf(ends.target, options)];
  if (source === null || target === null) return null;
  const addressed = addressedService(ends.target);
  const between = addressed !== null && isBetween(source, target, addressed, options);
  return { source, service: between ? addressed : null, target };
}

function endOf(end: Endpoint, { isWaypoint, graphType }: WayOptions): WayEnd | null {
  const waypoint = isWaypoint(end);
  const identity = identify(end, waypoint ? 'workload' : graphType);
  return identity === null ? null : { identity, waypoint };
}

/** The service that requests to an end were addressed to, where telemetry knows it. */
export function addressedService(target: Endpoint): AddressedService | null {
  const { cluster, serviceNamespace: namespace, service: name } = target;
  return isKnown(name) ? { cluster, namespace, name } : null;
}

/** A service stands between caller and callee, unless the callee is one itself or either end is a waypoint. */
function isBetween(
  source: WayEnd,
  target: WayEnd,
  { name }: AddressedService,
  { serviceNodes }: WayOptions,
): boolean {
  if (!serviceNodes || name === passthrough || target.identity.kind === 'service') return false;
  return !source.waypoint && !target.waypoint;
}

/** The edges that a way runs along, as they are before anything is drawn together. */
export function stretchesOf({ source, service, target }: Way, protocol: Protocol): readonly string[] {
  const [from, to] = [viewNodeId(source.identity), viewNodeId(target.identity)];
  if (service === null) return [edgeKey(from, to, protocol)];
  const by = viewNodeId({ kind: 'service', ...service });
  return [edgeKey(from, by, protocol), edgeKey(by, to, protocol)];
}
