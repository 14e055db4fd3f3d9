import { z } from 'zod';
import { alertAbouts, alertSeverities } from '#lib/alerts/alert-rule.ts';
import { readRuleLabels } from '#lib/alerts/rule-labels.ts';
import { proxyPart } from '#lib/api/proxy-contract.ts';
import { WeftError } from '#lib/core/error-code.ts';
import { type FindingLevel, findingLevel } from '#lib/core/finding.ts';
import { clusterId, edgeId, nodeId } from '#lib/core/ids.ts';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { graphWindows, timelineSpans } from '#lib/core/windows.ts';
import { alertLabelsCodec } from '#lib/url/alert-link.ts';
import { graphTypes } from '#lib/url/asked-graph.ts';
import { type EdgeMeasure, edgeMeasures, isEdgeMeasure } from '#lib/url/edge-measures.ts';
import { mostLogLines, usualLogLines } from '#lib/url/log-lines-codec.ts';
import { headersOf, protocols } from '#lib/url/simulate-codec.ts';
import { ambientTraffics, grpcRates, httpRates, tcpRates } from '#lib/url/traffic-codec.ts';

const windows = graphWindows.join(', ');

/** A whole number written in digits; `Number` would take ' ', '1e3' and '0x10' too. */
const digits = z
  .string()
  .regex(/^\d{1,12}$/, 'must be a whole number')
  .transform(Number);

const time = {
  window: digits
    .refine((value) => graphWindows.some((window) => window === value), `must be one of ${windows}`)
    .pipe(seconds)
    .default(seconds.parse(300))
    .describe('Seconds over which traffic is counted'),
  at: digits
    .pipe(epochSeconds)
    .nullable()
    .default(null)
    .describe('Unix time in seconds at which the window ends; the present where absent'),
};

const dnsLabel = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const name = z.string().min(1).max(253);

const namespaces = z
  .string()
  .transform((text) => text.split(',').filter((part) => part !== ''))
  .refine((list) => list.every((part) => part.length <= 63 && dnsLabel.test(part)), 'must be namespace names')
  .default([])
  .describe('Namespaces separated by commas; all that the viewer may read where absent');

const flag = (text: string) =>
  z
    .enum(['0', '1'])
    .default('0')
    .transform((value) => value === '1')
    .describe(text);

const moment = (text: string) => digits.pipe(epochSeconds).nullable().default(null).describe(text);

const words = (text: string, most = 1000) =>
  z
    .string()
    .max(most)
    .transform((list) => list.split(',').filter((part) => part !== ''))
    .default([])
    .describe(text);

const isLevel = (text: string): text is FindingLevel => findingLevel.safeParse(text).success;

const services = flag('1 draws each service as a node between its callers and its workloads');

const view = {
  graph: z
    .enum(graphTypes)
    .default('mesh')
    .describe(
      'What nodes stand for: `mesh`, workloads with an edge for each service by which they are called; or a view of ' +
        'workloads, applications, their versions, or services alone. What follows is of views only',
    ),
  idle: flag('1 shows workloads and services without traffic too'),
  operations: flag(
    '1 makes nodes of operations, where requests are classified by the label request_operation',
  ),
  waypoints: flag('1 shows waypoint proxies, which are left out otherwise'),
  http: z.enum(httpRates).default(httpRates[0]).describe('What of HTTP is counted'),
  grpc: z
    .enum(grpcRates)
    .default(grpcRates[0])
    .describe('What of gRPC is counted: requests, or messages that were sent, received or both'),
  tcp: z.enum(tcpRates).default(tcpRates[0]).describe('Which bytes of TCP are counted; `total` are both'),
  ambient: z
    .enum(ambientTraffics)
    .default(ambientTraffics[0])
    .describe('Which proxies of an ambient mesh are listened to beside the sidecars'),
};

const measures = z
  .string()
  .transform((text) => [...new Set(text.split(',').filter((part) => part !== ''))])
  .refine(
    (list): list is EdgeMeasure[] => list.length > 0 && list.every(isEdgeMeasure),
    `must be some of ${edgeMeasures.join(', ')}`,
  )
  // In one order, so that who asks for the same shares the answer.
  .transform((list) => edgeMeasures.filter((measure) => list.includes(measure)))
  .describe('What is asked of each edge, separated by commas');

const graph = z.object({ ...time, namespaces, services, ...view });

const object = z.object({
  cluster: clusterId,
  group: z.string().max(253).default(''),
  kind: name,
  namespace: name.nullable().default(null),
  name,
});

