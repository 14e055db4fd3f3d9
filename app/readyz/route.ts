import { readiness } from '#server/http/readiness.ts';
import { getRuntime } from '#server/runtime.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export function GET(): Response {
  const { kube, closing } = getRuntime();
  const { ready, text } = readiness(kube);
  if (closing.aborted) return new Response('Shutting down.\n', { status: 503 });
  return new Response(text, { status: ready ? 200 : 503 });
}
