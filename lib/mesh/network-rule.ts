import { allOf, anyOf, type Ternary } from '#lib/core/ternary.ts';
import { inBlock, isEverywhere } from '#lib/k8s/ip-block.ts';
import { labelsText } from '#lib/k8s/labels-text.ts';
import type {
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicyRule,
} from '#lib/k8s/network-policy-types.ts';
import { type LabelSelector, matchesSelector } from '#lib/k8s/selector.ts';
import type { NetworkEnd } from './network-end.ts';
import { objectAt } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** A connection as it is seen on the network: a tunnel has the port of the tunnel. */
export interface Connection {
  readonly from: NetworkEnd;
  readonly to: NetworkEnd;
  /** Null where any port may be meant. */
  readonly port: number | null;
  readonly protocol: 'TCP' | 'UDP';
}

export type NetworkDirection = 'ingress' | 'egress';

/** What a rule says of a connection, and in words what keeps it from admitting it. */
export interface RuleSays {
  readonly admits: Ternary;
  /** The list that decides, `from`, `to` or `ports`; empty where all of the rule does. */
  readonly field: '' | 'from' | 'to' | 'ports';
  readonly why: string;
}

/**
 * Whether a rule admits a connection: one of its peers has to hold, and one of its ports; a list that is empty or absent takes
 * all. Within one peer the selectors of namespace and pod must both hold. Named ports are those of the pods that are connected to
 * (kubernetes.io/docs/concepts/services-networking/network-policies and .../reference/kubernetes-api/policy-resources/network-policy-v1).
 */
export function networkRuleSays(
  cluster: ClusterSnapshot,
  home: string,
  rule: NetworkPolicyRule,
  direction: NetworkDirection,
  connection: Connection,
): RuleSays {
  const field = direction === 'ingress' ? 'from' : 'to';
  const other = direction === 'ingress' ? connection.from : connection.to;
  const peers = listOf(rule[field]);
  const ports = listOf(rule.ports);
  const peered = peers.length === 0 || anyOf(peers.map((peer) => isPeer(cluster, home, peer, other)));
  const opened = ports.length === 0 || anyOf(ports.map((port) => opens(port, connection)));
  const admits = allOf([peered, opened]);
  if (peered !== true && peered === admits) {
    const many = peers.map((peer) => peerText(peer)).join(', or ');
    return { admits, field, why: `it is for ${many}` };
  }
  if (opened !== true)
    return { admits, field: 'ports', why: `it opens ${ports.map(portText).join(', ')} alone` };
  return { admits, field: '', why: '' };
}

/** What YAML leaves empty, or holds that is no list, is no entry. */
const listOf = <T>(list: readonly T[] | undefined): readonly T[] =>
  Array.isArray(list) ? list.filter((each) => typeof each === 'object' && each !== null) : [];

function isPeer(
  cluster: ClusterSnapshot,
  home: string,
  { ipBlock, podSelector, namespaceSelector }: NetworkPolicyPeer,
  { pods, addresses }: NetworkEnd,
): Ternary {
  if (ipBlock) return inBlocks(ipBlock, addresses);
  if (pods === null) return false;
  const inNamespace = namespaceSelector
    ? namespaceFits(cluster, namespaceSelector, pods.namespace)
    : pods.namespace === home;
  return allOf([inNamespace, matchesSelector(podSelector ?? {}, pods.labels)]);
}

/** Every namespace has its name as a label, which the API server sets (kubernetes.io, namespaces, automatic labelling). */
function namespaceFits(cluster: ClusterSnapshot, selector: LabelSelector, namespace: string): Ternary {
  const labels = objectAt(cluster, 'Namespace', '', namespace)?.metadata.labels ?? {};
  const fits = matchesSelector(selector, { 'kubernetes.io/metadata.name': namespace, ...labels });
  const read = !['forbidden', 'loading'].includes(cluster.states.get('Namespace')?.phase ?? '');
  return read || matchesSelector(selector, {}) ? fits : null;
}

function inBlocks(
  { cidr = '', except }: NonNullable<NetworkPolicyPeer['ipBlock']>,
  addresses: readonly string[] | null,
): Ternary {
  const cut = Array.isArray(except) ? except : [];
  if (addresses === null) return isEverywhere(cidr) && cut.length === 0 ? true : null;
  const each = addresses.map((address) =>
    allOf([inBlock(cidr, address), ...cut.map((part) => not(inBlock(String(part), address)))]),
  );
  // Pods of which only some have an address that is admitted are not told apart here.
  return each.every((one) => one === each[0]) ? (each[0] ?? null) : null;
}

const not = (value: Ternary): Ternary => (value === null ? null : !value);

function opens(
  { protocol = 'TCP', port, endPort }: NetworkPolicyPort,
  { port: wanted, protocol: spoken, to }: Connection,
): Ternary {
  if (protocol !== spoken) return false;
  if (port === undefined || port === null) return true;
  if (wanted === null) return null;
  if (typeof port === 'number') return wanted >= port && wanted <= (endPort ?? port);
  const named = to.portNamed(port, protocol);
  return named === undefined ? null : named === wanted;
}

const portText = ({ protocol = 'TCP', port, endPort }: NetworkPolicyPort): string => {
  const suffix = protocol === 'TCP' ? '' : `/${protocol}`;
  if (port === undefined || port === null) return `every ${protocol} port`;
  return `port ${port}${endPort === undefined ? '' : `–${endPort}`}${suffix}`;
};

function peerText({ ipBlock, podSelector, namespaceSelector }: NetworkPolicyPeer): string {
  if (ipBlock) {
    const except = Array.isArray(ipBlock.except) ? ` except ${ipBlock.except.join(', ')}` : '';
    return `addresses of ${ipBlock.cidr ?? ''}${except}`;
  }
  const pods = podSelector ? selectorText(podSelector) : '';
  const which = pods === '' ? 'every pod' : `pods with ${pods}`;
  if (!namespaceSelector) return `${which} of its own namespace`;
  const namespaces = selectorText(namespaceSelector);
  return `${which} of ${namespaces === '' ? 'every namespace' : `namespaces with ${namespaces}`}`;
}

function selectorText({ matchLabels, matchExpressions }: LabelSelector): string {
  const labels = Object.keys(matchLabels ?? {}).length === 0 ? [] : [labelsText(matchLabels ?? {})];
  const others = listOf(matchExpressions).map(({ key, operator, values }) =>
    [key, operator, ...(Array.isArray(values) ? [`(${values.join(', ')})`] : [])].join(' '),
  );
  return [...labels, ...others].join(', ');
}
