import { params, parseParams } from '#server/http/parse.ts';
import { route } from '#server/http/route.ts';
import { taggedResponse } from '#server/http/tagged-response.ts';
import { readBreakdown } from '#server/queries/breakdown.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('breakdown', async (ctx, request) =>
  taggedResponse(request, await readBreakdown(ctx, parseParams(request, params.breakdown))),
);
