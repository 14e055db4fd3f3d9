import { params, parseParams } from '#server/http/parse.ts';
import { route } from '#server/http/route.ts';
import { readField } from '#server/queries/field.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('field', async (ctx, request) =>
  // Definitions change with an upgrade of the cluster, and a pointer rests on the same field again and again.
  Response.json(await readField(ctx, parseParams(request, params.field)), {
    headers: { 'cache-control': 'private, max-age=300' },
  }),
);
