import { bounded } from '#server/http/bounded.ts';
import { params, parseParams } from '#server/http/parse.ts';
import { jsonResponse } from '#server/http/respond.ts';
import { route } from '#server/http/route.ts';
import { readTraces } from '#server/queries/traces.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

/** Each asks the trace backend, where a search may be dear. */
const limits = { burst: 20, perSecond: 2 };

export const GET = route(
  'traces',
  bounded('traces', limits, async (ctx, request) =>
    jsonResponse(await readTraces(ctx, parseParams(request, params.traces))),
  ),
);
