import { params, parseParams } from '#server/http/parse.ts';
import { route } from '#server/http/route.ts';
import { taggedResponse } from '#server/http/tagged-response.ts';
import { readSimulation } from '#server/queries/simulate.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('simulate', async (ctx, request) =>
  taggedResponse(request, await readSimulation(ctx, parseParams(request, params.simulate))),
);
