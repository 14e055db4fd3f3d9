import { bounded } from '#server/http/bounded.ts';
import { params, parseParams } from '#server/http/parse.ts';
import { jsonResponse } from '#server/http/respond.ts';
import { route } from '#server/http/route.ts';
import { readLogs } from '#server/queries/logs/read-logs.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

/** Each is up to thirty requests of Kubernetes. */
const asOneLooks = { burst: 8, perSecond: 1 };

export const GET = route(
  'logs',
  bounded('logs', asOneLooks, async (ctx, request) =>
    jsonResponse(await readLogs(ctx, parseParams(request, params.logs))),
  ),
);
