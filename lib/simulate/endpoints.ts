import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { ServiceEntry } from '#lib/istio/networking-types.ts';
import { declaredProtocol } from '#lib/istio/protocol.ts';
import { type ProxyKind, proxyKind } from '#lib/istio/proxy.ts';
import { isReady } from '#lib/k8s/pod-ready.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import type { Pod, Service } from '#lib/k8s/workload-types.ts';
import { deriveInNamespace } from '#lib/mesh/derive.ts';
import { findPod } from '#lib/mesh/find-pod.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import type { ResolvedHost } from '#lib/mesh/resolve-host.ts';
import { selectPods } from '#lib/mesh/select-pods.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { type Workload, workloadKinds, workloadsIn } from '#lib/mesh/workloads.ts';

type Labels = Readonly<Record<string, string>>;

/** A port that a host declares. `protocol` null where it says none, and proxies find out. */
export interface HostPort {
  readonly number: number;
  readonly protocol: string | null;
}

/** The ports of a Service or a ServiceEntry. */
export function portsOf(resolved: ResolvedHost): readonly HostPort[] {
  if (resolved.kind === 'service') {
    return (resolved.service.spec?.ports ?? []).map((port) => ({
      number: port.port,
      protocol: declaredProtocol(port),
    }));
  }
  return (resolved.entry.spec?.ports ?? []).map(({ number, protocol = '' }) => ({
    number,
    protocol: protocol === '' ? null : protocol.toLowerCase(),
  }));
}

/** Pods that are alike in all that the mesh looks at, or an address without a pod. */
export interface Endpoints {
  readonly workload: Workload | null;
  readonly pod: Pod | null;
  readonly count: number;
  readonly port: number;
  readonly proxy: ProxyKind | null;
  /** Of the pods, those that have one; of one without a pod what is written, which may be a name. */
  readonly addresses: readonly string[];
  /** The WorkloadEntry that declares it, of one without a pod. */
  readonly machine?: ObjectRef;
}

export interface FoundEndpoints {
  readonly groups: readonly Endpoints[];
  /** Pods with the right labels, ready or not. */
  readonly total: number;
}

const workloadOfPod = deriveInNamespace(
  workloadKinds,
  (cluster, namespace) =>
    new Map(
      workloadsIn(cluster, namespace).flatMap((workload) =>
        workload.podNames.map((name) => [name, workload] as const),
      ),
    ),
);

/** Who stands behind a port of a host, of those with `labels` (a subset's): what is ready, by what it is. */
export function endpointsOf(
  cluster: ClusterSnapshot,
  resolved: ResolvedHost,
  port: number,
  labels: Labels,
): FoundEndpoints {
  return resolved.kind === 'service'
    ? ofService(cluster, resolved.service, resolved.namespace, port, labels)
    : ofEntry(cluster, resolved.entry, resolved.host, port, labels);
}

/** The pod that has an address, on any port; null where none has. */
export function endpointAt(cluster: ClusterSnapshot, address: string, port: number): Endpoints | null {
  const pod = findPod(cluster, '', address);
  if (pod === null || !pod.status?.podIP) return null;
  return grouped(cluster, [pod], () => port).groups[0] ?? null;
}

/** Who stands behind a headless Service on a port that it does not declare: its name leads to the pods themselves. */
export function headlessPods(
  cluster: ClusterSnapshot,
  { spec, metadata }: Service,
  port: number,
): readonly Endpoints[] {
  const selector = spec?.selector ?? {};
  if (spec?.clusterIP !== 'None' || Object.keys(selector).length === 0) return [];
  return grouped(cluster, [...selectPods(cluster, selector, metadata.namespace ?? '')], () => port).groups;
}

function ofService(
  cluster: ClusterSnapshot,
  { spec, metadata }: Service,
  namespace: string,
  number: number,
  labels: Labels,
): FoundEndpoints {
  const declared = spec?.ports?.find(({ port }) => port === number);
  if (declared === undefined) return { groups: [], total: 0 };
  const selector = spec?.selector ?? {};
  if (Object.keys(selector).length === 0)
    return bySlices(cluster, metadata.name, namespace, declared.name ?? '', labels);
  const pods = [...selectPods(cluster, selector, namespace)].filter((pod) =>
    matchesLabels(labels, pod.metadata.labels),
  );
  const target = declared.targetPort ?? number;
  return grouped(cluster, pods, (pod) => (typeof target === 'number' ? target : portNamed(pod, target)));
}

