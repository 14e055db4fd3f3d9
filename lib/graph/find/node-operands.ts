import type { GraphNode, Protocol } from '../model.ts';
import type { FindIndex } from './find-index.ts';
import type { NodeFacts } from './node-facts.ts';
import type { Operand, Readers, Truth, Unit } from './operand.ts';

const one = (value: string | null): readonly string[] => (value === null ? [] : [value]);

type NodeReader = Required<Readers<GraphNode>>;

const text = (
  name: string,
  aliases: readonly string[],
  read: NodeReader['text'],
  help: string,
  more: Partial<Operand> = {},
): Operand => ({ name, aliases, help, needsFacts: false, node: { text: read }, ...more });

const number = (name: string, unit: Unit, read: NodeReader['number'], help: string): Operand => ({
  name,
  aliases: [],
  help,
  unit,
  needsFacts: false,
  node: { number: read },
});

const flag = (name: string, aliases: readonly string[], read: NodeReader['flag'], help: string): Operand => ({
  name,
  aliases,
  help,
  needsFacts: false,
  node: { flag: read },
});

const factFlag = (
  name: string,
  aliases: readonly string[],
  read: (facts: NodeFacts) => boolean,
  help: string,
): Operand => ({
  ...flag(name, aliases, (node, index) => factsOf(node, index, read), help),
  needsFacts: true,
});

/** A node that the configuration says nothing of (a host outside, a caller without proxy) has none of it. */
function factsOf(node: GraphNode, { facts }: FindIndex, read: (facts: NodeFacts) => boolean): Truth {
  if (facts === null || node.kind === 'inaccessible') return null;
  const own = facts.get(node.id);
  return own === undefined ? false : read(own);
}

const total =
  (side: 'in' | 'out', protocol: Protocol): NodeReader['number'] =>
  (node, { traffic }) =>
    traffic.get(node.id)?.[side][protocol] ?? null;

/** Every kind in all the words for it; hosts of ServiceEntries are drawn as services elsewhere. */
const kindWords: Readonly<Record<GraphNode['kind'], readonly string[]>> = {
  workload: ['workload', 'wl'],
  service: ['service', 'svc'],
  external: ['external', 'service', 'svc'],
  passthrough: ['passthrough', 'service', 'svc'],
  blackhole: ['blackhole', 'service', 'svc'],
  unknown: ['unknown'],
  inaccessible: ['inaccessible'],
  app: ['app'],
  operation: ['operation', 'op'],
};

const kindsOf = (node: GraphNode): readonly string[] =>
  node.kind === 'workload' && node.app !== null ? [...kindWords.workload, 'app'] : kindWords[node.kind];

const allKinds = [...new Set(Object.values(kindWords).flat())] as readonly string[];

const outside: NodeReader['flag'] = ({ namespace, kind }, { namespaces }) =>
  kind !== 'inaccessible' && namespace !== null && namespaces.size > 0 && !namespaces.has(namespace);

/** Nothing judged it: neither healthy nor not. */
const healthy: NodeReader['flag'] = ({ health: { status } }) =>
  status === 'idle' || status === 'unknown' ? null : status === 'healthy';

const root: NodeReader['flag'] = ({ id }, { traffic }) => {
  const own = traffic.get(id);
  return own !== undefined && own.edgesOut > 0 && own.edgesIn === 0;
};

const labelText: NodeReader['text'] = (node, { facts }, label) => {
  if (facts === null || node.kind === 'inaccessible') return null;
  return one(facts.get(node.id)?.labels[label] ?? null);
};

const labelFlag: NodeReader['flag'] = (node, index, label) => {
  const values = labelText(node, index, label);
  return values === null ? null : values.length > 0;
};

const unreadable: ReadonlySet<GraphNode['kind']> = new Set([
  'inaccessible',
  'unknown',
  'passthrough',
  'blackhole',
]);

