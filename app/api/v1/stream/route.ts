import { WeftError } from '#lib/core/error-code.ts';
import { params, parseParams } from '#server/http/parse.ts';
import { route } from '#server/http/route.ts';
import { eventStream } from '#server/http/stream.ts';
import { getRuntime } from '#server/runtime.ts';

export const dynamic = 'force-dynamic';
export const runtime = 'nodejs';

export const GET = route('stream', (ctx, request) => {
  const { window } = parseParams(request, params.stream);
  const { closing, onShutdown } = getRuntime();
  if (closing.aborted) throw new WeftError('unavailable', 'The server is shutting down.');
  return eventStream(ctx, { window, onShutdown, gone: request.signal, signedOut: ctx.viewer.signedOut });
});
