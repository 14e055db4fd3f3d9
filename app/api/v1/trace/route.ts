import { bounded } from '#server/http/bounded.ts';
import { params, parseParams } from '#server/http/parse.ts';
import { jsonResponse } from '#server/http/respond.ts';
import { route } from '#server/http/route.ts';
import { readTrace } from '#server/queries/trace.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

/** Each asks the trace backend, where a search may be dear. */
const limits = { burst: 20, perSecond: 2 };

export const GET = route(
  'trace',
  bounded('trace', limits, async (ctx, request) =>
    jsonResponse(await readTrace(ctx, parseParams(request, params.trace))),
  ),
);
