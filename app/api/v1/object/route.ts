import { params, parseParams } from '#server/http/parse.ts';
import { jsonResponse } from '#server/http/respond.ts';
import { route } from '#server/http/route.ts';
import { readObject } from '#server/queries/object.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('object', async (ctx, request) =>
  jsonResponse(await readObject(ctx, parseParams(request, params.object))),
);
