import { params, parseParams } from '#server/http/parse.ts';
import { jsonResponse } from '#server/http/respond.ts';
import { route } from '#server/http/route.ts';
import { readEditable } from '#server/queries/editable.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('editable', async (ctx, request) =>
  jsonResponse(await readEditable(ctx, parseParams(request, params.editable))),
);
