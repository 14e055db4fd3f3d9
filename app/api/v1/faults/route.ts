import { jsonResponse } from '#server/http/respond.ts';
import { route } from '#server/http/route.ts';
import { readFaults } from '#server/queries/faults.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('faults', (ctx) => jsonResponse(readFaults(ctx)));
