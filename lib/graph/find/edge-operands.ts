import type { EdgeMeasure } from '#lib/url/edge-measures.ts';
import type { GraphEdge, GraphNode } from '../model.ts';
import { amountOf, type FindIndex, hasTraffic } from './find-index.ts';
import type { Operand, Readers, Unit } from './operand.ts';

type EdgeReader = Required<Readers<GraphEdge>>;

const one = (value: string | null): readonly string[] => (value === null ? [] : [value]);

const number = (
  name: string,
  aliases: readonly string[],
  unit: Unit,
  read: EdgeReader['number'],
  help: string,
): Operand => ({ name, aliases, help, unit, needsFacts: false, edge: { number: read } });

const text = (
  name: string,
  aliases: readonly string[],
  read: EdgeReader['text'],
  help: string,
  values?: readonly string[],
): Operand => ({
  name,
  aliases,
  help,
  needsFacts: false,
  edge: { text: read },
  ...(values === undefined ? {} : { values }),
});

/** A number that Prometheus is asked for where an expression needs it. */
const measured = (
  name: string,
  aliases: readonly string[],
  unit: Unit,
  measure: EdgeMeasure,
  help: string,
): Operand => ({
  ...number(name, aliases, unit, (edge, index) => measuredOf(edge, index, measure), help),
  measures: () => [measure],
});

const measuredOf = ({ id }: GraphEdge, { measured: { values } }: FindIndex, measure: EdgeMeasure) =>
  values?.get(id)?.[measure] ?? null;

const responseTime: EdgeReader['number'] = (edge, index) => {
  const carried = index.measured.responseTime;
  return carried === 'mean' ? (shown(edge)?.avgLatency ?? null) : measuredOf(edge, index, carried);
};

const throughput: EdgeReader['number'] = (edge, index) => measuredOf(edge, index, index.measured.throughput);

const shown = ({ reports, shown }: GraphEdge) => reports[shown];

/** Of the shown reporter: what users get. */
const atShown = ({ responses, shown }: GraphEdge) => responses.filter((row) => row.reporter === shown);

const of =
  (protocol: GraphEdge['protocol'], read: EdgeReader['number']): EdgeReader['number'] =>
  (edge, index, label) =>
    edge.protocol === protocol ? read(edge, index, label) : null;

const percent = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole <= 0 ? null : (part / whole) * 100;

const errorPercent: EdgeReader['number'] = (edge) => {
  const report = shown(edge);
  return report === null ? null : percent(report.errorCount, report.count);
};

/** Of what its source sends in the same protocol. */
const ofSource: EdgeReader['number'] = (edge, { traffic }) =>
  percent(amountOf(edge), traffic.get(edge.source)?.out[edge.protocol] ?? null);

const principal =
  (end: 'source' | 'target'): EdgeReader['text'] =>
  (edge, { facts }) =>
    facts === null ? null : (facts.get(edge[end])?.principals ?? []);

const mtlsFlag: EdgeReader['flag'] = ({ mtls: { state } }) =>
  state === 'unknown' ? null : state === 'all' || state === 'partial';

const findingLevels = ['error', 'warning', 'info'] as const;
const findingText = ({ findings }: Pick<GraphNode, 'findings'>): readonly string[] =>
  findingLevels.filter((level) => (findings[level] ?? 0) > 0);
const hasFinding = ({ findings }: Pick<GraphNode, 'findings'>): boolean =>
  (findings.error ?? 0) + (findings.warning ?? 0) > 0;

const serviceOfNode = (node: GraphNode): readonly string[] =>
  one(node.kind === 'service' || node.kind === 'external' ? node.name : null);

const endNamespaces = (edge: GraphEdge, { nodes }: FindIndex): boolean =>
  nodes.get(edge.source)?.namespace !== nodes.get(edge.target)?.namespace;

