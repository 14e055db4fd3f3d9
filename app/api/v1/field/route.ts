import { params, parseParams } from '#server/http/parse.ts';
import { route } from '#server/http/route.ts';
import { readField } from '#server/queries/field.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('field', (ctx, request) =>
  // The schemas are those of this version of Weft.
  Response.json(readField(ctx, parseParams(request, params.field)), {
    headers: { 'cache-control': 'private, max-age=3600' },
  }),
);
