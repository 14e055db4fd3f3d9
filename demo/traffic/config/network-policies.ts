import { BlockList } from 'node:net';
import { z } from 'zod';
import { type LabelSelector, matchesSelector } from '#lib/k8s/selector.ts';
import type { RegistryEndpoint } from './registry.ts';
import { type ConfigView, namespaceOf } from './view.ts';
import type { WorkloadNode } from './workloads.ts';

const selector = z.looseObject({
  matchLabels: z.record(z.string(), z.string()).optional(),
  matchExpressions: z
    .array(z.looseObject({ key: z.string(), operator: z.string(), values: z.array(z.string()).optional() }))
    .optional(),
});
const peer = z.looseObject({
  podSelector: selector.optional(),
  namespaceSelector: selector.optional(),
  ipBlock: z.looseObject({ cidr: z.string(), except: z.array(z.string()).default([]) }).optional(),
});
const port = z.looseObject({
  protocol: z.string().default('TCP'),
  port: z.union([z.number(), z.string()]).optional(),
  endPort: z.number().optional(),
});
const ports = z.array(port).default([]);
const policySpec = z.looseObject({
  podSelector: selector.default({}),
  policyTypes: z.array(z.string()).optional(),
  ingress: z.array(z.looseObject({ from: z.array(peer).default([]), ports })).default([]),
  egress: z.array(z.looseObject({ to: z.array(peer).default([]), ports })).optional(),
});

interface Policy {
  readonly namespace: string;
  readonly spec: z.infer<typeof policySpec>;
}

/** One end of a connection as a policy sees it. */
interface End {
  readonly namespace: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly address: string;
}

interface Rule {
  readonly peers: readonly z.infer<typeof peer>[];
  readonly ports: z.infer<typeof ports>;
}

/**
 * Whether NetworkPolicies drop the packets from a workload to an endpoint: where policies select an end for a direction, one
 * of their rules must allow the other end and the port (kubernetes.io, concepts/services-networking/network-policies).
 */
export function readNetworkPolicies(
  view: ConfigView,
): (caller: WorkloadNode, endpoint: RegistryEndpoint) => boolean {
  const policies = (view.get('NetworkPolicy') ?? []).flatMap((object): Policy[] => {
    const { data } = policySpec.safeParse(object.spec);
    return data === undefined ? [] : [{ namespace: namespaceOf(object), spec: data }];
  });
  if (policies.length === 0) return () => false;
  const labelsOf = new Map(
    (view.get('Namespace') ?? []).map(({ metadata }) => [metadata.name, metadata.labels]),
  );
  const selecting = (end: End, direction: 'Ingress' | 'Egress') =>
    policies.filter(
      ({ namespace, spec }) =>
        namespace === end.namespace &&
        typesOf(spec).includes(direction) &&
        matchesSelector(asSelector(spec.podSelector), end.labels),
    );
  const isPeer = (one: z.infer<typeof peer>, other: End, home: string): boolean => {
    if (one.ipBlock !== undefined) return inBlock(one.ipBlock, other.address);
    if (other.namespace === null) return false;
    const namespaceFits =
      one.namespaceSelector === undefined
        ? other.namespace === home
        : matchesSelector(asSelector(one.namespaceSelector), labelsOf.get(other.namespace));
    return namespaceFits && matchesSelector(asSelector(one.podSelector ?? {}), other.labels);
  };
  const allows = ({ peers, ports: open }: Rule, other: End, home: string, endpoint: RegistryEndpoint) =>
    (peers.length === 0 || peers.some((one) => isPeer(one, other, home))) &&
    (open.length === 0 || open.some((one) => isPort(one, endpoint)));
  return (caller, endpoint) => {
    const from = endOfWorkload(caller);
    const to = endOfEndpoint(endpoint);
    const inbound = selecting(to, 'Ingress');
    const outbound = selecting(from, 'Egress');
    const admitted = inbound.some(({ namespace, spec }) =>
      spec.ingress.some((rule) => allows({ peers: rule.from, ports: rule.ports }, from, namespace, endpoint)),
    );
    const released = outbound.some(({ namespace, spec }) =>
      (spec.egress ?? []).some((rule) =>
        allows({ peers: rule.to, ports: rule.ports }, to, namespace, endpoint),
      ),
    );
    return (inbound.length > 0 && !admitted) || (outbound.length > 0 && !released);
  };
}

/** Without `policyTypes` a policy is about what comes in, and about what goes out where it has rules for that. */
const typesOf = ({ policyTypes, egress }: Policy['spec']): readonly string[] =>
  policyTypes !== undefined && policyTypes.length > 0
    ? policyTypes
    : (egress ?? []).length > 0
      ? ['Ingress', 'Egress']
      : ['Ingress'];

const asSelector = ({ matchLabels, matchExpressions }: z.infer<typeof selector>): LabelSelector => ({
  ...(matchLabels && { matchLabels }),
  ...(matchExpressions && {
    matchExpressions: matchExpressions.map(({ key, operator, values }) => ({
      key,
      operator,
      ...(values && { values }),
    })),
  }),
});

const endOfWorkload = ({ namespace, labels, pods }: WorkloadNode): End => ({
  namespace,
  labels,
  address: pods[0]?.ip ?? '',
});

const endOfEndpoint = ({ pod, address }: RegistryEndpoint): End =>
  pod === null
    ? { namespace: null, labels: {}, address }
    : { namespace: pod.namespace, labels: pod.labels, address: pod.ip };

function isPort(
  { protocol, port: wanted, endPort }: z.infer<typeof port>,
  { pod, port: open }: RegistryEndpoint,
): boolean {
  if (protocol !== 'TCP') return false;
  if (wanted === undefined) return true;
  if (typeof wanted === 'string') return pod?.portNames.get(wanted) === open;
  return open >= wanted && open <= (endPort ?? wanted);
}

function inBlock({ cidr, except }: { cidr: string; except: readonly string[] }, address: string): boolean {
  return inNetwork(cidr, address) && !except.some((other) => inNetwork(other, address));
}

function inNetwork(cidr: string, address: string): boolean {
  const [network = '', bits = ''] = cidr.split('/');
  const family = network.includes(':') ? 'ipv6' : 'ipv4';
  const list = new BlockList();
  try {
    list.addSubnet(network, Number(bits), family);
    return list.check(address, family);
  } catch {
    return false;
  }
}