function portNamed({ spec }: Pod, name: string): number | null {
  // YAML that people write has ports in quotes.
  if (/^\d+$/.test(name)) return Number(name);
  const ports = (spec?.containers ?? []).flatMap(({ ports: own }) => own ?? []);
  return ports.find((port) => port.name === name)?.containerPort ?? null;
}

/** A Service without a selector has the endpoints that somebody wrote. */
function bySlices(
  cluster: ClusterSnapshot,
  service: string,
  namespace: string,
  port: string,
  labels: Labels,
): FoundEndpoints {
  const groups: Endpoints[] = [];
  for (const slice of objects(cluster, 'EndpointSlice', namespace)) {
    if (slice.metadata.labels?.['kubernetes.io/service-name'] !== service) continue;
    const number = slice.ports?.find(({ name = '' }) => name === port)?.port;
    if (number === undefined || Object.keys(labels).length > 0) continue;
    for (const { addresses = [], conditions } of slice.endpoints ?? []) {
      if (conditions?.ready === false) continue;
      for (const address of addresses) groups.push({ ...nobody, port: number, addresses: [address] });
    }
  }
  return { groups, total: groups.length };
}

const nobody = { workload: null, pod: null, count: 1, proxy: null } as const;

function grouped(
  cluster: ClusterSnapshot,
  pods: readonly Pod[],
  portOf: (pod: Pod) => number | null,
): FoundEndpoints {
  const groups = new Map<string, Endpoints>();
  for (const pod of pods) {
    const port = portOf(pod);
    if (port === null || !isReady(pod)) continue;
    const { namespace = '', name, labels = {}, annotations = {} } = pod.metadata;
    const workload = workloadOfPod(cluster, namespace).get(name) ?? null;
    const { 'pod-template-hash': _, 'controller-revision-hash': __, ...own } = labels;
    const excluded = annotations['traffic.sidecar.istio.io/excludeInboundPorts'] ?? '';
    const key = JSON.stringify([
      workload?.name,
      proxyKind(pod),
      port,
      excluded,
      pod.spec?.serviceAccountName,
      own,
    ]);
    const addresses = pod.status?.podIP ? [pod.status.podIP] : [];
    const known = groups.get(key);
    groups.set(
      key,
      known
        ? { ...known, count: known.count + 1, addresses: [...known.addresses, ...addresses] }
        : { workload, pod, count: 1, port, proxy: proxyKind(pod), addresses },
    );
  }
  return { groups: [...groups.values()], total: pods.length };
}

function ofEntry(
  cluster: ClusterSnapshot,
  { spec, metadata }: ServiceEntry,
  host: string,
  number: number,
  labels: Labels,
): FoundEndpoints {
  const declared = spec?.ports?.find((port) => port.number === number);
  if (declared === undefined) return { groups: [], total: 0 };
  const port = declared.targetPort ?? number;
  const namespace = metadata.namespace ?? '';
  const selector = spec?.workloadSelector?.labels;
  if (selector !== undefined) {
    const pods = [...selectPods(cluster, selector, namespace)].filter((pod) =>
      matchesLabels(labels, pod.metadata.labels),
    );
    const found = grouped(cluster, pods, () => port);
    const machines = [...objects(cluster, 'WorkloadEntry', namespace)]
      .filter(
        (each) => matchesLabels(selector, each.spec?.labels) && matchesLabels(labels, each.spec?.labels),
      )
      .map((each) => ({
        ...nobody,
        port,
        addresses: [each.spec?.address ?? ''],
        machine: refOf(cluster, 'WorkloadEntry', each),
      }));
    return { groups: [...found.groups, ...machines], total: found.total + machines.length };
  }
  const written = spec?.endpoints ?? [];
  if (written.length > 0) {
    const groups = written
      .filter((each) => matchesLabels(labels, each.labels))
      .map(({ address = '' }) => ({ ...nobody, port, addresses: [address] }));
    return { groups, total: groups.length };
  }
  // DNS resolves the host itself, NONE goes where the program connected to: both end at the host.
  if (spec?.resolution === 'STATIC') return { groups: [], total: 0 };
  return { groups: [{ ...nobody, port, addresses: [host] }], total: 1 };
}
