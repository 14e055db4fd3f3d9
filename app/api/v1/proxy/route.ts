import { bounded } from '#server/http/bounded.ts';
import { params, parseParams } from '#server/http/parse.ts';
import { jsonResponse } from '#server/http/respond.ts';
import { route } from '#server/http/route.ts';
import { readProxy } from '#server/queries/proxy.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

/** Each request opens up to four port-forwards: tabs can be clicked through, not hammered. */
const limits = { burst: 20, perSecond: 2 };

export const GET = route(
  'proxy',
  bounded('proxy', limits, async (ctx, request) =>
    jsonResponse(await readProxy(ctx, parseParams(request, params.proxy))),
  ),
);
