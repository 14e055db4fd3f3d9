import { z } from 'zod';
import { objectRef } from '#lib/core/object-ref.ts';
import { type EpochSeconds, epochSeconds } from '#lib/core/units.ts';
import { proxyKind } from '#lib/istio/proxy.ts';
import { isReady } from '#lib/k8s/pod-ready.ts';
import type { Container, ContainerStatus, Pod } from '#lib/k8s/workload-types.ts';
import { zoneOf } from './find-pod.ts';
import { refOf } from './objects.ts';
import { podEvent, podEvents } from './pod-events.ts';
import type { ClusterSnapshot } from './snapshot.ts';

const containerState = z.object({
  /** `running`, `waiting`, `terminated`; empty where the cluster does not tell. */
  is: z.string(),
  reason: z.string(),
  exitCode: z.number().nullable(),
  /** When it ended; null where it has not, or the cluster does not tell. */
  ended: epochSeconds.nullable(),
});

/** A container of a pod. Its environment, arguments and mounts are nobody's business here. */
const podContainer = z.object({
  name: z.string(),
  part: z.enum(['application', 'proxy', 'sidecar', 'init']),
  image: z.string(),
  ready: z.boolean().nullable(),
  restarts: z.number().nullable(),
  state: containerState,
  /** How it ended the last time; null where it never has. */
  last: containerState.nullable(),
});
export type PodContainer = z.infer<typeof podContainer>;

/** `ztunnel` is the node proxy of an ambient mesh itself; `ambient` a pod whose traffic goes through it. */
export const podProxyKind = z.enum(['sidecar', 'gateway', 'waypoint', 'ambient', 'ztunnel', 'none']);
export type PodProxyKind = z.infer<typeof podProxyKind>;

/** A pod with what the cluster says of its state. */
export const podReport = z.object({
  object: objectRef,
  phase: z.string(),
  reason: z.string(),
  ready: z.boolean(),
  /** Whether it is being deleted. */
  ending: z.boolean(),
  conditions: z.array(
    z.object({
      type: z.string(),
      status: z.string(),
      reason: z.string(),
      message: z.string(),
      since: epochSeconds.nullable(),
    }),
  ),
  containers: z.array(podContainer),
  proxy: z.object({
    kind: podProxyKind,
    /** Tag of its image, such as `1.30.5-distroless`; null where it has none. */
    version: z.string().nullable(),
    /** The revision that injected it; null where nothing was injected. */
    revision: z.string().nullable(),
  }),
  node: z.string().nullable(),
  zone: z.string().nullable(),
  address: z.string().nullable(),
  created: epochSeconds.nullable(),
  events: z.array(podEvent),
});
export type PodReport = z.infer<typeof podReport>;

const mostEvents = 20;

/** What the snapshot knows of a pod. */
export function podReportOf(cluster: ClusterSnapshot, pod: Pod): PodReport {
  const { metadata, spec = {}, status = {} } = pod;
  const { namespace = '', name } = metadata;
  const node = spec.nodeName || null;
  return {
    object: refOf(cluster, 'Pod', pod),
    phase: status.phase ?? '',
    reason: status.reason ?? '',
    ready: isReady(pod),
    ending: metadata.deletionTimestamp !== undefined,
    conditions: (status.conditions ?? []).map((condition) => ({
      type: condition.type,
      status: condition.status,
      reason: condition.reason ?? '',
      message: condition.message ?? '',
      since: moment(condition.lastTransitionTime),
    })),
    containers: containersOf(pod),
    proxy: proxyOf(pod),
    node,
    zone: node === null ? null : zoneOf(cluster, node),
    address: status.podIP || null,
    created: moment(metadata.creationTimestamp),
    events: podEvents(cluster, namespace, name).slice(0, mostEvents),
  };
}

/** How a pod takes part in the mesh, ztunnel told apart from the sidecars whose container it borrows the name of. */
export function podProxyOf(pod: Pod): PodProxyKind {
  const own = proxyContainer(pod);
  return own?.args?.includes('ztunnel') === true || pod.metadata.labels?.app === 'ztunnel'
    ? 'ztunnel'
    : proxyKind(pod);
}

const proxyContainer = ({ spec }: Pod): Container | undefined =>
  [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])].find(({ name }) => name === 'istio-proxy');

function proxyOf(pod: Pod): PodReport['proxy'] {
  const tag = /:([^:/@]+)(?:@|$)/.exec(proxyContainer(pod)?.image ?? '')?.[1];
  const { annotations, labels } = pod.metadata;
  // The trimmed copy of the annotation holds the revision alone.
  const injected = annotations?.['sidecar.istio.io/status'];
  const revision = injected === undefined ? null : injected || labels?.['istio.io/rev'] || 'default';
  return { kind: podProxyOf(pod), version: tag ?? null, revision };
}

function containersOf({ spec, status }: Pod): PodContainer[] {
  const one = (container: Container, statuses: readonly ContainerStatus[] | undefined, init: boolean) => {
    const own = statuses?.find(({ name }) => name === container.name);
    const last = stateOf(own?.lastState);
    return {
      name: container.name,
      part: partOf(container, init),
      image: container.image ?? '',
      ready: own?.ready ?? null,
      restarts: own?.restartCount ?? null,
      state: stateOf(own?.state),
      last: last.is === '' ? null : last,
    };
  };
  return [
    ...(spec?.containers ?? []).map((each) => one(each, status?.containerStatuses, false)),
    ...(spec?.initContainers ?? []).map((each) => one(each, status?.initContainerStatuses, true)),
  ];
}

function partOf({ name, restartPolicy }: Container, init: boolean): PodContainer['part'] {
  if (name === 'istio-proxy') return 'proxy';
  if (!init) return 'application';
  return restartPolicy === 'Always' ? 'sidecar' : 'init';
}

function stateOf(state: ContainerStatus['state']): PodContainer['state'] {
  const [found] = Object.entries(state ?? {});
  if (found === undefined) return { is: '', reason: '', exitCode: null, ended: null };
  const [is, { reason = '', exitCode = null, finishedAt }] = found;
  return { is, reason, exitCode, ended: moment(finishedAt) };
}

function moment(iso: string | undefined): EpochSeconds | null {
  const at = Date.parse(iso ?? '');
  return Number.isNaN(at) ? null : epochSeconds.parse(Math.floor(at / 1000));
}
