import { params, parseParams } from '#server/http/parse.ts';
import { route } from '#server/http/route.ts';
import { taggedResponse } from '#server/http/tagged-response.ts';
import { readEdge } from '#server/queries/edge.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('edge', async (ctx, request) =>
  taggedResponse(request, await readEdge(ctx, parseParams(request, params.edge))),
);
