import { sessionRequest } from '#lib/api/session-contract.ts';
import { parseBody } from '#server/http/parse.ts';
import { openRoute } from '#server/http/route.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

const done = (setCookie: string): Response =>
  new Response(null, { status: 204, headers: { 'set-cookie': setCookie, 'cache-control': 'no-store' } });

export const POST = openRoute('session', async ({ viewers }, request) => {
  const { token } = await parseBody(request, sessionRequest);
  const { setCookie } = await viewers.signIn(token, request);
  return done(setCookie);
});

export const DELETE = openRoute('session', ({ viewers }, request) =>
  done(viewers.signOut(request).setCookie),
);
