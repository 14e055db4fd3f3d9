import { params, parseParams } from '#server/http/parse.ts';
import { route } from '#server/http/route.ts';
import { taggedResponse } from '#server/http/tagged-response.ts';
import { readVerdict } from '#server/queries/verdict.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('verdict', async (ctx, request) =>
  taggedResponse(request, await readVerdict(ctx, parseParams(request, params.verdict))),
);
