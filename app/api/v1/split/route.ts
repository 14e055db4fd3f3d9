import { params, parseParams } from '#server/http/parse.ts';
import { jsonResponse } from '#server/http/respond.ts';
import { route } from '#server/http/route.ts';
import { readSplit } from '#server/queries/split.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('split', async (ctx, request) =>
  jsonResponse(await readSplit(ctx, parseParams(request, params.split))),
);
