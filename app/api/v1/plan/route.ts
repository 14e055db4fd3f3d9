import { planRequest } from '#lib/api/edit-contract.ts';
import { reviewPlan } from '#server/commands/review-plan.ts';
import { asOneTypes, bounded } from '#server/http/bounded.ts';
import { parseBody } from '#server/http/parse.ts';
import { jsonResponse } from '#server/http/respond.ts';
import { route } from '#server/http/route.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const POST = route(
  'plan',
  bounded('plan', asOneTypes, async (ctx, request) => {
    const { plan, edge } = await parseBody(request, planRequest);
    return jsonResponse(await reviewPlan(ctx, plan, edge));
  }),
);
