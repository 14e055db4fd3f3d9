import { params, parseParams } from '#server/http/parse.ts';
import { jsonResponse } from '#server/http/respond.ts';
import { route } from '#server/http/route.ts';
import { readIncidents } from '#server/queries/incidents.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('incidents', async (ctx, request) =>
  jsonResponse(await readIncidents(ctx, parseParams(request, params.nodes))),
);
