import { reviewRequest } from '#lib/api/findings-contract.ts';
import { asOneTypes, bounded } from '#server/http/bounded.ts';
import { parseBody } from '#server/http/parse.ts';
import { jsonResponse } from '#server/http/respond.ts';
import { route } from '#server/http/route.ts';
import { draftSchemas } from '#server/queries/draft-schemas.ts';
import { reviewDraft } from '#server/queries/review.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const POST = route(
  'review',
  bounded('review', asOneTypes, async (ctx, request) => {
    const draft = await parseBody(request, reviewRequest);
    return jsonResponse(reviewDraft(ctx, draft, await draftSchemas(ctx, draft)));
  }),
);
