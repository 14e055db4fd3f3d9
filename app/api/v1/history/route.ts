import { params, parseParams } from '#server/http/parse.ts';
import { jsonResponse } from '#server/http/respond.ts';
import { route } from '#server/http/route.ts';
import { readHistory } from '#server/queries/history.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('history', async (ctx, request) =>
  jsonResponse(await readHistory(ctx, parseParams(request, params.history))),
);
