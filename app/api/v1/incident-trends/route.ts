import { params, parseParams } from '#server/http/parse.ts';
import { jsonResponse } from '#server/http/respond.ts';
import { route } from '#server/http/route.ts';
import { readIncidentTrends } from '#server/queries/incident-trends.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('incident-trends', async (ctx, request) =>
  jsonResponse(await readIncidentTrends(ctx, parseParams(request, params.nodes))),
);
