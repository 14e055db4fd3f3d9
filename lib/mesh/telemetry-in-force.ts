import type { TargetRef } from '#lib/istio/security-types.ts';
import type { Telemetry } from '#lib/istio/telemetry-types.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import { deriveInNamespace } from './derive.ts';
import { objects } from './objects.ts';
import { olderFirst, type PolicySubject } from './policy-scope.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** A proxy as Telemetry finds it. */
export interface TelemetrySubject extends PolicySubject {
  /** The Services and ServiceEntries for which a waypoint acts; to other proxies nothing is attached by them. */
  readonly services?: readonly {
    readonly kind: 'Service' | 'ServiceEntry';
    readonly namespace: string;
    readonly name: string;
  }[];
}

const sortedIn = deriveInNamespace(['Telemetry'], (cluster, namespace) =>
  [...objects(cluster, 'Telemetry', namespace)].sort(olderFirst),
);

/**
 * The Telemetry that holds for a proxy, the widest first: the oldest of the root namespace and of its own namespace that are for all of
 * them, then each of its own namespace that is attached to it, the oldest first (Telemetries.applicableTelemetries, istio/istio
 * pilot/pkg/model/telemetry.go as of 1.22; before, the oldest alone of those that are attached counted).
 */
export function telemetryInForce(
  cluster: ClusterSnapshot,
  subject: TelemetrySubject,
  rootNamespace: string,
): readonly Telemetry[] {
  const { namespace } = subject;
  const wide = (within: string) => sortedIn(cluster, within).find(isWide);
  const found = [
    wide(rootNamespace),
    namespace === rootNamespace ? undefined : wide(namespace),
    ...attachedTelemetry(cluster, subject, rootNamespace),
  ];
  return found.flatMap((telemetry) => telemetry ?? []);
}

/** That which names the proxy by its labels or by what it serves, the oldest first. */
export const attachedTelemetry = (
  cluster: ClusterSnapshot,
  subject: TelemetrySubject,
  rootNamespace: string,
): readonly Telemetry[] =>
  sortedIn(cluster, subject.namespace).filter(
    (telemetry) => !isWide(telemetry) && attaches(telemetry, subject, rootNamespace),
  );

const labelsOf = ({ spec }: Telemetry) => spec?.selector?.matchLabels ?? {};

/** What it is attached to; `targetRef`, which is older, counts where there is nothing else (GetTargetRefs). */
function targetsOf({ spec }: Telemetry): readonly TargetRef[] {
  const { targetRef, targetRefs = [] } = spec ?? {};
  return targetRefs.length === 0 && targetRef !== undefined ? [targetRef] : targetRefs;
}

const isWide = (telemetry: Telemetry): boolean =>
  Object.keys(labelsOf(telemetry)).length === 0 && targetsOf(telemetry).length === 0;

/** The name of the Gateway, or waypoint, that proxies with these labels are; undefined for other proxies. */
export const gatewayNameOf = (labels: PolicySubject['labels']): string | undefined =>
  labels['gateway.networking.k8s.io/gateway-name'];

/** Whether labels are those of a waypoint's pods, which no selector reaches. */
export const isWaypointLabelled = (labels: PolicySubject['labels']): boolean =>
  labels['gateway.istio.io/managed'] === 'istio.io-mesh-controller';

/**
 * Sidecars and Istio's own gateways are found by labels alone, what is attached by reference passes them by; proxies of the Gateway API
 * by reference, or by labels where they are no waypoints (WorkloadPolicyMatcher.ShouldAttachPolicy, istio/istio
 * pilot/pkg/model/policyattachment.go 067f29f5).
 */
function attaches(telemetry: Telemetry, subject: TelemetrySubject, rootNamespace: string): boolean {
  const { labels } = subject;
  const targets = targetsOf(telemetry);
  const gateway = gatewayNameOf(labels);
  const waypoint = isWaypointLabelled(labels);
  if (targets.length === 0) return !waypoint && matchesLabels(labelsOf(telemetry), labels);
  if (gateway === undefined) return false;
  const of = { telemetry, subject, gateway, waypoint, isRoot: subject.namespace === rootNamespace };
  return targets.some((target) => means(target, of));
}

interface Attaching {
  readonly telemetry: Telemetry;
  readonly subject: TelemetrySubject;
  readonly gateway: string;
  readonly waypoint: boolean;
  readonly isRoot: boolean;
}

function means(
  { group = '', kind, name, namespace = '' }: TargetRef,
  { telemetry, subject, gateway, waypoint, isRoot }: Attaching,
): boolean {
  const own = telemetry.metadata.namespace ?? '';
  switch (`${group === 'core' ? '' : group}/${kind}`) {
    case 'gateway.networking.k8s.io/Gateway':
      return name === gateway && (namespace === '' || namespace === own);
    case 'gateway.networking.k8s.io/GatewayClass':
      return waypoint && isRoot && name === 'istio-waypoint';
    case '/Service':
    case 'networking.istio.io/ServiceEntry':
      return (
        waypoint &&
        (subject.services ?? []).some(
          (service) => service.kind === kind && service.name === name && service.namespace === own,
        )
      );
    default:
      return false;
  }
}
