import { packedResponse } from '#server/http/packed-response.ts';
import { params, parseParams } from '#server/http/parse.ts';
import { route } from '#server/http/route.ts';
import { createServerTiming } from '#server/http/server-timing.ts';
import { readGraph } from '#server/queries/graph.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('graph', async (ctx, request) => {
  const timing = createServerTiming(ctx.clock);
  const answer = await readGraph(ctx, parseParams(request, params.graph), timing.timed);
  // A graph is made once for a reading and a snapshot, and is then the same for every viewer who may see all of it.
  const response = await packedResponse(request, answer, answer.stale === null ? answer.graph : null);
  response.headers.set('server-timing', timing.header());
  return response;
});
