import { params, parseParams } from '#server/http/parse.ts';
import { jsonResponse } from '#server/http/respond.ts';
import { route } from '#server/http/route.ts';
import { readAlerts } from '#server/queries/alerts.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('alerts', async (ctx, request) =>
  jsonResponse(await readAlerts(ctx, parseParams(request, params.nodes))),
);
