import { params, parseParams } from '#server/http/parse.ts';
import { route } from '#server/http/route.ts';
import { taggedResponse } from '#server/http/tagged-response.ts';
import { readDiagnosis } from '#server/queries/diagnosis.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('diagnosis', async (ctx, request) =>
  taggedResponse(request, await readDiagnosis(ctx, parseParams(request, params.diagnosis))),
);
