import { params, parseParams } from '#server/http/parse.ts';
import { jsonResponse } from '#server/http/respond.ts';
import { route } from '#server/http/route.ts';
import { readTuning } from '#server/queries/tuning.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('tuning', (ctx, request) =>
  jsonResponse(readTuning(ctx, parseParams(request, params.tuning))),
);
