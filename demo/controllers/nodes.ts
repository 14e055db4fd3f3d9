import type { DemoNode } from './model.ts';
import type { NewObject, Write } from './write.ts';

/** The three nodes of the demo's cluster, in two zones. */
export const demoNodes = [
  { name: 'node-a1', zone: 'zone-a', ip: '10.10.0.11', pods: '10.128.0.0' },
  { name: 'node-a2', zone: 'zone-a', ip: '10.10.0.12', pods: '10.129.0.0' },
  { name: 'node-b1', zone: 'zone-b', ip: '10.10.0.21', pods: '10.130.0.0' },
] as const;

/** The nodes of the demo as objects. */
export function nodeObjects(): NewObject[] {
  return demoNodes.map((node) => ({
    metadata: {
      name: node.name,
      labels: {
        'kubernetes.io/hostname': node.name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'topology.kubernetes.io/region': 'demo',
        'topology.kubernetes.io/zone': node.zone,
      },
    },
    spec: { podCIDR: `${node.pods}/16` },
  }));
}

/** What the kubelet of a node says of it, and the lifecycle controller after that; none once both are done. `now` is ISO 8601. */
export function reconcileNode(node: DemoNode, now: string): Write[] {
  const known = demoNodes.find((n) => n.name === node.metadata.name);
  if (known === undefined) return [];
  const isReady = node.status?.conditions?.some((c) => c.type === 'Ready') ?? false;
  return isReady ? untainted(node) : [readyStatus(node, known, now)];
}

const notReady = 'node.kubernetes.io/not-ready';

/** The API server taints every new node as not ready; the controller that lifts it is not part of the server. */
function untainted(node: DemoNode): Write[] {
  const taints = node.spec?.taints ?? [];
  const left = taints.filter(({ key }) => key !== notReady);
  if (left.length === taints.length) return [];
  const patch = { spec: { taints: left.length === 0 ? null : left } };
  return [
    {
      verb: 'patch',
      kind: 'Node',
      manager: 'kube-controller-manager',
      target: node,
      subresource: null,
      patch,
    },
  ];
}

function readyStatus(node: DemoNode, known: (typeof demoNodes)[number], now: string): Write {
  const condition = (type: string, status: string, reason: string) => ({
    type,
    status,
    reason,
    lastHeartbeatTime: now,
    lastTransitionTime: now,
  });
  const status = {
    addresses: [
      { type: 'InternalIP', address: known.ip },
      { type: 'Hostname', address: known.name },
    ],
    capacity: { cpu: '8', memory: '32Gi', pods: '1000' },
    allocatable: { cpu: '7500m', memory: '30Gi', pods: '1000' },
    conditions: [
      condition('MemoryPressure', 'False', 'KubeletHasSufficientMemory'),
      condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure'),
      condition('Ready', 'True', 'KubeletReady'),
    ],
  };
  return {
    verb: 'patch',
    kind: 'Node',
    manager: 'kubelet',
    target: node,
    subresource: 'status',
    patch: { status },
  };
}
