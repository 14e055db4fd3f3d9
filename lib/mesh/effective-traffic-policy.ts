import type { ObjectRef } from '#lib/core/object-ref.ts';
import type {
  ClientTls,
  ConnectionPool,
  OutlierDetection,
  TrafficPolicy,
} from '#lib/istio/networking-types.ts';
import type { EffectiveDestinationRule } from './effective-destination-rule.ts';

/** A part of a policy with the object and the field that decide about it. */
export interface Decided<T> {
  readonly value: T;
  readonly object: ObjectRef;
  readonly path: string;
}

/** What a caller's proxy does with a subset on a port; null where nothing is written. */
export interface EffectiveTrafficPolicy {
  readonly connectionPool: Decided<ConnectionPool> | null;
  readonly outlierDetection: Decided<OutlierDetection> | null;
  readonly loadBalancer: Decided<NonNullable<TrafficPolicy['loadBalancer']>> | null;
  readonly tls: Decided<ClientTls> | null;
  /** Ports with settings of their own, where the port asked for is not known. */
  readonly otherPorts: readonly number[];
}

interface Place {
  readonly policy: TrafficPolicy;
  readonly object: ObjectRef;
  readonly path: string;
  /** Settings of the port: what they do not write is the default, not the policy's above them. */
  readonly ofPort: boolean;
}

const nothing: EffectiveTrafficPolicy = {
  connectionPool: null,
  outlierDetection: null,
  loadBalancer: null,
  tls: null,
  otherPorts: [],
};

/**
 * The policy of a rule for a subset and a port of the Service: the subset's parts come before the host's, and what is set
 * for the port replaces all of what stands above it (MergeSubsetTrafficPolicy, istio/istio pilot/pkg/networking/util
 * 86c9f01f).
 */
export function effectiveTrafficPolicy(
  rule: EffectiveDestinationRule,
  subset: string | null,
  port: number | null,
): EffectiveTrafficPolicy {
  const host = hostPolicy(rule, port);
  const own = subset === null ? null : subsetPolicy(rule, subset, port);
  const merged = merge(host === null ? nothing : partsOf(host), own);
  const known = port === null ? [host?.policy, own?.policy] : [];
  const ports = known.flatMap((policy) => policy?.portLevelSettings ?? []).map((each) => each.port?.number);
  return { ...merged, otherPorts: [...new Set(ports.filter((number) => number !== undefined))] };
}

function hostPolicy({ rules, trafficPolicy }: EffectiveDestinationRule, port: number | null): Place | null {
  const from = rules.find(({ rule }) => rule.spec?.trafficPolicy === trafficPolicy);
  if (from === undefined || trafficPolicy === null) return null;
  return atPort({ policy: trafficPolicy, object: from.object, path: 'spec.trafficPolicy' }, port);
}

function subsetPolicy(rule: EffectiveDestinationRule, name: string, port: number | null): Place | null {
  const found = rule.subsets.get(name);
  const policy = found?.subset.trafficPolicy;
  if (found === undefined || policy === undefined) return null;
  const owner = rule.rules.find(({ object }) => object === found.object)?.rule;
  const index = owner?.spec?.subsets?.indexOf(found.subset) ?? 0;
  return atPort({ policy, object: found.object, path: `spec.subsets[${index}].trafficPolicy` }, port);
}

function atPort(place: Omit<Place, 'ofPort'>, port: number | null): Place {
  const settings = place.policy.portLevelSettings ?? [];
  const index = port === null ? -1 : settings.findIndex((each) => each.port?.number === port);
  const own = settings[index];
  if (own === undefined) return { ...place, ofPort: false };
  return {
    policy: own,
    object: place.object,
    path: `${place.path}.portLevelSettings[${index}]`,
    ofPort: true,
  };
}

function partsOf({ policy, object, path }: Place): EffectiveTrafficPolicy {
  // A file may write null where nothing is meant.
  const part = <T>(value: T | undefined | null, name: string): Decided<T> | null =>
    value === undefined || value === null ? null : { value, object, path: `${path}.${name}` };
  return {
    connectionPool: part(policy.connectionPool, 'connectionPool'),
    outlierDetection: part(policy.outlierDetection, 'outlierDetection'),
    loadBalancer: part(policy.loadBalancer, 'loadBalancer'),
    tls: part(policy.tls, 'tls'),
    otherPorts: [],
  };
}

function merge(host: EffectiveTrafficPolicy, subset: Place | null): EffectiveTrafficPolicy {
  if (subset === null) return host;
  const own = partsOf(subset);
  if (subset.ofPort) return own;
  return {
    connectionPool: own.connectionPool ?? host.connectionPool,
    outlierDetection: own.outlierDetection ?? host.outlierDetection,
    loadBalancer: own.loadBalancer ?? host.loadBalancer,
    tls: own.tls ?? host.tls,
    otherPorts: [],
  };
}
