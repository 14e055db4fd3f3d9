import { type Behaviour, behaviour, behaviourAnnotation } from '#demo/traffic/behaviour.ts';
import { askedBuckets, type BucketList, bucketsAnnotation } from '#demo/traffic/emit/buckets.ts';
import { canonicalRevision, canonicalService } from '#lib/istio/canonical.ts';
import { proxyKind } from '#lib/istio/proxy.ts';
import { isActive, isReady } from '#lib/k8s/pod-ready.ts';
import { workloadName } from '#lib/k8s/workload-name.ts';
import type { Pod } from '#lib/k8s/workload-types.ts';
import { type ConfigView, namespaceOf, objectsOf } from './view.ts';

/** One pod as the simulation knows it. */
export interface PodNode {
  /** `namespace/name/uid`: a pod that is replaced is another pod. */
  readonly key: string;
  readonly namespace: string;
  readonly name: string;
  readonly ip: string;
  readonly node: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ready: boolean;
  /** What its program does; null where nothing says: then it answers on every port and calls nobody. */
  readonly behaviour: Behaviour | null;
  /** Container ports by name, for Services that name their target. */
  readonly portNames: ReadonlyMap<string, number>;
  /** Whether a proxy stands before its program. */
  readonly meshed: boolean;
  /** Whether the ztunnel of its node carries its connections. */
  readonly ambient: boolean;
  /** Version of its Istio image; null where it runs none. */
  readonly istioVersion: string | null;
  /** Inbound ports that the proxy leaves alone (`traffic.sidecar.istio.io/excludeInboundPorts`). */
  readonly barePorts: ReadonlySet<number>;
  /** Buckets of its proxy's histograms. */
  readonly buckets: BucketList;
  /** Place among the pods of its workload. */
  readonly index: number;
  readonly workload: WorkloadNode;
}

/** The pods of one controller: what telemetry calls a workload. */
export interface WorkloadNode {
  readonly key: string;
  readonly namespace: string;
  readonly name: string;
  readonly app: string | null;
  readonly version: string | null;
  readonly canonicalService: string;
  readonly canonicalRevision: string;
  readonly serviceAccount: string;
  readonly principal: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly gateway: boolean;
  readonly pods: readonly PodNode[];
}

/** All workloads that have pods, in a stable order. */
export function readWorkloads(view: ConfigView, trustDomain: string): readonly WorkloadNode[] {
  const templates = templateBehaviours(view);
  const pods = objectsOf(view, 'Pod').filter((pod) => isActive(pod) && pod.status?.podIP !== undefined);
  const grouped = Map.groupBy(pods, (pod) => `${namespaceOf(pod)}/${workloadName(pod).name}`);
  return [...grouped]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, members]) => fromPods(key, members, templates.get(key) ?? null, trustDomain));
}

function fromPods(
  key: string,
  members: readonly Pod[],
  template: string | null,
  trustDomain: string,
): WorkloadNode[] {
  const first = members.find(isReady) ?? members[0];
  if (first === undefined) return [];
  const namespace = namespaceOf(first);
  const labels = first.metadata.labels ?? {};
  const { name } = workloadName(first);
  const serviceAccount = first.spec?.serviceAccountName ?? 'default';
  const pods: PodNode[] = [];
  const workload: WorkloadNode = {
    key,
    namespace,
    name,
    app: labels.app ?? null,
    version: labels.version ?? null,
    canonicalService: canonicalService(labels, name),
    canonicalRevision: canonicalRevision(labels) ?? 'latest',
    serviceAccount,
    principal: `spiffe://${trustDomain}/ns/${namespace}/sa/${serviceAccount}`,
    labels,
    gateway: proxyKind(first) === 'gateway',
    pods,
  };
  for (const pod of members) pods.push(podNode(pod, workload, pods.length, template));
  return [workload];
}

function podNode(pod: Pod, workload: WorkloadNode, index: number, template: string | null): PodNode {
  const { name, uid = '', labels = {}, annotations = {} } = pod.metadata;
  const proxy = proxyKind(pod);
  const excluded = annotations['traffic.sidecar.istio.io/excludeInboundPorts'] ?? '';
  return {
    key: `${workload.namespace}/${name}/${uid}`,
    namespace: workload.namespace,
    name,
    ip: pod.status?.podIP ?? '',
    node: pod.spec?.nodeName ?? '',
    labels,
    ready: isReady(pod),
    behaviour: parseBehaviour(annotations[behaviourAnnotation] ?? template),
    portNames: portNames(pod),
    meshed: proxy === 'sidecar' || proxy === 'gateway',
    ambient: proxy === 'ambient',
    istioVersion: istioVersion(pod),
    barePorts: new Set(excluded.split(',').map(Number).filter(Boolean)),
    buckets: askedBuckets(annotations[bucketsAnnotation]),
    index,
    workload,
  };
}

function portNames(pod: Pod): ReadonlyMap<string, number> {
  const ports = (pod.spec?.containers ?? []).flatMap((container) => container.ports ?? []);
  return new Map(ports.flatMap(({ name, containerPort }) => (name ? [[name, containerPort] as const] : [])));
}

function istioVersion(pod: Pod): string | null {
  const containers = [...(pod.spec?.containers ?? []), ...(pod.spec?.initContainers ?? [])];
  const istio = containers.find(({ name }) => name === 'istio-proxy' || name === 'discovery');
  return istio === undefined ? null : (/:(\d+\.\d+\.\d+)/.exec(istio.image ?? '')?.[1] ?? '1.30.5');
}

const controllers = ['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout'] as const;

/** Behaviour as the controllers' pod templates say it, for pods that were made without the annotation. */
function templateBehaviours(view: ConfigView): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const kind of controllers) {
    for (const controller of objectsOf(view, kind)) {
      const text = controller.spec?.template?.metadata?.annotations?.[behaviourAnnotation];
      if (text !== undefined) found.set(`${namespaceOf(controller)}/${controller.metadata.name}`, text);
    }
  }
  return found;
}

const parsed = new Map<string, Behaviour | null>();

/** Behaviour from the annotation's text; null where there is none or it cannot be read. Kept by text: many pods share one. */
export function parseBehaviour(text: string | null): Behaviour | null {
  if (text === null) return null;
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const value = readBehaviour(text);
  if (parsed.size > 20_000) parsed.clear();
  parsed.set(text, value);
  return value;
}

function readBehaviour(text: string): Behaviour | null {
  try {
    const result = behaviour.safeParse(JSON.parse(text));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}
