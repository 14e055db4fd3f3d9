import { params, parseParams } from '#server/http/parse.ts';
import { jsonResponse } from '#server/http/respond.ts';
import { route } from '#server/http/route.ts';
import { readTemplate } from '#server/queries/template.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('template', (ctx, request) =>
  jsonResponse(readTemplate(ctx, parseParams(request, params.template))),
);
