import { packedResponse } from '#server/http/packed-response.ts';
import { params, parseParams } from '#server/http/parse.ts';
import { route } from '#server/http/route.ts';
import { readMeasures } from '#server/queries/measures.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('measures', async (ctx, request) => {
  const answer = await readMeasures(ctx, parseParams(request, params.measures));
  // Made once for a reading, and then the same for every viewer of the same graph.
  return packedResponse(request, answer, answer);
});
