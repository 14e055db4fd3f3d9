import { bounded } from '#server/http/bounded.ts';
import { params, parseParams } from '#server/http/parse.ts';
import { jsonResponse } from '#server/http/respond.ts';
import { route } from '#server/http/route.ts';
import { readAlertRule } from '#server/queries/alert-rule.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

/** Each asks Prometheus for a day of an edge. */
const limits = { burst: 20, perSecond: 1 };

export const GET = route(
  'alert-rule',
  bounded('alert-rule', limits, async (ctx, request) =>
    jsonResponse(await readAlertRule(ctx, parseParams(request, params.alertRule))),
  ),
);
