import { params, parseParams } from '#server/http/parse.ts';
import { route } from '#server/http/route.ts';
import { taggedResponse } from '#server/http/tagged-response.ts';
import { readDeclared } from '#server/queries/declared.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('declared', async (ctx, request) => {
  const answer = await readDeclared(ctx, parseParams(request, params.declared));
  return taggedResponse(request, answer, answer);
});
