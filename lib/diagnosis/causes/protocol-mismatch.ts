import type { ObjectRef } from '#lib/core/object-ref.ts';
import { declaredProtocol } from '#lib/istio/protocol.ts';
import type { Service, ServicePort } from '#lib/k8s/workload-types.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import { workloadsOfServices } from '#lib/mesh/select-workloads.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Cause, Evidence } from '../cause.ts';
import { changedShortlyBefore } from '../changed-before.ts';
import { checked, confirmed, decisive, unknown } from '../check.ts';
import { containerPortsOf } from '../declared-ports.ts';
import { fixOf, without, written } from '../fix.ts';
import { flaggedAtCallee, flaggedAtCaller, type SeenRows } from '../seen.ts';
import { showObject } from '../shown-by.ts';
import type { Situation } from '../situation.ts';
import { textAt } from '../text-at.ts';

const flags = ['UPE', 'DPE'];

/**
 * One side speaks another protocol than is declared: the answer is not understood (UPE, 502) or the question is not (DPE, 400). The
 * port of the Service says so by its name or appProtocol, or a DestinationRule upgrades to HTTP/2.
 */
export const protocolMismatch: Cause = {
  code: 'protocol-mismatch',
  look(situation) {
    const seen = flaggedAtCaller(situation, flags) ?? flaggedAtCallee(situation, flags);
    if (seen === null) return null;
    return upgradedBy(situation, seen) ?? portOfService(situation, seen) ?? portOfAny(situation, seen);
  },
};

function upgradedBy(situation: Situation, seen: SeenRows): Evidence | null {
  const pools = (situation.way?.policies ?? []).flatMap(({ policy }) => policy.connectionPool ?? []);
  const found = pools.find(({ value }) => textAt(value.http, 'h2UpgradePolicy') === 'UPGRADE');
  if (found === undefined) return null;
  const { object } = found;
  const path = `${found.path}.http.h2UpgradePolicy`;
  return {
    checks: [
      decisive(seen.check),
      decisive(
        confirmed('The DestinationRule in force has requests sent on as HTTP/2', {
          object,
          path,
          command: showObject(object),
        }),
      ),
    ],
    culprit: { object, path },
    args: {
      what: `DestinationRule ${object.name} upgrades to HTTP/2`,
      fix: 'Take h2UpgradePolicy out, or limit it to hosts that speak HTTP/2.',
    },
    explains: seen.count,
    fix: fixOf(situation.snapshot, object, without(path)),
  };
}

/** How a port is declared beside what the container's own name for it says; they are seldom the same by chance. */
interface Declared {
  readonly port: ServicePort;
  readonly index: number;
  readonly protocol: string | null;
  /** What the name of the container's port says; null where it says nothing. */
  readonly own: string | null;
}

function declaredBy(cluster: ClusterSnapshot, service: Service): readonly Declared[] {
  const { namespace = '', name } = service.metadata;
  const behind = workloadsOfServices(cluster).get(`${namespace}/${name}`) ?? [];
  const containers = containerPortsOf(cluster, behind);
  return (service.spec?.ports ?? []).map((port, index) => {
    const { targetPort = port.port } = port;
    const target = containers.find(({ containerPort, name: of }) =>
      typeof targetPort === 'number' ? containerPort === targetPort : of === targetPort,
    );
    const own =
      target?.name === undefined ? null : declaredProtocol({ port: target.containerPort, name: target.name });
    return { port, index, protocol: declaredProtocol(port), own };
  });
}

const second = ['http2', 'grpc'];
const first = ['http', 'http_proxy'];

/** Whether two protocols are not understood one for the other. */
const differ = (a: string, b: string): boolean =>
  a !== b && !(second.includes(a) && second.includes(b)) && !(first.includes(a) && first.includes(b));

const contradicted = ({ protocol, own }: Declared): boolean =>
  protocol !== null && own !== null && differ(protocol, own);

