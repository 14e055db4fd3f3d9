import { params, parseParams } from '#server/http/parse.ts';
import { route } from '#server/http/route.ts';
import { taggedResponse } from '#server/http/tagged-response.ts';
import { readWhyNoEdge } from '#server/queries/why-no-edge.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('why-no-edge', async (ctx, request) =>
  taggedResponse(request, await readWhyNoEdge(ctx, parseParams(request, params.whyNoEdge))),
);
