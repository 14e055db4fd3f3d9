import { params, parseParams } from '#server/http/parse.ts';
import { route } from '#server/http/route.ts';
import { taggedResponse } from '#server/http/tagged-response.ts';
import { readNode } from '#server/queries/node.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('node', async (ctx, request) =>
  taggedResponse(request, await readNode(ctx, parseParams(request, params.node))),
);
