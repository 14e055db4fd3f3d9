import type { Container, Pod } from './model.ts';
import { differing, type Write } from './write.ts';

/**
 * Set on a pod template (or a pod): `"false"` keeps its pods from becoming ready, a share such as `"1/3"` lets that part of
 * them, by order of name, become ready.
 */
export const readyAnnotation = 'demo.weft.dev/ready';

export interface PodContext {
  /** Names of the pods of the same ReplicaSet, this one included. */
  readonly siblings: readonly string[];
  readonly nodes: readonly string[];
  readonly hostIp: string;
  /** A free address, asked for once in a pod's life. */
  allocateIp(): string;
  /** ISO 8601. */
  readonly now: string;
}

/** The scheduler's and kubelet's part: a node, an address, a status; and the end of a pod that is being deleted. */
export function reconcilePod(pod: Pod, context: PodContext): Write[] {
  if (pod.metadata.deletionTimestamp !== undefined) {
    return (pod.metadata.finalizers ?? []).length > 0 ? [] : [{ verb: 'delete', kind: 'Pod', target: pod }];
  }
  if (pod.spec.nodeName === undefined) {
    const node = context.nodes[0];
    return node === undefined ? [] : [{ verb: 'bind', kind: 'Pod', target: pod, node }];
  }
  const ready = wantsReady(pod, context.siblings);
  if (pod.status?.podIP !== undefined && readyStatus(pod) === (ready ? 'True' : 'False')) return [];
  const changed = differing({ ...statusOf(pod, ready, context) }, pod.status);
  if (changed === null) return [];
  return [
    {
      verb: 'patch',
      kind: 'Pod',
      manager: 'kubelet',
      target: pod,
      subresource: 'status',
      patch: { status: changed },
    },
  ];
}

const readyStatus = (pod: Pod): string | undefined =>
  pod.status?.conditions?.find((condition) => condition.type === 'Ready')?.status;

/** Whether this pod is among those that its annotation lets become ready. */
export function wantsReady(pod: Pod, siblings: readonly string[]): boolean {
  const wanted = pod.metadata.annotations?.[readyAnnotation];
  if (wanted === undefined || wanted === 'true') return true;
  const [numerator = '0', denominator = '1'] = wanted.split('/');
  const share = Number(numerator) / Number(denominator);
  if (!Number.isFinite(share)) return false;
  const place = [...siblings].sort().indexOf(pod.metadata.name);
  return place < Math.round(share * siblings.length);
}

function statusOf(pod: Pod, ready: boolean, context: PodContext): Record<string, unknown> {
  const podIP = pod.status?.podIP ?? context.allocateIp();
  const startTime = pod.status?.startTime ?? context.now;
  const condition = (type: string, isTrue: boolean) => ({
    type,
    status: isTrue ? 'True' : 'False',
    lastProbeTime: null,
    lastTransitionTime: context.now,
    ...(isTrue ? {} : { reason: 'ContainersNotReady', message: 'containers with unready status' }),
  });
  return {
    phase: 'Running',
    hostIP: context.hostIp,
    podIP,
    podIPs: [{ ip: podIP }],
    startTime,
    qosClass: 'Burstable',
    conditions: [
      condition('Initialized', true),
      condition('Ready', ready),
      condition('ContainersReady', ready),
      condition('PodScheduled', true),
    ],
    initContainerStatuses: (pod.spec.initContainers ?? []).map((c) =>
      containerStatus(pod, c, true, startTime),
    ),
    containerStatuses: pod.spec.containers.map((c, i) =>
      // The first container is the program: it is what an unready pod waits for.
      containerStatus(pod, c, ready || i > 0, startTime),
    ),
  };
}

function containerStatus(pod: Pod, container: Container, ready: boolean, startedAt: string): object {
  const isInit = pod.spec.initContainers?.includes(container) === true;
  return {
    name: container.name,
    image: container.image,
    imageID: `docker-pullable://${container.image}`,
    containerID: `containerd://${pod.metadata.uid}-${container.name}`,
    ready,
    started: !isInit,
    restartCount: 0,
    lastState: {},
    state: isInit
      ? { terminated: { exitCode: 0, reason: 'Completed', startedAt, finishedAt: startedAt } }
      : { running: { startedAt } },
  };
}
