import { z } from 'zod';
import { type GraphResponse, graphResponse } from '#lib/api/graph-contract.ts';

/** Elements of a list that are checked. */
const most = 250;

const parts = z.looseObject({
  graph: z.looseObject({ nodes: z.array(z.unknown()), edges: z.array(z.unknown()) }),
});

/** Elements at even distances, the first among them. */
function sampleOf<T>(list: readonly T[]): readonly T[] {
  const step = Math.ceil(list.length / most);
  return list.length <= most ? list : list.filter((_, i) => i % step === 0);
}

/** The answer with a sample of each list; what has no such lists is left to the contract. */
function thinned(body: unknown): unknown {
  const parsed = parts.safeParse(body);
  if (!parsed.success) return body;
  const { graph } = parsed.data;
  return { ...parsed.data, graph: { ...graph, nodes: sampleOf(graph.nodes), edges: sampleOf(graph.edges) } };
}

/**
 * The contract of a graph, held to its head and a sample of its elements. The server makes all elements of a list alike: an
 * answer of another version shows in every one of them, and to check 15,000 takes as long as to fetch and parse them.
 */
export const spotChecked: z.ZodType<GraphResponse> = z.unknown().transform((body, ctx) => {
  const checked = graphResponse.safeParse(thinned(body));
  if (checked.success) return asGraphResponse(body);
  for (const { path, message } of checked.error.issues) ctx.addIssue({ code: 'custom', path, message });
  return z.NEVER;
});

/** The cast of a spot check: what was sampled is as the contract has it, and the rest was made in the same way. */
const asGraphResponse = (body: unknown): GraphResponse => body as GraphResponse;
