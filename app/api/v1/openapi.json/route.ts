import { openapi } from '#server/http/openapi.ts';
import { jsonResponse } from '#server/http/respond.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = (): Response => jsonResponse(openapi());
