export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

/** The process answers: that is all liveness may depend on, or a failing source would restart Weft for nothing. */
export const GET = (): Response => new Response('ok\n');
