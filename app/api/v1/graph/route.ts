import { params, parseParams } from '#server/http/parse.ts';
import { route } from '#server/http/route.ts';
import { createServerTiming } from '#server/http/server-timing.ts';
import { taggedResponse } from '#server/http/tagged-response.ts';
import { readGraph } from '#server/queries/graph.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('graph', async (ctx, request) => {
  const timing = createServerTiming(ctx.clock);
  const graph = await readGraph(ctx, parseParams(request, params.graph), timing.timed);
  const response = taggedResponse(request, graph);
  response.headers.set('server-timing', timing.header());
  return response;
});
