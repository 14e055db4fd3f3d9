import { letters } from './hashes.ts';
import { type EndpointSlice, isReady, type Pod, type Service, type ServicePort, selects } from './model.ts';
import { differing, ownedBy, stableJson, type Write } from './write.ts';

const manager = 'kube-controller-manager';
const pageSize = 100;

export interface SliceContext {
  /** What the server serves: `discovery.k8s.io/v1` or `/v1beta1`, which differ in where the zone is said. */
  readonly apiVersion: string;
  zoneOf(node: string | undefined): string | undefined;
}

interface WantedSlice {
  readonly name: string;
  readonly ports: object[];
  readonly endpoints: object[];
}

/**
 * The EndpointSlices of a Service: one for each set of resolved ports and each hundred pods. `pods` are those of its
 * namespace, `owned` the slices it has. A Service that never had a pod has none
 * yet; one without selector keeps whatever slices people gave it.
 */
export function reconcileEndpointSlices(
  service: Service,
  pods: readonly Pod[],
  owned: readonly EndpointSlice[],
  context: SliceContext,
): Write[] {
  const { selector } = service.spec;
  if (service.metadata.deletionTimestamp !== undefined || selector === undefined) return [];
  if (service.spec.type === 'ExternalName' || Object.keys(selector).length === 0) return [];
  const backing = pods.filter(
    (pod) => selects(selector, pod.metadata.labels) && pod.status?.podIP !== undefined,
  );
  const wanted = wantedSlices(service, backing, context, owned.length > 0);
  const names = new Set(wanted.map((slice) => slice.name));
  return [
    ...wanted.flatMap((slice) => write(service, slice, owned, context)),
    ...owned
      .filter((slice) => !names.has(slice.metadata.name))
      .map((target): Write => ({ verb: 'delete', kind: 'EndpointSlice', target })),
  ];
}

function wantedSlices(
  service: Service,
  backing: readonly Pod[],
  context: SliceContext,
  hasSlices: boolean,
): WantedSlice[] {
  const groups = new Map<string, { ports: object[]; pods: Pod[] }>();
  for (const pod of backing) {
    const ports = service.spec.ports.flatMap((port) => resolvePort(port, pod));
    const key = stableJson(ports);
    const group = groups.get(key) ?? { ports, pods: [] };
    group.pods.push(pod);
    groups.set(key, group);
  }
  if (groups.size === 0 && hasSlices) groups.set('', { ports: [], pods: [] });
  return [...groups.values()].flatMap(({ ports, pods }, g) => {
    const sorted = [...pods].sort((a, b) => a.metadata.name.localeCompare(b.metadata.name));
    const pages = Math.max(1, Math.ceil(sorted.length / pageSize));
    return Array.from({ length: pages }, (_, page) => ({
      name: `${service.metadata.name}-${letters(`${service.metadata.uid}/${g}/${page}`, 5)}`,
      ports,
      endpoints: sorted
        .slice(page * pageSize, (page + 1) * pageSize)
        .map((pod) => endpoint(service, pod, context)),
    }));
  });
}

/** The port a pod serves a service port on; none when the target is a name that no container of the pod has. */
function resolvePort(port: ServicePort, pod: Pod): object[] {
  const target = port.targetPort ?? port.port;
  const number =
    typeof target === 'number'
      ? target
      : pod.spec.containers.flatMap((c) => c.ports ?? []).find((p) => p.name === target)?.containerPort;
  if (number === undefined) return [];
  return [
    {
      name: port.name ?? '',
      port: number,
      protocol: port.protocol,
      ...(port.appProtocol === undefined ? {} : { appProtocol: port.appProtocol }),
    },
  ];
}

function endpoint(service: Service, pod: Pod, context: SliceContext): object {
  const isV1 = context.apiVersion === 'discovery.k8s.io/v1';
  const zone = context.zoneOf(pod.spec.nodeName);
  const terminating = pod.metadata.deletionTimestamp !== undefined;
  const ready = isReady(pod) || service.spec.publishNotReadyAddresses;
  const { name, namespace, uid } = pod.metadata;
  return {
    addresses: [pod.status?.podIP],
    conditions: isV1 ? { ready, serving: ready, terminating } : { ready },
    targetRef: { kind: 'Pod', name, namespace, uid },
    ...(isV1
      ? { nodeName: pod.spec.nodeName, zone }
      : {
          topology: { 'kubernetes.io/hostname': pod.spec.nodeName, 'topology.kubernetes.io/zone': zone },
        }),
  };
}

function write(
  service: Service,
  wanted: WantedSlice,
  owned: readonly EndpointSlice[],
  context: SliceContext,
): Write[] {
  const present = owned.find((slice) => slice.metadata.name === wanted.name);
  const content = { endpoints: wanted.endpoints, ports: wanted.ports };
  if (present !== undefined) {
    const patch = differing(content, { endpoints: present.endpoints ?? [], ports: present.ports ?? [] });
    return patch === null
      ? []
      : [{ verb: 'patch', kind: 'EndpointSlice', manager, target: present, subresource: null, patch }];
  }
  return [
    {
      verb: 'create',
      kind: 'EndpointSlice',
      manager,
      object: {
        metadata: {
          name: wanted.name,
          namespace: service.metadata.namespace,
          labels: {
            'kubernetes.io/service-name': service.metadata.name,
            'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
          },
          ownerReferences: [ownedBy(service, 'v1', 'Service')],
        },
        addressType: 'IPv4',
        ...content,
        apiVersion: context.apiVersion,
      },
    },
  ];
}
