import { packedResponse } from '#server/http/packed-response.ts';
import { params, parseParams } from '#server/http/parse.ts';
import { route } from '#server/http/route.ts';
import { readDeclared } from '#server/queries/declared.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('declared', async (ctx, request) => {
  const answer = await readDeclared(ctx, parseParams(request, params.declared));
  return packedResponse(request, answer, answer);
});
