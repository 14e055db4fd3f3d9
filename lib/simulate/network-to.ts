import { isAddress } from '#lib/k8s/ip-block.ts';
import { judgeNetwork, type NetworkJudgement } from '#lib/mesh/judge-network.ts';
import { endOfPod, endOutside, type NetworkEnd } from '#lib/mesh/network-end.ts';
import type { NetworkDirection } from '#lib/mesh/network-rule.ts';
import { objectAt } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Workload } from '#lib/mesh/workloads.ts';
import { addressesOf } from './arrived.ts';
import type { Endpoints } from './endpoints.ts';
import { type Step, type StepOptions, stepOf } from './simulation.ts';

/**
 * The port of HBONE, through which all of ambient travels: it is what NetworkPolicies see of it (istio.io/latest/docs/ambient/usage/networkpolicy).
 * What a sidecar sends arrives at the pod's own port, for it is redirected within the pod.
 */
export const hbonePort = 15_008;

/** What the network does with packets to a group of pods. `admits` null where it cannot be told. */
export interface Network {
  readonly steps: readonly Step[];
  readonly admits: boolean | null;
}

const open: Network = { steps: [], admits: true };

/** What NetworkPolicies say of the way from who sends (null: somebody outside) to some pods or an address. */
export function networkTo(
  cluster: ClusterSnapshot,
  sender: Workload | null,
  to: Endpoints,
  tunnelled: boolean,
): Network {
  const { pod, workload, count, port, addresses } = to;
  // A pod cannot close itself off (kubernetes.io, network policies).
  if (sender !== null && sender === workload && count === 1 && sender.pods.total === 1) return open;
  const [address = ''] = addresses;
  const callee: NetworkEnd =
    pod === null
      ? endOutside(isAddress(address) ? address : null)
      : { ...endOfPod(pod), addresses: addresses.length < count ? null : addresses };
  const seen = tunnelled ? hbonePort : port;
  const from = sender === null ? endOutside(null) : endOfSender(cluster, sender);
  const judged = judgeNetwork(cluster, { from, to: callee, port: seen, protocol: 'TCP' });
  if (judged.length === 0) {
    return { steps: pod === null ? [] : [stepOf('wire', 'passed', 'network-open')], admits: true };
  }
  if (pod?.spec?.hostNetwork === true || onNode(cluster, sender))
    return { steps: [stepOf('wire', 'unknown', 'network-of-node')], admits: null };
  const args = {
    source: sender === null ? 'somebody outside' : `${sender.namespace}/${sender.name}`,
    target: workload === null ? address || 'the pods' : `${workload.namespace}/${workload.name}`,
    port: `${seen}${tunnelled ? ' (the tunnel of ambient)' : ''}`,
  };
  const answers = judged.map(({ admits }) => admits);
  return {
    steps: judged.flatMap((each) => stepsOf(each, args)),
    admits: answers.includes(false) ? false : answers.includes(null) ? null : true,
  };
}

const endOfSender = (cluster: ClusterSnapshot, sender: Workload): NetworkEnd => ({
  pods: { namespace: sender.namespace, labels: sender.labels },
  addresses: addressesOf(cluster, sender),
  // Named ports are looked up at the pods that are connected to.
  portNamed: () => null,
});

function onNode(cluster: ClusterSnapshot, sender: Workload | null): boolean {
  const [name = ''] = sender?.podNames ?? [];
  return objectAt(cluster, 'Pod', sender?.namespace ?? '', name)?.spec?.hostNetwork === true;
}

type Codes = Readonly<Record<'passed' | 'blocks' | 'unknown', Step['code']>>;
const codes: Readonly<Record<NetworkDirection, Codes>> = {
  egress: { passed: 'network-egress', blocks: 'network-egress-barred', unknown: 'network-egress-unknown' },
  ingress: {
    passed: 'network-ingress',
    blocks: 'network-ingress-barred',
    unknown: 'network-ingress-unknown',
  },
};

/** The policy that admits it alone; of a refusal every one, for each of them could. */
function stepsOf(
  { direction, admits, policies }: NetworkJudgement,
  args: NonNullable<StepOptions['args']>,
): readonly Step[] {
  const verdict = admits === true ? 'passed' : admits === false ? 'blocks' : 'unknown';
  const telling = policies.filter((each) => each.admits === admits).slice(0, admits === true ? 1 : undefined);
  return telling.map(({ object, path, rule, why }) =>
    stepOf('wire', verdict, codes[direction][verdict], {
      args: { ...args, rule: String(rule ?? 0), why },
      object,
      path,
    }),
  );
}
