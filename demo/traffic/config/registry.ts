import { type Behaviour, behaviourAnnotation } from '#demo/traffic/behaviour.ts';
import { hostWithin, moreSpecific, serviceFqdn } from '#lib/istio/hosts.ts';
import type { ServiceEntry } from '#lib/istio/networking-types.ts';
import { declaredProtocol } from '#lib/istio/protocol.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import type { EndpointSlice, Service, ServicePort } from '#lib/k8s/workload-types.ts';
import { neverResolves } from './proxy-patches.ts';
import { type ConfigView, namespaceOf, objectsOf } from './view.ts';
import { type PodNode, parseBehaviour, type WorkloadNode } from './workloads.ts';

export type PortProtocol = 'http' | 'http2' | 'grpc' | 'tcp' | 'tls';

export interface RegistryPort {
  readonly number: number;
  readonly name: string;
  readonly protocol: PortProtocol;
  /** Whether neither name nor `appProtocol` says the protocol, so that proxies find out by looking. */
  readonly sniffed: boolean;
  readonly endpoints: readonly RegistryEndpoint[];
}

/** Where a request may end. `pod` is null outside the cluster. */
export interface RegistryEndpoint {
  readonly pod: PodNode | null;
  readonly address: string;
  readonly port: number;
  readonly labels: Readonly<Record<string, string>>;
}

/** A host the mesh knows: a Kubernetes Service or one host of a ServiceEntry. */
export interface RegistryHost {
  readonly host: string;
  /** As telemetry writes it in `destination_service_name`. */
  readonly name: string;
  readonly namespace: string;
  readonly kind: 'service' | 'entry';
  readonly external: boolean;
  /** Virtual address; null for headless Services and ServiceEntries without one. */
  readonly address: string | null;
  /** The waypoint that it is told to use, as `namespace/name`, whether or not there is one. */
  readonly waypoint: string | null;
  readonly exportTo: readonly string[] | undefined;
  readonly ports: readonly RegistryPort[];
  /** How a host outside the cluster behaves, as its ServiceEntry's annotation says; null for the default. */
  readonly behaviour: Behaviour | null;
}

export interface Registry {
  readonly hosts: readonly RegistryHost[];
  /** Hosts of that exact name; several namespaces may declare one ServiceEntry host. */
  exact(host: string): readonly RegistryHost[];
  /** Hosts that hold `host` by wildcard, the most specific first. */
  wildcard(host: string): readonly RegistryHost[];
  /** Kubernetes Services that have the pod behind target port `port`, oldest first. */
  servicesOf(pod: PodNode, port: number): readonly RegistryHost[];
}

/** Reads the hosts that proxies know: Services and ServiceEntries. */
export function readRegistry(view: ConfigView, workloads: readonly WorkloadNode[]): Registry {
  const pods = workloads.flatMap((workload) => workload.pods);
  const podIndex = indexPods(pods);
  const slices = Map.groupBy(
    objectsOf(view, 'EndpointSlice'),
    (slice) => `${namespaceOf(slice)}/${slice.metadata.labels?.['kubernetes.io/service-name'] ?? ''}`,
  );
  const namespaces = new Map(
    objectsOf(view, 'Namespace').map(({ metadata }) => [metadata.name, metadata.labels]),
  );
  const waypointOf = ({ metadata }: Service) => {
    const namespace = metadata.namespace ?? '';
    return toldWaypoint(metadata.labels, namespace) ?? toldWaypoint(namespaces.get(namespace), namespace);
  };
  const hosts = [
    ...objectsOf(view, 'Service').map((service) => ({
      ...fromService(service, slices, podIndex),
      waypoint: waypointOf(service) || null,
    })),
    ...objectsOf(view, 'ServiceEntry').flatMap((entry) => fromEntry(view, entry, podIndex)),
  ];
  return indexHosts(hosts);
}

/** `istio.io/use-waypoint` as `namespace/name`; empty where it says `none`, null where it says nothing. */
function toldWaypoint(
  labels: Readonly<Record<string, string>> | undefined,
  namespace: string,
): string | null {
  const name = labels?.['istio.io/use-waypoint'];
  if (!name) return null;
  return name === 'none' ? '' : `${labels?.['istio.io/use-waypoint-namespace'] ?? namespace}/${name}`;
}

interface PodIndex {
  readonly byIp: ReadonlyMap<string, PodNode>;
  readonly byNamespace: ReadonlyMap<string, readonly PodNode[]>;
}

const indexPods = (pods: readonly PodNode[]): PodIndex => ({
  byIp: new Map(pods.map((pod) => [pod.ip, pod])),
  byNamespace: Map.groupBy(pods, (pod) => pod.namespace),
});

function indexHosts(hosts: readonly RegistryHost[]): Registry {
  const exact = Map.groupBy(hosts, (host) => host.host.toLowerCase());
  const wild = hosts.filter((host) => host.host.startsWith('*')).sort((a, b) => moreSpecific(a.host, b.host));
  const behind = new Map<string, RegistryHost[]>();
  for (const host of hosts) {
    if (host.kind !== 'service') continue;
    for (const { endpoints } of host.ports) {
      for (const { pod, port } of endpoints) {
        const key = `${pod?.key}:${port}`;
        const known = behind.get(key);
        if (known === undefined) behind.set(key, [host]);
        else if (!known.includes(host)) known.push(host);
      }
    }
  }
  return {
    hosts,
    exact: (host) => exact.get(host.toLowerCase()) ?? [],
    wildcard: (host) => wild.filter((candidate) => hostWithin(host, candidate.host)),
    servicesOf: (pod, port) => behind.get(`${pod.key}:${port}`) ?? [],
  };
}