/** Operands about nodes, with the names and short forms that Kiali's users know, and more. */
export const nodeOperands: readonly Operand[] = [
  text('app', [], (n) => one(n.app), 'canonical service of a workload'),
  text('cluster', [], (n) => [n.cluster], 'cluster as telemetry names it'),
  {
    name: 'label:',
    aliases: [],
    help: 'a label of the pods or object: label:team = payments; alone it asks whether there is one',
    needsFacts: true,
    node: { text: labelText, flag: labelFlag },
  },
  text('name', [], (n) => [n.name, ...one(n.app)], 'name of the workload, service or host, or its app'),
  text('namespace', ['ns'], (n) => one(n.namespace), 'namespace'),
  text('node', ['type'], kindsOf, 'kind of node', { values: allKinds }),
  text(
    'operation',
    ['op'],
    (n) => one(n.kind === 'operation' ? n.name : null),
    'operation of a service, in a view that draws them',
  ),
  text('version', [], (n) => one(n.version), 'canonical revision of a workload'),
  text('workload', ['wl'], (n) => one(n.kind === 'workload' ? n.name : null), 'name of a workload'),
  text(
    'proxy',
    [],
    (n) => one(n.gateway ? 'gateway' : n.waypoint ? 'waypoint' : n.proxy),
    'how it takes part',
    { values: ['sidecar', 'ambient', 'none', 'gateway', 'waypoint'] },
  ),
  number(
    'rank',
    'rank',
    ({ id }, { rank }) => rank.get(id) ?? null,
    '1 to 100, 1 is best: by inbound edges unless another ranking is shown',
  ),
  number('httpin', 'rps', total('in', 'http'), 'HTTP requests per second that arrive'),
  number('httpout', 'rps', total('out', 'http'), 'HTTP requests per second that it sends'),
  number('grpcin', 'rps', total('in', 'grpc'), 'gRPC requests per second that arrive'),
  number('grpcout', 'rps', total('out', 'grpc'), 'gRPC requests per second that it sends'),
  number('tcpin', 'bytes', total('in', 'tcp'), 'bytes per second on TCP edges to it, both ways'),
  number('tcpout', 'bytes', total('out', 'tcp'), 'bytes per second on TCP edges from it, both ways'),
  number('pods', 'count', ({ pods }) => pods?.total ?? null, 'its pods'),
  number('ready', 'count', ({ pods }) => pods?.ready ?? null, 'its pods that are ready'),

  flag('healthy', [], healthy, 'traffic and pods are well; what was not judged is neither'),
  flag('idle', [], ({ id }, { traffic }) => traffic.get(id)?.busy !== true, 'no traffic in the window'),
  flag('dead', [], ({ pods }) => (pods === null ? null : pods.total === 0), 'a workload without pods'),
  flag('outside', ['outsider'], outside, 'not in the chosen namespaces'),
  flag('inaccessible', [], ({ kind }) => unreadable.has(kind), 'of which Weft may not or cannot read more'),
  flag('sidecar', ['sc'], ({ marks }) => !marks.includes('out-of-mesh'), 'not out of the mesh'),
  flag('outofmesh', ['oom'], ({ marks }) => marks.includes('out-of-mesh'), 'a workload without a proxy'),
  flag('ambient', [], ({ proxy }) => proxy === 'ambient', 'captured by ztunnel'),
  flag('gateway', ['gw'], ({ gateway }) => gateway, 'an ingress or egress gateway'),
  flag('waypoint', [], ({ waypoint }) => waypoint, 'a waypoint proxy'),
  flag(
    'serviceentry',
    ['se'],
    (n) => n.kind === 'external' && (n.object?.kind === 'ServiceEntry' || n.namespace !== null),
    'a host of a ServiceEntry',
  ),
  flag('trafficsource', ['root'], root, 'sends and receives nothing'),

  factFlag('circuitbreaker', ['cb'], (f) => f.circuitBreaker, 'connection limits or outlier detection'),
  factFlag('virtualservice', ['vs'], (f) => f.virtualService, 'a route object sends to it'),
  factFlag('faultinjection', ['fi'], (f) => f.faultInjection, 'a route to it injects faults'),
  factFlag('mirroring', [], (f) => f.mirroring, 'a route to it mirrors requests'),
  factFlag('requestrouting', ['rr'], (f) => f.requestRouting, 'a route to it has conditions'),
  factFlag('requesttimeout', ['rto'], (f) => f.requestTimeout, 'a route to it has a timeout'),
  factFlag('trafficshifting', ['ts'], (f) => f.trafficShifting, 'a route to it splits requests'),
  factFlag('tcptrafficshifting', ['tcpts'], (f) => f.tcpTrafficShifting, 'a route to it splits connections'),
  flag('workloadentry', ['we'], ({ workloadEntries }) => workloadEntries.length > 0, 'has WorkloadEntries'),
];
