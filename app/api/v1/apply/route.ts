import { applyRequest } from '#lib/api/edit-contract.ts';
import { applyChange } from '#server/commands/apply-change.ts';
import { asOneTypes, bounded } from '#server/http/bounded.ts';
import { parseBody } from '#server/http/parse.ts';
import { jsonResponse } from '#server/http/respond.ts';
import { route } from '#server/http/route.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const POST = route(
  'apply',
  bounded('apply', asOneTypes, async (ctx, request) =>
    jsonResponse(await applyChange(ctx, await parseBody(request, applyRequest))),
  ),
);
