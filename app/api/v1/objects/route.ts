import { packedResponse } from '#server/http/packed-response.ts';
import { route } from '#server/http/route.ts';
import { listObjects } from '#server/queries/objects.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('objects', (ctx, request) => {
  const answer = listObjects(ctx);
  return packedResponse(request, answer, answer);
});
