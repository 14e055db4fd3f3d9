import type { ClusterId, EdgeId, NodeId } from '#lib/core/ids.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import type { EpochSeconds, Seconds } from '#lib/core/units.ts';
import { alertLabelsCodec } from './alert-link.ts';
import { type AskedGraph, meshGraph, type ShownGraph } from './asked-graph.ts';
import type { EdgeMeasure } from './edge-measures.ts';
import type { Selection } from './graph-codec.ts';
import type { Versus } from './time-codec.ts';
import { chosenTraffic } from './traffic-codec.ts';

/** Namespaces and time as the link of a page has them. */
interface KeptParams {
  readonly ns?: string;
  readonly window?: string;
  readonly at?: string;
}

type Params = Record<string, string | number | null | undefined>;

function withParams(path: string, params: Params): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

const time = (t: TimeSelection): Params => ({ window: t.window, at: t.at });

const objectParams = (ref: ObjectRef): Params => ({
  cluster: ref.cluster,
  group: ref.group,
  kind: ref.kind,
  namespace: ref.namespace,
  name: ref.name,
});

/** What a view of the graph is asked for by; nothing for the graph of the mesh. */
const asView = ({ graph, idle, operations, waypoints, ...traffic }: AskedGraph): Params =>
  graph === 'mesh'
    ? {}
    : {
        graph,
        idle: idle ? 1 : null,
        operations: operations ? 1 : null,
        waypoints: waypoints ? 1 : null,
        ...chosenTraffic(traffic),
      };

const graphParams = (t: TimeSelection, { asked, namespaces, services }: ShownGraph): Params => ({
  ...time(t),
  namespaces: namespaces.join(','),
  services: services ? 1 : null,
  ...asView(asked),
});

/** Where a node or an edge is looked for: in the view that it is shown in. The graph of the mesh is one, whatever is shown of it. */
const inView = (shown: ShownGraph | null): Params =>
  shown === null || shown.asked.graph === 'mesh'
    ? {}
    : {
        namespaces: shown.namespaces.join(','),
        services: shown.services ? 1 : null,
        ...asView(shown.asked),
      };

/** An element of the graph, at the time and in the view in which it was selected. */
const ofElement = ({ kind, id }: Selection, kept: KeptParams, { asked, services }: ShownGraph): Params => ({
  [kind]: id,
  ...kept,
  ...(asked.graph === 'mesh' ? {} : { services: services ? 1 : null, ...asView(asked) }),
});

/** A request that is simulated, as links have it. */
export interface SimulateParams {
  readonly from: string;
  readonly host: string;
  readonly port?: string;
  readonly protocol?: string;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: string;
  readonly authority?: string;
  readonly iss?: string;
  readonly sub?: string;
  readonly aud?: string;
}

