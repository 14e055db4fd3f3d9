import { isAddress } from '#lib/k8s/ip-block.ts';
import { judgeNetwork } from '#lib/mesh/judge-network.ts';
import { endOfPod, endOfPods } from '#lib/mesh/network-end.ts';
import { objectAt } from '#lib/mesh/objects.ts';
import { selectPods } from '#lib/mesh/select-pods.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Workload } from '#lib/mesh/workloads.ts';
import { type Step, stepOf } from './simulation.ts';

const dns = { namespace: 'kube-system', name: 'kube-dns', port: 53 } as const;

/**
 * That NetworkPolicies keep a caller from the DNS of the cluster, as a policy for egress does that lists nothing but the callee. In
 * ambient ztunnel answers for DNS, so it is not looked at there (istio.io, DNS proxying); nor where the cluster's DNS is not found.
 */
export function nameLookupSteps(cluster: ClusterSnapshot, caller: Workload, host: string): readonly Step[] {
  const service = objectAt(cluster, 'Service', dns.namespace, dns.name);
  if (service === null || caller.proxy === 'ambient' || isAddress(host)) return [];
  const [pod] = selectPods(cluster, service.spec?.selector ?? {}, dns.namespace);
  const target = service.spec?.ports?.find(({ port, protocol }) => port === dns.port && protocol === 'UDP');
  if (pod === undefined || target === undefined) return [];
  const number = typeof target.targetPort === 'number' ? target.targetPort : dns.port;
  const from = endOfPods({ namespace: caller.namespace, labels: caller.labels });
  const judged = judgeNetwork(cluster, { from, to: endOfPod(pod), port: number, protocol: 'UDP' });
  const [barred] = judged.filter(({ direction, admits }) => direction === 'egress' && admits === false);
  const [policy] = barred?.policies ?? [];
  if (policy === undefined) return [];
  const args = {
    source: `${caller.namespace}/${caller.name}`,
    port: String(number),
    why: policy.why,
  };
  const { object, path } = policy;
  return [stepOf('host', 'unknown', 'network-no-dns', { args, object, path })];
}
