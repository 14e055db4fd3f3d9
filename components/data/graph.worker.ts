import './jitless.ts';
import { type GraphResponse, graphResponse } from '#lib/api/contract.ts';
import { ApiError } from './api-error.ts';
import { fetchApi } from './fetch-api.ts';
import { graphDelta, transferable } from './graph-delta.ts';
import type { GraphAnswer, GraphAsk, SentError } from './graph-protocol.ts';

/** What the page has: every answer says how it differs from the one before. */
let posted: GraphResponse | null = null;
const running = new Map<number, AbortController>();

const sentError = (error: unknown): SentError =>
  error instanceof ApiError
    ? { code: error.code, message: error.message, cure: error.cure, requestId: error.requestId }
    : null;

async function get(id: number, path: string): Promise<void> {
  const abort = new AbortController();
  running.set(id, abort);
  try {
    const response = await fetchApi(path, graphResponse, abort.signal);
    const delta = graphDelta(posted, response);
    posted = response;
    self.postMessage({ id, delta } satisfies GraphAnswer, { transfer: transferable(delta) });
  } catch (error) {
    if (!abort.signal.aborted) self.postMessage({ id, error: sentError(error) } satisfies GraphAnswer);
  } finally {
    running.delete(id);
  }
}

// The worker is built with the page: its messages are GraphAsks.
self.addEventListener('message', ({ data }: MessageEvent<GraphAsk>) => {
  if (data.type === 'get') void get(data.id, data.path);
  else running.get(data.id)?.abort();
});
