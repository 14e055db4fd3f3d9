import { randomUUID } from 'node:crypto';
import { isWeftError } from '#lib/core/error-code.ts';
import type { Context } from '../context.ts';
import { getRuntime, type Runtime } from '../runtime.ts';
import { metrics } from './metrics.ts';
import { errorResponse, statusOf } from './respond.ts';

type Handler<From> = (from: From, request: Request) => Response | Promise<Response>;

/** A route handler for Next: finds out who asks, turns what is thrown into an answer, counts and logs the request. */
export const route = (name: string, handle: Handler<Context>): ((request: Request) => Promise<Response>) =>
  openRoute(name, async (runtime, request) => handle(await runtime.contextFor(request), request));

/** The same for a route that answers whoever asks. */
export function openRoute(name: string, handle: Handler<Runtime>): (request: Request) => Promise<Response> {
  return async (request) => {
    // The proxy gives each request its id, whatever the client sent.
    const requestId = request.headers.get('x-request-id') ?? randomUUID();
    const { requests, duration } = metrics();
    const stop = duration.startTimer({ route: name });
    const response = await answer(handle, request, requestId);
    stop();
    requests.inc({ route: name, method: request.method, status: String(response.status) });
    response.headers.set('x-request-id', requestId);
    return response;
  };
}

async function answer(handle: Handler<Runtime>, request: Request, requestId: string): Promise<Response> {
  try {
    return await handle(getRuntime(), request);
  } catch (error) {
    record(error, request, requestId);
    return errorResponse(error, requestId);
  }
}

/** Only the path is logged: search parameters name what people look at. */
function record(error: unknown, request: Request, requestId: string): void {
  if (request.signal.aborted) return;
  const { log } = getRuntime();
  const at = { requestId, method: request.method, path: new URL(request.url).pathname };
  if (!isWeftError(error)) log.error({ ...at, err: error }, 'request failed');
  else if (statusOf(error.code) >= 500)
    log.warn({ ...at, code: error.code, reason: error.message }, 'request failed');
}
