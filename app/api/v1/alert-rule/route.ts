import { params, parseParams } from '#server/http/parse.ts';
import { jsonResponse } from '#server/http/respond.ts';
import { route } from '#server/http/route.ts';
import { readAlertRule } from '#server/queries/alert-rule.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('alert-rule', async (ctx, request) =>
  jsonResponse(await readAlertRule(ctx, parseParams(request, params.alertRule))),
);
