import { reviewRequest } from '#lib/api/contract.ts';
import { parseBody } from '#server/http/parse.ts';
import { route } from '#server/http/route.ts';
import { reviewDraft } from '#server/queries/review.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const POST = route('review', async (ctx, request) =>
  Response.json(reviewDraft(ctx, await parseBody(request, reviewRequest)), {
    headers: { 'cache-control': 'no-store' },
  }),
);
