import type { EdgeId, NodeId } from '#lib/core/ids.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import type { EpochSeconds } from '#lib/core/units.ts';
import { alertLabelsCodec } from './alert-link.ts';
import type { ShownGraph } from './asked-graph.ts';
import { type Selection, selectionCodec } from './graph-codec.ts';
import { logLinesCodec } from './log-lines-codec.ts';
import { inView, type KeptParams, ofElement, type SimulateParams, time, withParams } from './path-params.ts';

/** Paths of the HTTP API about what is wrong and why: incidents, alerts, and what is looked at more deeply. */
export const oncallApi = {
  incidents: (t: TimeSelection) => withParams('/api/v1/incidents', time(t)),
  incidentTrends: (t: TimeSelection) => withParams('/api/v1/incident-trends', time(t)),
  acknowledge: () => '/api/v1/acknowledge',
  alertRule: (
    of: {
      edge: EdgeId;
      about: string | null;
      severity: string;
      bound: number | null;
      labels: string | null;
      link: string | null;
    },
    t: TimeSelection,
  ) => withParams('/api/v1/alert-rule', { ...of, ...time(t) }),
  alert: (labels: Readonly<Record<string, string>>, t: TimeSelection) =>
    withParams('/api/v1/alert', { labels: alertLabelsCodec.serialize(labels), ...time(t) }),
  alerts: (t: TimeSelection) => withParams('/api/v1/alerts', time(t)),
  diagnosis: (edge: EdgeId, t: TimeSelection, shown: ShownGraph | null = null) =>
    withParams('/api/v1/diagnosis', { edge, ...time(t), ...inView(shown) }),
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
  logs: (
    of: Selection,
    asked: {
      readonly previous: boolean;
      readonly errors: boolean;
      readonly pod: string | null;
      readonly lines: number;
    },
    t: TimeSelection,
    shown: ShownGraph | null = null,
  ) =>
    withParams('/api/v1/logs', {
      [of.kind]: of.id,
      ...time(t),
      previous: asked.previous ? 1 : null,
      errors: asked.errors ? 1 : null,
      pod: asked.pod,
      lines: asked.lines === logLinesCodec.fallback ? null : asked.lines,
      ...inView(shown),
    }),
  traces: (
    of: { edge?: EdgeId | null; node?: NodeId | null; errors?: boolean; min?: number | null },
    t: TimeSelection,
    shown: ShownGraph | null = null,
  ) => withParams('/api/v1/traces', { ...of, errors: of.errors ? 1 : null, ...time(t), ...inView(shown) }),
  trace: (id: string, t: TimeSelection) => withParams('/api/v1/trace', { id, ...time(t) }),
  pods: (node: NodeId, t: TimeSelection, shown: ShownGraph | null = null) =>
    withParams('/api/v1/pods', { node, ...time(t), ...inView(shown) }),
  proxy: (of: Pick<ObjectRef, 'cluster' | 'namespace' | 'name'>, part: string) =>
    withParams('/api/v1/proxy', { cluster: of.cluster, namespace: of.namespace, pod: of.name, part }),
  simulate: (asked: SimulateParams) => withParams('/api/v1/simulate', { ...asked }),
  verdict: (
    of: { cluster: string; namespace: string; service: string; stable: string | null },
    t: TimeSelection,
  ) => withParams('/api/v1/verdict', { ...of, ...time(t) }),
} as const;

/** The pages that show it. */
export const oncallPages = {
  /** Where the labels of an alert lead, at the time at which it began. */
  alert: (labels: Readonly<Record<string, string>>, at: string | null = null) =>
    withParams('/alert', { ...labels, at }),
  /** The rule that alerts when an edge fails. */
  alertRule: (edge: EdgeId, { window, at }: KeptParams = {}, about: string | null = null) =>
    withParams('/alert-rule', { edge, window, at, about }),
  /** An element selected on the graph, in the view in which it was selected before. */
  onGraph: (of: Selection, kept: KeptParams, shown: ShownGraph) => {
    const { [of.kind]: _, ...view } = ofElement(of, kept, shown);
    return withParams('/graph', { ...view, sel: selectionCodec.serialize(of) });
  },
  /** The access logs of the proxies at both ends of an edge, or of a node. */
  logs: (
    of: Selection,
    kept: KeptParams,
    shown: ShownGraph,
    only: { readonly pod?: string; readonly q?: string } = {},
  ) => withParams('/logs', { ...ofElement(of, kept, shown), ...only }),
  /** Traces of an edge or of a node, with one of them opened where `trace` names it. */
  traces: (of: Selection, kept: KeptParams, shown: ShownGraph, trace: string | null = null) =>
    withParams('/traces', { ...ofElement(of, kept, shown), trace }),
  /** The pods behind a node, and what the proxy of one of them says itself. */
  proxy: (of: NodeId, kept: KeptParams, shown: ShownGraph, view: { pod?: string; tab?: string } = {}) =>
    withParams('/proxy', { ...ofElement({ kind: 'node', id: of }, kept, shown), ...view }),
  /** Where the fix of what is wrong on an edge is reviewed. */
  fix: (edge: EdgeId) => withParams('/edit/fix', { edge }),
} as const;
