import { params, parseParams } from '#server/http/parse.ts';
import { route } from '#server/http/route.ts';
import { taggedResponse } from '#server/http/tagged-response.ts';
import { readNodes } from '#server/queries/known-nodes.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('nodes', async (ctx, request) =>
  taggedResponse(request, await readNodes(ctx, parseParams(request, params.nodes))),
);
