import fc from 'fast-check';
import { expect, test } from 'vitest';
import { breakdownResponse, edgeResponse, nodeResponse } from '#lib/api/details-contract.ts';
import {
  compareResponse,
  declaredResponse,
  graphResponse,
  nodesResponse,
  whyNoEdgeResponse,
} from '#lib/api/graph-contract.ts';
import { timelineResponse } from '#lib/api/timeline-contract.ts';
import { isWeftError } from '#lib/core/error-code.ts';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { answered, hostileNames, hostileObjects, hostileSamples } from '#lib/graph/testing/hostile.ts';
import { mesh } from '#lib/graph/testing/mesh.ts';
import { graphTypes } from '#lib/url/asked-graph.ts';
import type { Context } from '../context.ts';
import { metrics } from '../http/metrics.ts';
import { readBreakdown } from './breakdown.ts';
import { readCompare } from './compare.ts';
import { readDeclared } from './declared.ts';
import { readEdge } from './edge.ts';
import { readGraph } from './graph.ts';
import { readNodes } from './known-nodes.ts';
import { readNode } from './node.ts';
import { at, contextOf, live, type World } from './testing/context.ts';
import { readTimeline } from './timeline.ts';
import { readWhyNoEdge } from './why-no-edge.ts';

const all = { ...live, namespaces: [], services: true };
/** Whatever is asked beside the refresh is answered with series that are named by somebody else too. */
const rows = answered(
  hostileNames.map((name) => ({
    reporter: 'source',
    response_code: name,
    response_flags: name,
    pod: name,
    instance: name,
    source_canonical_revision: name,
  })),
);
const always = <T>(answer: T) => new Proxy<Record<string, T>>({}, { get: () => answer });
const vectors = always(rows.map((labels) => ({ labels, value: 5 })));
const matrices = always(rows.map((labels) => ({ labels, points: [[at, 5] as const] })));

/** The same world a while ago too, so that there is something to compare with. */
function twoMoments(ctx: Context): { readonly ctx: Context } {
  const reading: typeof ctx.prom.reading = async (selection, signal) => {
    const present = await ctx.prom.reading(selection, signal);
    return selection.at === null
      ? present
      : { ...present, at: selection.at, samples: present.samples.slice(1) };
  };
  return { ctx: { ...ctx, prom: { ...ctx.prom, reading } } };
}

/** An answer as it goes over the wire, read by its contract; a typed error is an answer too. */
async function wire<T>(answer: Promise<T>, contract: { parse(value: unknown): unknown }): Promise<number> {
  try {
    const text = JSON.stringify(await answer);
    contract.parse(JSON.parse(text));
    return text.length;
  } catch (error) {
    if (!isWeftError(error)) throw error;
    return JSON.stringify(error.message).length;
  }
}

test('property: every read of a mesh with hostile names answers as its contract says, in so many bytes', async () => {
  await fc.assert(
    fc.asyncProperty(
      hostileSamples,
      hostileObjects,
      fc.constantFrom(...graphTypes),
      fc.constantFrom(undefined, ['shop'], ['__proto__', 'constructor']),
      async (samples, objects, graph, namespaces) => {
        const world: World = { snapshot: mesh(objects), samples, vectors, matrices, namespaces };
        const { ctx } = twoMoments(contextOf(world).ctx);
        const asked = { ...all, asked: { graph, idle: true, operations: false, waypoints: true } };
        const shown = { ...asked, ...asked.asked };
        const { graph: read } = await readGraph(ctx, shown);
        const sizes = [
          await wire(readGraph(ctx, shown), graphResponse),
          await wire(readNodes(ctx, live), nodesResponse),
          await wire(readDeclared(ctx, shown), declaredResponse),
          await wire(readCompare(ctx, { ...shown, vs: epochSeconds.parse(at - 900) }), compareResponse),
        ];
        const [from, to, edge] = [read.nodes[0], read.nodes.at(-1), read.edges[0]];
        if (from && to) {
          sizes.push(
            await wire(readNode(ctx, { ...shown, id: from.id }), nodeResponse),
            await wire(readWhyNoEdge(ctx, { ...shown, from: from.id, to: to.id }), whyNoEdgeResponse),
          );
        }
        const span = seconds.parse(3600);
        sizes.push(await wire(readTimeline(ctx, { span, end: null, namespaces: [] }), timelineResponse));
        if (edge) {
          sizes.push(
            await wire(readEdge(ctx, { ...shown, id: edge.id }), edgeResponse),
            await wire(readBreakdown(ctx, { ...shown, id: edge.id }), breakdownResponse),
          );
        }
        for (const size of sizes) expect(size).toBeLessThan(2_000_000);
      },
    ),
    { numRuns: 40 },
  );
});

test('what Weft tells of itself names nothing from the mesh', async () => {
  const text = await metrics().registry.metrics();
  for (const name of ['__proto__', '<script>', 'x'.repeat(300)]) expect(text).not.toContain(name);
});