/** The search parameters of each GET, by route. The OpenAPI document is made from these. */
export const params = {
  graph,
  declared: graph,
  measures: z.object({ of: measures, ...time, namespaces, services, ...view }),
  edge: z.object({ id: edgeId, ...time, namespaces, services, ...view }),
  breakdown: z.object({ id: edgeId, ...time, namespaces, services, ...view }),
  diagnosis: z.object({ edge: edgeId, ...time, namespaces, services, ...view }),
  simulate: z.object({
    from: z.string().min(1).max(1000).describe('Id of a workload node, or `outside`'),
    host: z.string().min(1).max(2000).describe('Host as a program writes it, an address, or a URL'),
    port: digits
      .refine((value) => value > 0 && value < 65_536, 'must be a port')
      .nullable()
      .default(null)
      .describe('The first that the host declares where absent, in the protocol it is usually spoken to'),
    protocol: z.enum(protocols).default('http'),
    method: z
      .string()
      .regex(/^[A-Z]{1,20}$/, 'must be a method')
      .default('GET'),
    path: z.string().max(2000).default('/').describe('With its query'),
    headers: z.string().max(4000).default('').transform(headersOf).describe('Lines of `name: value`'),
    authority: z
      .string()
      .max(253)
      .default('')
      .transform((text) => text || null)
      .describe('Host header where it differs'),
    iss: z.string().max(1000).default('').describe('Issuer of a token; no token where absent'),
    sub: z.string().max(1000).default('').describe('Subject of the token'),
    aud: z.string().max(1000).default('').describe('Its audiences, separated by commas'),
  }),
  logs: z.object({
    edge: edgeId.nullable().default(null).describe('Id of an edge; either this or `node`'),
    node: nodeId.nullable().default(null).describe('Id of a node'),
    previous: flag('1 reads the containers that ran before those of now'),
    errors: flag('1 leaves out what succeeded and what is not of the access log'),
    request: z.string().max(200).default('').describe('The value of x-request-id: that request alone'),
    lines: z.coerce
      .number()
      .int()
      .min(1)
      .max(mostLogLines)
      .default(usualLogLines)
      .describe('So many lines from the end of each log are looked through, where it is about now'),
    pod: z.string().max(253).default('').describe('The name of the one pod that is read'),
    ...time,
    namespaces,
    services,
    ...view,
  }),
  alertRule: z.object({
    edge: edgeId,
    about: z
      .enum(alertAbouts)
      .nullable()
      .default(null)
      .describe(
        'What the alert is about: `outcome`, requests that end as most of the errors do now; what is wrong where absent',
      ),
    severity: z
      .enum(alertSeverities)
      .default(alertSeverities[0])
      .describe('Whether it wakes somebody or warns'),
    bound: digits
      .refine((value) => value >= 1 && value <= 3_600_000, 'must be from 1 to 3600000')
      .nullable()
      .default(null)
      .describe('Milliseconds of the 99th percentile; proposed where absent'),
    labels: z
      .string()
      .max(1000)
      .default('')
      .transform(readRuleLabels)
      .refine((labels) => labels !== null, 'must be labels of Kubernetes: name=value, joined by commas')
      .transform((labels) => labels ?? {})
      .describe(
        'Labels of the object, by which a Prometheus chooses its rules: `name=value` joined by commas',
      ),
    link: z
      .url({ protocol: /^https?$/ })
      .max(300)
      .nullable()
      .default(null)
      .describe('Where Weft is, for the link that leads from an alert to the edge'),
    ...time,
  }),
  alert: z.object({
    labels: z
      .string()
      .max(16_384)
      .transform((text) => alertLabelsCodec.parse(text) ?? {})
      .describe('Labels of an alert: `name=value` joined by `&`, each encoded as in a query'),
    ...time,
  }),
  traces: z.object({
    edge: edgeId.nullable().default(null).describe('Id of an edge; either this or `node`'),
    node: nodeId.nullable().default(null).describe('Id of a node'),
    errors: flag('1 lists only traces in which something failed'),
    min: digits.nullable().default(null).describe('Milliseconds: only traces that took so long or longer'),
    ...time,
    namespaces,
    services,
    ...view,
  }),
  trace: z.object({
    id: z
      .string()
      .regex(/^[0-9a-f]{32}$/, 'must be the id of a trace: 32 digits of lower-case hexadecimal')
      .describe('Id of a trace'),
    ...time,
  }),
  history: z.object({
    from: moment('Unix time in seconds from which on; a day before the end where absent'),
    to: moment('Unix time in seconds of the end; the present where absent'),
    namespaces,
    kind: words('Kinds separated by commas, such as VirtualService'),
    object: words('Objects separated by commas, each as cluster/group/kind/namespace/name', 20_000),
    who: words('People and field managers separated by commas'),
    q: z.string().max(200).default('').describe('Words that all stand in what is told of a change'),
    cursor: z
      .string()
      .regex(/^\d{1,12}\.\d{1,5}$/, 'must be what `next` of an answer says')
      .nullable()
      .default(null)
      .describe('What `next` of an answer says, for those that come after it'),
    counts: flag('1 tells how many there are, of which kinds and by whom'),
    limit: digits
      .refine((value) => value >= 1 && value <= 1000, 'must be from 1 to 1000')
      .default(200)
      .describe('How many changes at most'),
  }),
  timeline: z.object({
    span: digits
      .refine(
        (value) => timelineSpans.some((span) => span === value),
        `must be one of ${timelineSpans.join(', ')}`,
      )
      .pipe(seconds)
      .default(seconds.parse(3600))
      .describe('Seconds that the timeline spans'),
    end: digits
      .pipe(epochSeconds)
      .nullable()
      .default(null)
      .describe('Unix time in seconds at which it ends; the present where absent'),
    namespaces,
  }),
  compare: z.object({
    ...time,
    vs: z
      .union([z.literal('now'), digits.pipe(epochSeconds)], 'must be "now" or Unix time in seconds')
      .describe('The moment to compare with: Unix time in seconds, or `now`'),
    namespaces,
    services,
    ...view,
  }),
  node: z.object({ id: nodeId, ...time, namespaces, services, ...view }),
  nodes: z.object(time),
  pods: z.object({ node: nodeId, ...time, namespaces, services, ...view }),
  proxy: z.object({
    cluster: clusterId,
    namespace: name,
    pod: name.describe('Name of the pod'),
    part: proxyPart.default('summary').describe('Which of its answers are wanted'),
  }),
  whyNoEdge: z.object({
    from: nodeId.describe('Id of the node that should call'),
    to: nodeId.describe('Id of the node that should be called'),
    ...time,
    namespaces,
    services,
  }),
  object,
  editable: object,
  split: object,
  template: z.object({
    kind: name.describe('A kind, such as VirtualService; K8sGateway is that of the Gateway API'),
    namespace: name.default('default'),
    cluster: clusterId.nullable().default(null),
  }),
  tuning: z.object({ cluster: clusterId, namespace: name, name, subset: name.nullable().default(null) }),
  verdict: z.object({
    cluster: clusterId,
    namespace: name,
    service: name.describe('Name of a Service in the namespace, or a host in full'),
    ...time,
    stable: name
      .nullable()
      .default(null)
      .describe(
        'The version to compare with; the one with the larger weight, else most requests, where absent',
      ),
  }),
  field: z.object({
    group: z.string().max(253).default(''),
    version: name,
    kind: name,
    path: z.string().max(1000).default(''),
    cluster: clusterId.optional().describe('Whose definition of the kind; absent for the first cluster'),
  }),
  findings: z.object({
    namespaces,
    kind: words('Kinds separated by commas, such as VirtualService'),
    level: words('Levels separated by commas')
      .refine((list): list is FindingLevel[] => list.every(isLevel), 'must be some of error, warning, info')
      .describe('Levels separated by commas: error, warning, info'),
    code: words('Codes of Istio, Weft or Kiali separated by commas, such as IST0101'),
    text: z
      .string()
      .max(500)
      .default('')
      .describe('Words that must all occur in text, object, field or code'),
    since: digits
      .pipe(epochSeconds)
      .nullable()
      .default(null)
      .describe('Unix time in seconds: only what was first seen then or later'),
    suppressed: flag('1 lists suppressed findings too, with what suppresses them'),
  }),
  stream: z.object({ window: time.window }),
};