/** Every path of the HTTP API. */
export const apiPaths = {
  status: () => '/api/v1/status',
  graph: (
    t: TimeSelection,
    namespaces: readonly string[] = [],
    services = false,
    asked: AskedGraph = meshGraph,
  ) => withParams('/api/v1/graph', graphParams(t, { asked, namespaces, services })),
  declared: (t: TimeSelection, shown: ShownGraph) => withParams('/api/v1/declared', graphParams(t, shown)),
  measures: (of: readonly EdgeMeasure[], t: TimeSelection, shown: ShownGraph) =>
    withParams('/api/v1/measures', { of: of.join(','), ...graphParams(t, shown) }),
  edge: (id: EdgeId, t: TimeSelection, shown: ShownGraph | null = null) =>
    withParams('/api/v1/edge', { id, ...time(t), ...inView(shown) }),
  breakdown: (id: EdgeId, t: TimeSelection, shown: ShownGraph | null = null) =>
    withParams('/api/v1/breakdown', { id, ...time(t), ...inView(shown) }),
  incidents: (t: TimeSelection) => withParams('/api/v1/incidents', time(t)),
  incidentTrends: (t: TimeSelection) => withParams('/api/v1/incident-trends', time(t)),
  acknowledge: () => '/api/v1/acknowledge',
  alertRule: (
    of: { edge: EdgeId; about: string | null; severity: string; bound: number | null; link: string | null },
    t: TimeSelection,
  ) => withParams('/api/v1/alert-rule', { ...of, ...time(t) }),
  alert: (labels: Readonly<Record<string, string>>, t: TimeSelection) =>
    withParams('/api/v1/alert', { labels: alertLabelsCodec.serialize(labels), ...time(t) }),
  alerts: (t: TimeSelection) => withParams('/api/v1/alerts', time(t)),
  diagnosis: (edge: EdgeId, t: TimeSelection, shown: ShownGraph | null = null) =>
    withParams('/api/v1/diagnosis', { edge, ...time(t), ...inView(shown) }),
  logs: (
    of: Selection,
    asked: { readonly previous: boolean; readonly errors: boolean },
    t: TimeSelection,
    shown: ShownGraph | null = null,
  ) =>
    withParams('/api/v1/logs', {
      [of.kind]: of.id,
      ...time(t),
      previous: asked.previous ? 1 : null,
      errors: asked.errors ? 1 : null,
      ...inView(shown),
    }),
  verdict: (
    of: { cluster: string; namespace: string; service: string; stable: string | null },
    t: TimeSelection,
  ) => withParams('/api/v1/verdict', { ...of, ...time(t) }),
  timeline: (span: Seconds, end: EpochSeconds | null, namespaces: readonly string[] = []) =>
    withParams('/api/v1/timeline', { span, end, namespaces: namespaces.join(',') }),
  history: (asked: {
    from?: EpochSeconds | null;
    to?: EpochSeconds | null;
    objects?: readonly string[];
    namespaces?: readonly string[];
    kinds?: readonly string[];
    who?: readonly string[];
    q?: string;
    limit?: number;
    cursor?: string | null;
    /** Whether it is told how many there are. */
    counts?: boolean;
  }) =>
    withParams('/api/v1/history', {
      from: asked.from,
      to: asked.to,
      object: asked.objects?.join(','),
      namespaces: asked.namespaces?.join(','),
      kind: asked.kinds?.join(','),
      who: asked.who?.join(','),
      q: asked.q,
      limit: asked.limit,
      cursor: asked.cursor,
      counts: asked.counts ? 1 : null,
    }),
  traces: (
    of: { edge?: EdgeId | null; node?: NodeId | null; errors?: boolean; min?: number | null },
    t: TimeSelection,
    shown: ShownGraph | null = null,
  ) => withParams('/api/v1/traces', { ...of, errors: of.errors ? 1 : null, ...time(t), ...inView(shown) }),
  trace: (id: string, t: TimeSelection) => withParams('/api/v1/trace', { id, ...time(t) }),
  compare: (
    t: TimeSelection,
    vs: Versus,
    namespaces: readonly string[] = [],
    services = false,
    asked: AskedGraph = meshGraph,
  ) =>
    withParams('/api/v1/compare', {
      ...time(t),
      vs,
      namespaces: namespaces.join(','),
      services: services ? 1 : null,
      ...asView(asked),
    }),
  node: (id: NodeId, t: TimeSelection, shown: ShownGraph | null = null) =>
    withParams('/api/v1/node', { id, ...time(t), ...inView(shown) }),
  nodes: (t: TimeSelection) => withParams('/api/v1/nodes', time(t)),
  pods: (node: NodeId, t: TimeSelection, shown: ShownGraph | null = null) =>
    withParams('/api/v1/pods', { node, ...time(t), ...inView(shown) }),
  proxy: (of: Pick<ObjectRef, 'cluster' | 'namespace' | 'name'>, part: string) =>
    withParams('/api/v1/proxy', { cluster: of.cluster, namespace: of.namespace, pod: of.name, part }),
  whyNoEdge: (
    from: NodeId,
    to: NodeId,
    t: TimeSelection,
    namespaces: readonly string[] = [],
    services = false,
  ) =>
    withParams('/api/v1/why-no-edge', {
      from,
      to,
      ...time(t),
      namespaces: namespaces.join(','),
      services: services ? 1 : null,
    }),
  simulate: (asked: SimulateParams) => withParams('/api/v1/simulate', { ...asked }),
  /** All that the viewer may read, suppressed ones marked: a page filters them itself. */
  findings: () => withParams('/api/v1/findings', { suppressed: 1 }),
  /** All that the viewer may read: a page filters it itself. */
  objects: () => '/api/v1/objects',
  object: (ref: ObjectRef) => withParams('/api/v1/object', objectParams(ref)),
  field: (of: { group: string; version: string; kind: string; cluster: string }, path: string) =>
    withParams('/api/v1/field', { ...of, path }),
  review: () => '/api/v1/review',
  editable: (ref: ObjectRef) => withParams('/api/v1/editable', objectParams(ref)),
  split: (ref: ObjectRef) => withParams('/api/v1/split', objectParams(ref)),
  tuning: (of: { cluster: ClusterId; namespace: string; name: string }, subset: string | null = null) =>
    withParams('/api/v1/tuning', { ...of, subset }),
  template: (kind: string, namespace: string) => withParams('/api/v1/template', { kind, namespace }),
  faults: () => '/api/v1/faults',
  propose: () => '/api/v1/propose',
  plan: () => '/api/v1/plan',
  apply: () => '/api/v1/apply',
  undo: () => '/api/v1/undo',
  changes: () => '/api/v1/changes',
  session: () => '/api/v1/session',
  stream: (windowSeconds: number) => withParams('/api/v1/stream', { window: windowSeconds }),
  openapi: () => '/api/v1/openapi.json',
} as const;

