import { jsonResponse } from '#server/http/respond.ts';
import { route } from '#server/http/route.ts';
import { readStatus } from '#server/queries/status.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('status', (ctx) => jsonResponse(readStatus(ctx)));
