import { parseDuration } from '#lib/istio/duration.ts';
import {
  type EffectiveDestinationRule,
  effectiveDestinationRule,
} from '#lib/mesh/effective-destination-rule.ts';
import { type EffectiveTrafficPolicy, effectiveTrafficPolicy } from '#lib/mesh/effective-traffic-policy.ts';
import { refOf } from '#lib/mesh/objects.ts';
import type { ResolvedHost } from '#lib/mesh/resolve-host.ts';
import type { SentTo } from './chosen-route.ts';
import { policySteps, subsetStep } from './destination-steps.ts';
import { endpointsOf, type HostPort, portsOf } from './endpoints.ts';
import { endsOf, type Sending } from './ends.ts';
import { knownHost, type ProxyView } from './proxy-view.ts';
import { type Destination, type End, type Ending, fails, type Step, stepOf } from './simulation.ts';

/** One cluster of a proxy: the host, the DestinationRule in force, its subset, and who stands behind it. */
export function destinationOf(view: ProxyView, to: SentTo, sending: Sending): Destination {
  const { request } = sending;
  const base = { share: to.share, host: to.host, subset: to.subset, mirror: to.mirror };
  const resolved = knownHost(view, to.host, to.port ?? request.port);
  const ports = resolved === null ? [] : portsOf(resolved);
  const number = to.port ?? (ports.length === 1 ? (ports[0]?.number ?? request.port) : request.port);
  const port = ports.find((each) => each.number === number) ?? null;
  const missing = (steps: readonly Step[]): Destination => ({
    ...base,
    port: number,
    steps: [...steps],
    ends: [nobody(to.share, fails(sending.by, to.missingCode, 'NC'))],
  });
  if (resolved === null || port === null) return missing([unknownStep(to, resolved, ports, number)]);
  const { workload, cluster } = view;
  const caller = { namespace: workload.namespace, labels: workload.labels };
  const rule = effectiveDestinationRule(cluster, resolved.host, resolved.namespace, caller);
  const subset = to.subset === null ? null : (rule?.subsets.get(to.subset) ?? undefined);
  const heads = [ruleStep(rule), ...subsetStep(to, rule)];
  if (subset === undefined) return missing(heads);
  const policy = rule === null ? null : effectiveTrafficPolicy(rule, to.subset, number);
  const labels = subset?.subset.labels ?? {};
  const steps = [...heads, ...policySteps(cluster, policy, resolved)];
  return { ...base, port: number, ...behind(view, to, sending, { resolved, port, policy, labels, steps }) };
}

interface Behind {
  readonly resolved: ResolvedHost;
  readonly port: HostPort;
  readonly policy: EffectiveTrafficPolicy | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

function behind(
  view: ProxyView,
  to: SentTo,
  sending: Sending,
  { resolved, port, policy, labels, steps }: Behind,
): Pick<Destination, 'steps' | 'ends'> {
  const { cluster } = view;
  const found = endpointsOf(cluster, resolved, port.number, labels);
  const ref =
    resolved.kind === 'service'
      ? refOf(cluster, 'Service', resolved.service)
      : refOf(cluster, 'ServiceEntry', resolved.entry);
  if (found.groups.length === 0) {
    const why =
      found.total === 0
        ? 'no pod has the labels that are asked for'
        : `${found.total} have the labels, none of them is ready or has the port`;
    const path = resolved.kind === 'service' ? 'spec.selector' : 'spec.endpoints';
    const step = stepOf('destination', 'blocks', 'no-endpoints', { args: { why }, object: ref, path });
    return { steps: [...steps, step], ends: [nobody(to.share, fails(sending.by, 503, 'UH'))] };
  }
  const ready = found.groups.reduce((sum, { count }) => sum + count, 0);
  const inPods = found.groups.some(({ pod }) => pod !== null);
  const step = stepOf('destination', 'passed', 'endpoints', {
    args: {
      ready: inPods
        ? `${ready} of ${found.total} pods are`
        : `${ready} ${ready === 1 ? 'address is' : 'addresses are'}`,
    },
    object: ref,
    path: 'spec.ports',
  });
  const ends = endsOf(view, sending, {
    groups: found.groups,
    share: to.share,
    tls: policy?.tls ?? null,
    port,
    host: resolved,
    known: true,
    connectTimeout: parseDuration(policy?.connectionPool?.value.tcp?.connectTimeout ?? ''),
  });
  return { steps: [...steps, step], ends: [...ends] };
}

/** The end of what reaches nobody. */
export const nobody = (share: number, ending: Ending): End => ({
  share,
  workload: null,
  pods: null,
  port: null,
  steps: [],
  ending,
  next: null,
});

function unknownStep(
  to: SentTo,
  resolved: ResolvedHost | null,
  ports: readonly HostPort[],
  number: number,
): Step {
  const { object, path, host } = to;
  if (resolved === null) {
    return stepOf('destination', 'blocks', 'destination-unknown', {
      args: { host, why: 'the proxy knows no such host' },
      object,
      path,
    });
  }
  const args = { host, port: String(number), ports: ports.map((each) => each.number).join(', ') || 'none' };
  return stepOf('destination', 'blocks', 'host-port-missing', { args, object, path });
}

function ruleStep(rule: EffectiveDestinationRule | null): Step {
  const [first] = rule?.rules ?? [];
  if (rule === null || first === undefined) return stepOf('destination', 'passed', 'destination-no-rule');
  const tiers = {
    caller: "the caller's namespace",
    service: "the service's namespace",
    root: 'the root namespace',
  };
  const args = { name: `${first.object.namespace}/${first.object.name}`, tier: tiers[rule.tier] };
  return stepOf('destination', 'decides', 'destination-rule', {
    args,
    object: first.object,
    path: 'spec.host',
  });
}