/** Whether a port is declared for something else than its container says; null where neither tells. */
function saysOther(port: Declared): boolean | null {
  if (port.own !== null && port.protocol !== null) return contradicted(port);
  return port.protocol === null || second.includes(port.protocol) ? true : null;
}

/** The port that is the likelier to be wrong: one that its container contradicts, else one for HTTP/2 or for nothing. */
const suspect = (ports: readonly Declared[]): Declared | undefined =>
  ports.find(contradicted) ??
  ports.find(({ protocol }) => protocol === null || second.includes(protocol)) ??
  ports[0];

/** `appProtocol` goes before the name, which others may refer to; what to write is what the container calls its port. */
const fixOfPort = ({ snapshot }: Situation, object: ObjectRef, port: Declared): Evidence['fix'] =>
  contradicted(port)
    ? fixOf(snapshot, object, written(`spec.ports[${port.index}].appProtocol`, port.own))
    : null;

const fieldOf = ({ port, index }: Declared): string =>
  `spec.ports[${index}].${port.appProtocol === undefined ? 'name' : 'appProtocol'}`;

function portOfService(situation: Situation, seen: SeenRows): Evidence | null {
  const { service, calleeCluster, edge } = situation;
  if (service === null || calleeCluster === null) return null;
  const object = refOf(calleeCluster, 'Service', service);
  const found = suspect(declaredBy(calleeCluster, service));
  const path = found === undefined ? '' : fieldOf(found);
  const protocol = found?.protocol ?? 'no protocol';
  const recent = changedShortlyBefore(situation, object) === true;
  return {
    checks: [
      decisive(seen.check),
      checked(
        found === undefined ? null : saysOther(found),
        {
          yes:
            found?.own == null
              ? `The port is declared as ${protocol}, which the other side may not speak`
              : `The port is declared as ${protocol}, and its container calls it ${found.own}`,
          no: `The port is declared as ${protocol}, and its container calls it so too`,
          unknown: `The port is declared as ${protocol}; calls are seen as ${edge.protocol}`,
        },
        { object, path, command: showObject(object) },
      ),
      ...(recent ? [confirmed('The Service was changed shortly before', { object })] : []),
    ],
    culprit: { object, path },
    args: { what: `Service ${service.metadata.name} declares ${protocol}` },
    explains: seen.count,
    fix: found === undefined ? null : fixOfPort(situation, object, found),
  };
}

/**
 * A proxy that does not understand the question (DPE) has read no host: which port was meant shows by a Service that is declared for
 * HTTP and whose container says otherwise.
 */
function portOfAny(situation: Situation, seen: SeenRows): Evidence | null {
  const { callerCluster, target } = situation;
  if (callerCluster === null || target.kind !== 'unknown') return null;
  const found = [...objects(callerCluster, 'Service')].flatMap((service) => {
    const port = declaredBy(callerCluster, service).find(
      (each) => contradicted(each) && [...first, ...second].includes(each.protocol ?? ''),
    );
    return port === undefined ? [] : [{ port, object: refOf(callerCluster, 'Service', service) }];
  });
  const recent = found.filter(({ object }) => changedShortlyBefore(situation, object) === true);
  const [only, ...others] = recent.length > 0 ? recent : found;
  if (only === undefined) return null;
  const { object, port } = only;
  const path = fieldOf(port);
  return {
    checks: [
      decisive(seen.check),
      decisive(
        checked(
          others.length === 0 ? true : null,
          {
            yes: `Port ${port.port.port} of Service ${object.name} is declared as ${port.protocol}, and its container calls it ${port.own}`,
            no: '',
            unknown: `${others.length + 1} Services have a port that is declared for HTTP and named otherwise by its container`,
          },
          { object, path, command: showObject(object) },
        ),
      ),
      ...(recent.length > 0 ? [confirmed('The Service was changed shortly before', { object })] : []),
      unknown('Which host was meant is in no metric: the proxy could not read it'),
    ],
    culprit: { object, path },
    args: { what: `Service ${object.name} declares ${port.protocol}` },
    explains: seen.count,
    fix: fixOfPort(situation, object, port),
  };
}
