import { acknowledgeRequest } from '#lib/api/incidents-contract.ts';
import { acknowledge } from '#server/commands/acknowledge.ts';
import { asOneTypes, bounded } from '#server/http/bounded.ts';
import { parseBody } from '#server/http/parse.ts';
import { jsonResponse } from '#server/http/respond.ts';
import { route } from '#server/http/route.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const POST = route(
  'acknowledge',
  bounded('acknowledge', asOneTypes, async (ctx, request) =>
    jsonResponse(await acknowledge(ctx, await parseBody(request, acknowledgeRequest))),
  ),
);
