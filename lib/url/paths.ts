import type { EdgeId, NodeId } from '#lib/core/ids.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import type { EpochSeconds, Seconds } from '#lib/core/units.ts';
import { type AskedGraph, meshGraph, type ShownGraph } from './asked-graph.ts';
import type { EdgeMeasure } from './edge-measures.ts';
import {
  asView,
  graphParams,
  inView,
  objectParams,
  type SimulateParams,
  time,
  withParams,
} from './path-params.ts';
import type { Versus } from './time-codec.ts';

/** Paths of the HTTP API that the graph page needs at its start, or soon. The others stand by subject beside this file. */
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
  timeline: (span: Seconds, end: EpochSeconds | null, namespaces: readonly string[] = []) =>
    withParams('/api/v1/timeline', { span, end, namespaces: namespaces.join(',') }),
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
  object: (ref: ObjectRef) => withParams('/api/v1/object', objectParams(ref)),
  session: () => '/api/v1/session',
  stream: (windowSeconds: number) => withParams('/api/v1/stream', { window: windowSeconds }),
  openapi: () => '/api/v1/openapi.json',
} as const;

/** Pages that are reached from everywhere. */
export const pagePaths = {
  /** The graph; `problem` names the incident from which one comes. */
  graph: (
    view: {
      sel?: string;
      ns?: string;
      window?: string;
      at?: string;
      services?: string;
      problem?: string;
    } = {},
  ) => withParams('/graph', view),
  /** What is wrong, at one problem where `problem` names one. */
  incidents: (view: { ns?: string; window?: string; at?: string; problem?: string } = {}) =>
    withParams('/incidents', view),
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
  object: (ref: ObjectRef, path = '', edge: EdgeId | null = null) =>
    withParams('/object', { ...objectParams(ref), path, edge }),
  /** Where an object is created: of a kind, in a namespace, as far as they are chosen. */
  create: (what: { kind?: string; namespace?: string } = {}) => withParams('/edit/new', what),
  /** `ended`: who comes there was signed in before. */
  signIn: (next: string, ended = false) => withParams('/sign-in', { next, ended: ended ? '1' : '' }),
} as const;