/** Operands about edges, and those that ask the same of nodes and of edges. */
export const edgeOperands: readonly Operand[] = [
  number(
    'http',
    [],
    'rps',
    of('http', (e) => amountOf(e)),
    'HTTP requests per second',
  ),
  number(
    'grpc',
    [],
    'rps',
    of('grpc', (e) => amountOf(e)),
    'gRPC requests per second',
  ),
  number(
    'tcp',
    [],
    'bytes',
    of('tcp', (e) => amountOf(e)),
    'bytes per second of TCP, both ways',
  ),
  number('rate', ['rps'], 'rps', (e) => shown(e)?.rate ?? null, 'requests per second, HTTP or gRPC'),
  number('%httperr', ['%httperror'], 'percent', of('http', errorPercent), 'failed HTTP requests, of 100'),
  number('%grpcerr', ['%grpcerror'], 'percent', of('grpc', errorPercent), 'failed gRPC requests, of 100'),
  number('%error', ['%err', '%errors'], 'percent', errorPercent, 'failed requests, of 100'),
  number('%httptraffic', [], 'percent', of('http', ofSource), 'share of the HTTP that its source sends'),
  number('%grpctraffic', [], 'percent', of('grpc', ofSource), 'share of the gRPC that its source sends'),
  number(
    'errors',
    [],
    'count',
    (e) => shown(e)?.errorCount ?? null,
    'failed requests, or connections, in the window',
  ),
  number(
    'requests',
    ['count'],
    'count',
    (e) => shown(e)?.count ?? null,
    'requests, or connections that ended, in the window',
  ),
  {
    ...number('responsetime', ['rt', 'latency'], 'ms', responseTime, 'response time, the one edges carry'),
    measures: ({ responseTime: carried }) => (carried === 'mean' ? [] : [carried]),
  },
  number('mean', ['avg'], 'ms', (e) => shown(e)?.avgLatency ?? null, 'mean response time in milliseconds'),
  measured('p50', ['median'], 'ms', 'p50', 'median response time in milliseconds'),
  measured('p95', [], 'ms', 'p95', '95th percentile of response time in milliseconds'),
  measured('p99', [], 'ms', 'p99', '99th percentile of response time in milliseconds'),
  {
    ...number(
      'throughput',
      [],
      'bytes',
      throughput,
      'bytes per second of requests, or of responses if shown',
    ),
    measures: ({ throughput: carried }) => [carried],
  },
  measured('requestbytes', [], 'bytes', 'request-throughput', 'bytes per second of HTTP and gRPC requests'),
  measured(
    'responsebytes',
    [],
    'bytes',
    'response-throughput',
    'bytes per second of HTTP and gRPC responses',
  ),
  number('%mtls', [], 'percent', (e) => percent(e.mtls.share, 1), 'share of traffic with mutual TLS'),
  number(
    '%weight',
    ['weight'],
    'percent',
    (e) => percent(e.split?.declared ?? null, 1),
    'declared share of a split',
  ),
  number(
    '%observed',
    [],
    'percent',
    (e) => percent(e.split?.observed ?? null, 1),
    'observed share of a split',
  ),

  text('protocol', [], (e) => [e.protocol], 'http, grpc or tcp', ['http', 'grpc', 'tcp']),
  text('code', [], (e) => atShown(e).map((row) => row.code), 'a response code that is not plain success'),
  text('grpcstatus', [], (e) => atShown(e).flatMap((row) => one(row.grpcStatus)), 'a gRPC status'),
  text('flag', ['flags'], (e) => atShown(e).flatMap((row) => row.flags), 'an Envoy response flag: UH, UO, …'),
  text('host', [], (e) => one(e.service?.host ?? null), 'host that requests are addressed to'),
  text(
    'reporter',
    [],
    (e) => Object.entries(e.reports).flatMap(([name, report]) => (report === null ? [] : [name])),
    'a proxy that reports the edge',
    ['source', 'destination', 'waypoint', 'ztunnel'],
  ),
  {
    ...text('sourceprincipal', [], principal('source'), 'identity of the caller, by its service account'),
    needsFacts: true,
  },
  {
    ...text('destprincipal', [], principal('target'), 'identity of the callee, by its service account'),
    needsFacts: true,
  },

  {
    name: 'mtls',
    aliases: [],
    help: 'arrives with mutual TLS, all or part of it; not known is neither. mtls = all, partial, none, unknown',
    needsFacts: false,
    values: ['all', 'partial', 'none', 'unknown'],
    edge: { flag: mtlsFlag, text: (e) => [e.mtls.state] },
  },
  {
    name: 'traffic',
    aliases: [],
    help: 'any traffic, whatever the protocol',
    needsFacts: false,
    edge: { flag: (e) => hasTraffic(e) },
  },
  {
    name: 'split',
    aliases: [],
    help: 'on a route that splits traffic',
    needsFacts: false,
    edge: { flag: (e) => e.split !== null },
  },
  {
    name: 'deviates',
    aliases: [],
    help: 'the observed share of a split is not the declared one',
    needsFacts: false,
    edge: { flag: (e) => e.split?.deviates ?? false },
  },
  {
    name: 'crossing',
    aliases: [],
    help: 'goes from one namespace to another',
    needsFacts: false,
    edge: { flag: (e, index) => endNamespaces(e, index) },
  },

  {
    name: 'service',
    aliases: ['svc'],
    help: 'name of a service: its node, and the edges addressed to it',
    needsFacts: false,
    node: { text: serviceOfNode },
    edge: { text: (e) => one(e.service?.name ?? null) },
  },
  {
    name: 'status',
    aliases: ['health'],
    help: 'health of a node or an edge',
    needsFacts: false,
    values: ['healthy', 'degraded', 'failing', 'idle', 'unknown'],
    node: { text: ({ health }) => [health.status] },
    edge: { text: ({ health }) => [health.status] },
  },
  {
    name: 'failing',
    aliases: [],
    help: 'a node or an edge that fails',
    needsFacts: false,
    node: { flag: ({ health }) => health.status === 'failing' },
    edge: { flag: ({ health }) => health.status === 'failing' },
  },
  {
    name: 'degraded',
    aliases: [],
    help: 'a node or an edge that is degraded',
    needsFacts: false,
    node: { flag: ({ health }) => health.status === 'degraded' },
    edge: { flag: ({ health }) => health.status === 'degraded' },
  },
  {
    name: 'finding',
    aliases: ['findings'],
    help: 'has a configuration error or warning; finding = error, warning, info',
    needsFacts: false,
    values: findingLevels,
    node: { flag: hasFinding, text: findingText },
    edge: { flag: hasFinding, text: findingText },
  },
];
