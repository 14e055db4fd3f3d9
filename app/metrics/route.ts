import { exposition, metrics } from '#server/http/metrics.ts';
import { getRuntime } from '#server/runtime.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export async function GET(): Promise<Response> {
  const text = await exposition(getRuntime().kube);
  return new Response(text, { headers: { 'content-type': metrics().registry.contentType } });
}