function fromService(
  service: Service,
  slices: ReadonlyMap<string, readonly EndpointSlice[]>,
  pods: PodIndex,
): Omit<RegistryHost, 'waypoint'> {
  const namespace = namespaceOf(service);
  const { name } = service.metadata;
  const own = slices.get(`${namespace}/${name}`);
  const exportTo = service.metadata.annotations?.['networking.istio.io/exportTo'];
  return {
    host: serviceFqdn(name, namespace),
    name,
    namespace,
    kind: 'service',
    external: false,
    address: service.spec?.clusterIP === 'None' ? null : (service.spec?.clusterIP ?? null),
    exportTo: exportTo?.split(',').map((to) => to.trim()),
    behaviour: null,
    ports: (service.spec?.ports ?? []).map((port) => ({
      number: port.port,
      name: port.name ?? '',
      protocol: portProtocol(port.appProtocol ?? port.name ?? ''),
      sniffed: declaredProtocol(port) === null,
      endpoints: own === undefined ? bySelector(service, port, pods) : bySlices(own, port, pods),
    })),
  };
}

/** Protocol selection by `appProtocol` or the port's name up to its first dash; what says nothing is sniffed, so HTTP. */
function portProtocol(declared: string): PortProtocol {
  const name = declared.toLowerCase().split('-')[0] ?? '';
  if (name === 'grpc') return 'grpc';
  if (name === 'http2' || name === 'h2c' || declared === 'kubernetes.io/h2c') return 'http2';
  if (['tcp', 'mongo', 'redis', 'mysql', 'postgres', 'udp'].includes(name)) return 'tcp';
  return ['https', 'tls'].includes(name) ? 'tls' : 'http';
}

function bySlices(slices: readonly EndpointSlice[], port: ServicePort, pods: PodIndex): RegistryEndpoint[] {
  return slices.flatMap((slice) => {
    const target = slice.ports?.find((p) => (p.name ?? '') === (port.name ?? ''))?.port;
    if (target === undefined) return [];
    return (slice.endpoints ?? [])
      .filter((endpoint) => endpoint.conditions?.ready !== false)
      .flatMap((endpoint) => endpoint.addresses ?? [])
      .flatMap((address) => endpointAt(address, target, pods));
  });
}

function endpointAt(address: string, port: number, pods: PodIndex): RegistryEndpoint[] {
  const pod = pods.byIp.get(address);
  return pod?.ready ? [podEndpoint(pod, port)] : [];
}

const podEndpoint = (pod: PodNode, port: number): RegistryEndpoint => ({
  pod,
  address: pod.ip,
  port,
  labels: pod.labels,
});

/** For an API server without the EndpointSlice controller: what that controller would have written. */
function bySelector(service: Service, port: ServicePort, pods: PodIndex): RegistryEndpoint[] {
  const selector = service.spec?.selector;
  if (selector === undefined || Object.keys(selector).length === 0) return [];
  const target = port.targetPort ?? port.port;
  return (pods.byNamespace.get(namespaceOf(service)) ?? [])
    .filter((pod) => pod.ready && matchesLabels(selector, pod.labels))
    .flatMap((pod) => {
      const number = typeof target === 'number' ? target : pod.portNames.get(target);
      return number === undefined ? [] : [podEndpoint(pod, number)];
    });
}

function fromEntry(view: ConfigView, entry: ServiceEntry, pods: PodIndex): RegistryHost[] {
  const spec = entry.spec ?? {};
  return (spec.hosts ?? []).map((host) => ({
    host,
    name: host,
    namespace: namespaceOf(entry),
    kind: 'entry',
    external: spec.location !== 'MESH_INTERNAL',
    address: spec.addresses?.[0] ?? null,
    waypoint: null,
    exportTo: spec.exportTo,
    behaviour: parseBehaviour(entry.metadata.annotations?.[behaviourAnnotation] ?? null),
    ports: (spec.ports ?? []).map((port) => ({
      number: port.number,
      name: port.name ?? '',
      protocol: portProtocol(port.protocol ?? port.name ?? ''),
      sniffed: false,
      endpoints: entryEndpoints(view, entry, host, port.targetPort ?? port.number, pods),
    })),
  }));
}

function entryEndpoints(
  view: ConfigView,
  entry: ServiceEntry,
  host: string,
  port: number,
  pods: PodIndex,
): RegistryEndpoint[] {
  const spec = entry.spec ?? {};
  const selector = spec.workloadSelector?.labels;
  if (selector !== undefined) return selectedEndpoints(view, namespaceOf(entry), selector, port, pods);
  if (spec.endpoints !== undefined && spec.endpoints.length > 0) {
    return spec.endpoints
      .filter(({ address = '' }) => !neverResolves(address))
      .map(({ address = '', labels = {} }) => ({
        pod: pods.byIp.get(address) ?? null,
        address,
        port,
        labels,
      }));
  }
  // DNS resolves the host itself; NONE goes where the program connected to. Both end at the host.
  return spec.resolution === 'STATIC' || neverResolves(host)
    ? []
    : [{ pod: null, address: host, port, labels: {} }];
}

function selectedEndpoints(
  view: ConfigView,
  namespace: string,
  selector: Readonly<Record<string, string>>,
  port: number,
  pods: PodIndex,
): RegistryEndpoint[] {
  const entries = objectsOf(view, 'WorkloadEntry')
    .filter((w) => namespaceOf(w) === namespace && matchesLabels(selector, w.spec?.labels))
    .map((w) => ({ pod: null, address: w.spec?.address ?? '', port, labels: w.spec?.labels ?? {} }));
  const selected = (pods.byNamespace.get(namespace) ?? [])
    .filter((pod) => pod.ready && matchesLabels(selector, pod.labels))
    .map((pod) => podEndpoint(pod, port));
  return [...selected, ...entries];
}
