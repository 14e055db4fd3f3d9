import './jitless.ts';
import { type GraphResponse, measuresResponse } from '#lib/api/graph-contract.ts';
import { statusResponse } from '#lib/api/status-contract.ts';
import { ApiError } from './api-error.ts';
import { acceptPacked, fetchApi } from './fetch-api.ts';
import { graphDelta, transferable } from './graph-delta.ts';
import type { GraphAnswer, GraphAsk, SentError } from './graph-protocol.ts';
import { spotChecked } from './spot-check.ts';

/** What the page has: every answer says how it differs from the one before. */
let posted: GraphResponse | null = null;
const running = new Map<number, AbortController>();

const sentError = (error: unknown): SentError =>
  error instanceof ApiError
    ? { code: error.code, message: error.message, cure: error.cure, requestId: error.requestId }
    : null;

async function sendGraph(id: number, path: string, signal: AbortSignal): Promise<void> {
  const response = await fetchApi(path, spotChecked, signal, acceptPacked);
  const delta = graphDelta(posted, response);
  posted = response;
  self.postMessage({ id, delta } satisfies GraphAnswer, { transfer: transferable(delta) });
}

async function sendMeasures(id: number, path: string, signal: AbortSignal): Promise<void> {
  const measures = await fetchApi(path, measuresResponse, signal, acceptPacked);
  self.postMessage({ id, measures } satisfies GraphAnswer);
}

/** The status is small and known already: a server that is silent for so long, in milliseconds, is out of reach. */
const statusWithin = 8000;

async function sendStatus(id: number, path: string, signal: AbortSignal): Promise<void> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(statusWithin)]);
  const status = await fetchApi(path, statusResponse, within);
  self.postMessage({ id, status } satisfies GraphAnswer);
}

const senders = { graph: sendGraph, measures: sendMeasures, status: sendStatus } as const;

async function answer(type: keyof typeof senders, id: number, path: string): Promise<void> {
  const abort = new AbortController();
  running.set(id, abort);
  try {
    await senders[type](id, path, abort.signal);
  } catch (error) {
    if (!abort.signal.aborted) self.postMessage({ id, error: sentError(error) } satisfies GraphAnswer);
  } finally {
    running.delete(id);
  }
}

// The worker is built with the page: its messages are GraphAsks.
self.addEventListener('message', ({ data }: MessageEvent<GraphAsk>) => {
  if (data.type === 'abort') running.get(data.id)?.abort();
  else void answer(data.type, data.id, data.path);
});
