import type { DeclaredResponse } from '#lib/api/graph-contract.ts';
import { declaredOf } from '#lib/graph/declared/declare.ts';
import { nodeFacts } from '#lib/graph/find/facts.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import type { Context } from '../context.ts';
import { type GraphQuery, readGraph } from './graph.ts';
import { shared } from './shared.ts';
import { drawnGraph } from './view.ts';

/** So many are kept for one reading: each is about as large as its graph. */
const mostKept = 12;

/**
 * What the configuration declares for the edges and nodes of a graph, beside what their own rows show of it, as far as the
 * viewer may read the objects that decide. It is worked out once for a graph and what may be read, whoever asks. Throws
 * WeftError as `readGraph` does.
 */
export async function readDeclared(ctx: Context, input: GraphQuery): Promise<DeclaredResponse> {
  const drawn = await drawnGraph(ctx, input);
  const kept = shared(
    ctx.prom,
    'declared',
    () => new WeakMap<object, Map<string, Promise<DeclaredResponse>>>(),
  );
  const ofGraph = kept.get(drawn.graph) ?? new Map<string, Promise<DeclaredResponse>>();
  kept.set(drawn.graph, ofGraph);
  const key = keyOf(ctx, input);
  const known = ofGraph.get(key);
  if (known !== undefined) return known;
  // What is worked out is the viewer's own graph: an end that may not be read has no name there to look up.
  const made = readGraph(ctx, input).then(({ graph }) => declare(ctx, graph, drawn.snapshot));
  ofGraph.set(key, made);
  made.catch(() => ofGraph.delete(key));
  const [oldest] = ofGraph.keys();
  if (ofGraph.size > mostKept && oldest !== undefined) ofGraph.delete(oldest);
  return made;
}

function keyOf({ viewer }: Context, { namespaces, services }: GraphQuery): string {
  const readable = viewer.namespaces === null ? null : [...viewer.namespaces].sort();
  return JSON.stringify([[...namespaces].sort(), services, readable]);
}

function declare({ viewer }: Context, graph: TrafficGraph, snapshot: MeshSnapshot): DeclaredResponse {
  const readable = (namespace: string | null) =>
    viewer.namespaces === null || (namespace !== null && viewer.namespaces.has(namespace));
  return {
    at: graph.at,
    window: graph.window,
    edges: Object.fromEntries(declaredOf(graph, snapshot, readable)),
    nodes: Object.fromEntries(nodeFacts(graph, snapshot, readable)),
    unread: unreadOf(snapshot),
  };
}

/** Kinds that layers are made of. */
const readKinds: readonly KindName[] = [
  'VirtualService',
  'DestinationRule',
  'HTTPRoute',
  'GRPCRoute',
  'Service',
  'Pod',
  'Node',
];

function unreadOf({ clusters }: MeshSnapshot): DeclaredResponse['unread'] {
  return [...clusters.values()].flatMap(({ states }) =>
    readKinds.flatMap((kind) => {
      const phase = states.get(kind)?.phase ?? 'loading';
      return phase === 'live' || phase === 'not-installed' ? [] : [{ kind, phase }];
    }),
  );
}