/** The search parameters of a request. Throws WeftError `bad-request` that names the parameter. */
export function parseParams<S extends z.ZodObject>(request: Request, schema: S): z.output<S> {
  const given: Record<string, string> = {};
  const query = new URL(request.url).searchParams;
  for (const [key, value] of query) {
    if (!(key in schema.shape)) throw refuse(key, 'is not known here');
    if (key in given) throw refuse(key, 'is given twice');
    given[key] = value;
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const parameter = issue?.path.join('.') ?? '';
  throw refuse(parameter, parameter in given ? (issue?.message ?? 'is not valid') : 'is missing');
}

const refuse = (parameter: string, what: string): WeftError =>
  new WeftError('bad-request', `Parameter "${parameter.slice(0, 64)}" ${what}.`, {
    cure: 'See /api/v1/openapi.json for what each request takes.',
  });

const mostBody = 131_072;

/** The JSON body of a request. Throws WeftError `too-large` or `bad-request`, never with what was sent in its text. */
export async function parseBody<S extends z.ZodType>(request: Request, schema: S): Promise<z.output<S>> {
  if (Number(request.headers.get('content-length') ?? 0) > mostBody) throw tooLarge();
  const text = await request.text();
  if (text.length > mostBody) throw tooLarge();
  const parsed = schema.safeParse(jsonOrNull(text));
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new WeftError(
    'bad-request',
    `The body of the request is not valid${path === '' ? '' : ` at ${path}`}.`,
    {
      cure: 'See /api/v1/openapi.json for what each request takes.',
    },
  );
}

const tooLarge = (): WeftError => new WeftError('too-large', 'The body of the request is too large.');

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
