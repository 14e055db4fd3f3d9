import { listChanges } from '#server/commands/change-log.ts';
import { jsonResponse } from '#server/http/respond.ts';
import { route } from '#server/http/route.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('changes', async (ctx) => jsonResponse(await listChanges(ctx)));
