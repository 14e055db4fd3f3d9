import { params, parseParams } from '#server/http/parse.ts';
import { route } from '#server/http/route.ts';
import { taggedResponse } from '#server/http/tagged-response.ts';
import { readTimeline } from '#server/queries/timeline.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('timeline', async (ctx, request) =>
  taggedResponse(request, await readTimeline(ctx, parseParams(request, params.timeline))),
);
