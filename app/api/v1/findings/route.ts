import { packedResponse } from '#server/http/packed-response.ts';
import { params, parseParams } from '#server/http/parse.ts';
import { route } from '#server/http/route.ts';
import { listFindings } from '#server/queries/list-findings.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('findings', (ctx, request) => {
  const answer = listFindings(ctx, parseParams(request, params.findings));
  return packedResponse(request, answer, answer);
});
