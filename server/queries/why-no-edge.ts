import type { WhyNoEdgeResponse } from '#lib/api/graph-contract.ts';
import { WeftError } from '#lib/core/error-code.ts';
import type { NodeId } from '#lib/core/ids.ts';
import { forViewer, inNamespaces } from '#lib/graph/filter.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';
import { withServiceNodes } from '#lib/graph/service-nodes.ts';
import { readableReasons, type WhyNoEdge, whyNoEdge } from '#lib/graph/why-no-edge.ts';
import type { Context } from '../context.ts';
import { fullGraph } from './full-graph.ts';
import type { GraphQuery } from './graph.ts';
import { knownNodeAt } from './known-nodes.ts';
import { visibilityOf } from './visibility.ts';

export interface WhyNoEdgeQuery extends GraphQuery {
  readonly from: NodeId;
  readonly to: NodeId;
}

/**
 * Why no edge leads from one node to another, as far as the viewer may know; `namespaces` and `services` say what is on the
 * screen. Throws WeftError `not-found` for a node that is not there, and the same for one that the viewer may not read;
 * `bad-request` for a node and itself.
 */
export async function readWhyNoEdge(ctx: Context, input: WhyNoEdgeQuery): Promise<WhyNoEdgeResponse> {
  if (input.from === input.to) {
    throw new WeftError('bad-request', 'Both ends are the same node.', { cure: 'Choose two nodes.' });
  }
  const { graph, snapshot } = await fullGraph(ctx, input);
  const seen = forViewer(graph, visibilityOf(ctx));
  const chosen = inNamespaces(seen, new Set(input.namespaces));
  const shown = input.services ? withServiceNodes(chosen, snapshot, ctx.toleranceRules) : chosen;
  const [from, to] = [input.from, input.to].map((id) => knownNodeAt(ctx, seen, snapshot, id));
  if (!from || !to) throw notFound(from ? 'called' : 'calling');
  const answer = readableReasons(
    whyNoEdge({ from, to, graph: seen, shown, snapshot }),
    ctx.viewer.namespaces,
  );
  return {
    at: graph.at,
    window: graph.window,
    from,
    to,
    edges: [...answer.edges],
    reasons: answer.reasons.map(({ code, certainty, args, evidence }) => ({
      code,
      certainty,
      args: { ...args },
      evidence: evidence.map(({ nodes, edges, ...rest }) => ({
        ...rest,
        ...(nodes === undefined ? {} : { nodes: [...nodes] }),
        ...(edges === undefined ? {} : { edges: [...edges] }),
      })),
    })),
    mentioned: mentioned(answer, input.services ? shown : seen),
  };
}

/** The elements that the answer points at, with the ends of its edges, so that each can be named. */
function mentioned({ edges, reasons }: WhyNoEdge, graph: TrafficGraph): WhyNoEdgeResponse['mentioned'] {
  const evidence = reasons.flatMap((reason) => reason.evidence);
  const edgeIds = new Set([...edges, ...evidence.flatMap((each) => each.edges ?? [])]);
  const found = graph.edges.filter(({ id }) => edgeIds.has(id));
  const nodeIds = new Set([
    ...evidence.flatMap((each) => each.nodes ?? []),
    ...found.flatMap(({ source, target }) => [source, target]),
  ]);
  return { nodes: graph.nodes.filter(({ id }) => nodeIds.has(id)), edges: found };
}

const notFound = (which: string) =>
  new WeftError(
    'not-found',
    `The ${which} node is not on the graph and not known to Kubernetes, or you may not read it.`,
    {
      cure: 'Choose another node, or a longer window.',
    },
  );
