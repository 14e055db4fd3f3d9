import { proposeRequest } from '#lib/api/tuning-contract.ts';
import { asOneTypes, bounded } from '#server/http/bounded.ts';
import { parseBody } from '#server/http/parse.ts';
import { jsonResponse } from '#server/http/respond.ts';
import { route } from '#server/http/route.ts';
import { propose } from '#server/queries/propose.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const POST = route(
  'propose',
  bounded('propose', asOneTypes, async (ctx, request) =>
    jsonResponse(await propose(ctx, await parseBody(request, proposeRequest))),
  ),
);
