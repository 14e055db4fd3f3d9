import { undoRequest } from '#lib/api/edit-contract.ts';
import { undoChange } from '#server/commands/apply-change.ts';
import { asOneTypes, bounded } from '#server/http/bounded.ts';
import { parseBody } from '#server/http/parse.ts';
import { jsonResponse } from '#server/http/respond.ts';
import { route } from '#server/http/route.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const POST = route(
  'undo',
  bounded('undo', asOneTypes, async (ctx, request) => {
    const { change } = await parseBody(request, undoRequest);
    return jsonResponse(await undoChange(ctx, change));
  }),
);
