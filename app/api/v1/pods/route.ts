import { params, parseParams } from '#server/http/parse.ts';
import { jsonResponse } from '#server/http/respond.ts';
import { route } from '#server/http/route.ts';
import { readPods } from '#server/queries/pods.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('pods', async (ctx, request) => {
  const { node, ...selection } = parseParams(request, params.pods);
  return jsonResponse(await readPods(ctx, { id: node, ...selection }));
});
