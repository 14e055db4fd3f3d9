import { params, parseParams } from '#server/http/parse.ts';
import { jsonResponse } from '#server/http/respond.ts';
import { route } from '#server/http/route.ts';
import { readAlert } from '#server/queries/alert.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('alert', async (ctx, request) =>
  jsonResponse(await readAlert(ctx, parseParams(request, params.alert))),
);
