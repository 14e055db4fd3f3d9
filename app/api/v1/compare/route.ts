import { params, parseParams } from '#server/http/parse.ts';
import { route } from '#server/http/route.ts';
import { taggedResponse } from '#server/http/tagged-response.ts';
import { readCompare } from '#server/queries/compare.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('compare', async (ctx, request) =>
  taggedResponse(request, await readCompare(ctx, parseParams(request, params.compare))),
);
