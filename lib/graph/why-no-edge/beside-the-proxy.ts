import type { Pod, Service } from '#lib/k8s/workload-types.ts';
import type { Reason } from './reason.ts';
import type { CalledService, Party, Situation } from './situation.ts';

const prefix = 'traffic.sidecar.istio.io/';

/**
 * Annotations that keep traffic out of the proxies: those of the caller that cover the callee's ports or addresses, those
 * of the callee that cover its own ports. What a proxy recognised as no service is drawn as passthrough or blackhole.
 */
export function besideTheProxy(situation: Situation): readonly Reason[] {
  const { from, to, services } = situation;
  const ports = servicePorts(services);
  const targets = targetPorts(to, services);
  const addresses = addressesOf(to, services);
  return [
    ...annotated(from, 'excludeOutboundPorts', (value) => listed(value, [...ports, ...targets])),
    ...annotated(from, 'excludeOutboundIPRanges', (value) => covered(value, addresses)),
    ...annotated(from, 'includeOutboundIPRanges', (value) => leftOut(value, addresses)),
    ...annotated(to, 'excludeInboundPorts', (value) => listed(value, targets)),
    ...annotated(to, 'includeInboundPorts', (value) => notListed(value, targets)),
    ...asPassthrough(situation),
  ];
}

const servicePorts = (services: readonly CalledService[]): readonly number[] =>
  services.flatMap(({ service }) => (service?.spec?.ports ?? []).map(({ port }) => port));

/** Ports of the containers that the services lead to; named ones are looked up, without any the service's own holds. */
function targetPorts({ pods }: Party, services: readonly CalledService[]): readonly number[] {
  const containerPorts = pods.flatMap(({ spec }) =>
    (spec?.containers ?? []).flatMap(({ ports = [] }) => ports),
  );
  const resolve = ({ port, targetPort }: NonNullable<NonNullable<Service['spec']>['ports']>[number]) => {
    if (typeof targetPort === 'number') return [targetPort];
    if (targetPort === undefined) return [port];
    return containerPorts.filter(({ name }) => name === targetPort).map(({ containerPort }) => containerPort);
  };
  return [...new Set(services.flatMap(({ service }) => (service?.spec?.ports ?? []).flatMap(resolve)))];
}

function addressesOf({ pods }: Party, services: readonly CalledService[]): readonly string[] {
  const ofServices = services.flatMap(
    ({ service }) => service?.spec?.clusterIPs ?? service?.spec?.clusterIP ?? [],
  );
  return [...ofServices, ...pods.flatMap(({ status }) => status?.podIP ?? [])].filter((ip) =>
    /^[\d.]+$/.test(ip),
  );
}

function annotated(
  party: Party,
  name: string,
  excludes: (value: string) => readonly string[],
): readonly Reason[] {
  const annotation = `${prefix}${name}`;
  const pod = party.pods.find(({ metadata }) => metadata.annotations?.[annotation] !== undefined);
  const value = pod?.metadata.annotations?.[annotation];
  if (pod === undefined || value === undefined) return [];
  const excluded = excludes(value);
  if (excluded.length === 0) return [];
  const args = { annotation, value, excluded: excluded.join(', ') };
  return [
    { code: 'ports-excluded', certainty: 'likely', args, evidence: [evidenceOf(party, pod, annotation)] },
  ];
}

const evidenceOf = ({ workload, node }: Party, { metadata }: Pod, annotation: string) => ({
  text: `Pod ${metadata.name} has the annotation`,
  object: workload?.object ?? {
    cluster: node.cluster,
    group: '',
    kind: 'Pod',
    namespace: metadata.namespace ?? null,
    name: metadata.name,
  },
  path: `spec.template.metadata.annotations["${annotation}"]`,
});

const items = (value: string): readonly string[] =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

const listed = (value: string, ports: readonly number[]): readonly string[] => {
  const wanted = new Set(ports.map(String));
  return items(value).filter((item) => item === '*' || wanted.has(item));
};

/** Ports that a list of the captured ones leaves out; an empty list captures none. */
const notListed = (value: string, ports: readonly number[]): readonly string[] => {
  const captured = new Set(items(value));
  return captured.has('*') ? [] : ports.map(String).filter((port) => !captured.has(port));
};

const covered = (value: string, addresses: readonly string[]): readonly string[] =>
  items(value).filter((range) => addresses.some((address) => inRange(address, range)));

const leftOut = (value: string, addresses: readonly string[]): readonly string[] => {
  const ranges = items(value);
  if (ranges.includes('*')) return [];
  return addresses.filter((address) => !ranges.some((range) => inRange(address, range)));
};

/** Whether an IPv4 address lies in a range such as 10.0.0.0/8; what is no range holds nothing. */
export function inRange(address: string, range: string): boolean {
  const [base = '', bits = '32'] = range.split('/');
  const [ip, network] = [ipv4(address), ipv4(base)];
  const length = Number(bits);
  if (ip === null || network === null || !Number.isInteger(length) || length < 0 || length > 32) return false;
  const size = 2 ** (32 - length);
  return Math.floor(ip / size) === Math.floor(network / size);
}

function ipv4(text: string): number | null {
  const parts = text.split('.').map(Number);
  if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255))
    return null;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

function asPassthrough({ from, graph, nodes }: Situation): readonly Reason[] {
  const kinds = { passthrough: 'PassthroughCluster', blackhole: 'BlackHoleCluster' } as const;
  return (['passthrough', 'blackhole'] as const).flatMap((kind) => {
    const edges = graph.edges.filter(
      ({ source, target }) => source === from.node.id && nodes.get(target)?.kind === kind,
    );
    if (edges.length === 0) return [];
    const evidence = [
      { text: `${from.name} has traffic to ${kinds[kind]}`, edges: edges.map(({ id }) => id) },
    ];
    return [
      { code: 'as-passthrough', certainty: 'possible', args: { drawn: kinds[kind] }, evidence } as const,
    ];
  });
}