/** Every page of the product. */
export const pagePaths = {
  graph: (view: { sel?: string; ns?: string; window?: string; at?: string; services?: string } = {}) =>
    withParams('/graph', view),
  /** What is wrong, at one problem where `problem` names one. */
  incidents: (view: { ns?: string; window?: string; at?: string; problem?: string } = {}) =>
    withParams('/incidents', view),
  /** Where the labels of an alert lead, at the time at which it began. */
  alert: (labels: Readonly<Record<string, string>>, at: string | null = null) =>
    withParams('/alert', { ...labels, at }),
  /** The rule that alerts when an edge fails. */
  alertRule: (edge: EdgeId, { window, at }: KeptParams = {}) =>
    withParams('/alert-rule', { edge, window, at }),
  /** The access logs of the proxies at both ends of an edge, or of a node. */
  logs: (of: Selection, kept: KeptParams, shown: ShownGraph) =>
    withParams('/logs', ofElement(of, kept, shown)),
  /** Traces of an edge or of a node, with one of them opened where `trace` names it. */
  traces: (of: Selection, kept: KeptParams, shown: ShownGraph, trace: string | null = null) =>
    withParams('/traces', { ...ofElement(of, kept, shown), trace }),
  /** The pods behind a node, and what the proxy of one of them says itself. */
  proxy: (of: NodeId, kept: KeptParams, shown: ShownGraph, view: { pod?: string; tab?: string } = {}) =>
    withParams('/proxy', { ...ofElement({ kind: 'node', id: of }, kept, shown), ...view }),
  /** What the mesh would do with a request. */
  simulate: (asked: Partial<SimulateParams> = {}) => withParams('/simulate', { ...asked }),
  telemetry: (view: { from?: string; to?: string; window?: string; at?: string; ns?: string } = {}) =>
    withParams('/telemetry', view),
  findings: (
    view: {
      ns?: string;
      window?: string;
      at?: string;
      code?: string;
      level?: string;
      q?: string;
      cause?: string;
    } = {},
  ) => withParams('/findings', view),
  changes: (
    view: {
      ns?: string;
      window?: string;
      at?: string;
      span?: string;
      kind?: string;
      who?: string;
      q?: string;
    } = {},
  ) => withParams('/changes', view),
  config: (
    view: { ns?: string; window?: string; at?: string; kind?: string; level?: string; q?: string } = {},
  ) => withParams('/config', view),
  /** The page of an object, at one of its fields where `path` names one. */
  object: (ref: ObjectRef, path = '') => withParams('/object', { ...objectParams(ref), path }),
  /** How the traffic of a service is handled, and what can be changed of it. */
  service: (of: { cluster: ClusterId; namespace: string; name: string }) =>
    withParams('/edit/service', { cluster: of.cluster, namespace: of.namespace, name: of.name }),
  /** Where the fix of what is wrong on an edge is reviewed. */
  fix: (edge: EdgeId) => withParams('/edit/fix', { edge }),
  /** Where an object is created: of a kind, in a namespace, as far as they are chosen. */
  create: (what: { kind?: string; namespace?: string } = {}) => withParams('/edit/new', what),
  /** The editor of a route's weights: at one of its rules, or at what follows a change that was applied. */
  split: (ref: ObjectRef, view: { rule?: string; change?: string } = {}) =>
    withParams('/edit/split', { ...objectParams(ref), ...view }),
  signIn: (next: string) => withParams('/sign-in', { next }),
} as const;
