import type { GraphResponse, MeasuresResponse } from '#lib/api/graph-contract.ts';
import type { StatusResponse } from '#lib/api/status-contract.ts';
import { ApiError } from './api-error.ts';
import { applyDelta } from './graph-delta.ts';
import type { GraphAnswer, GraphAsk } from './graph-protocol.ts';

/** The part of Worker that the feed uses. */
export interface GraphWorker {
  postMessage(ask: GraphAsk): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<GraphAnswer>) => void): void;
  addEventListener(type: 'error', listener: () => void): void;
  terminate(): void;
}

interface Waiting {
  readonly hear: (answer: GraphAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** What an answer says, once its delta is applied to `current`; null when it is not what was asked for. */
type Read<T> = (answer: GraphAnswer, current: GraphResponse | null) => T | null;

/**
 * The page's end of the graph worker, which fetches, parses and checks: with thousands of edges that takes longer than
 * drawing them. The worker is started by the first request, and anew after it could not run.
 */
export class GraphFeed {
  readonly #start: () => GraphWorker;
  readonly #waiting = new Map<number, Waiting>();
  #worker: GraphWorker | null = null;
  #current: GraphResponse | null = null;
  #lastId = 0;

  constructor(start: () => GraphWorker) {
    this.#start = start;
  }

  /** The graph at `path` of the API. Throws ApiError, and as fetch does when the server cannot be reached. */
  graph(path: string, signal: AbortSignal): Promise<GraphResponse> {
    return this.#ask('graph', path, signal, (answer, current) => ('delta' in answer ? current : null));
  }

  /** What is measured of the edges of a graph at `path` of the API; throws as `graph` does. */
  measures(path: string, signal: AbortSignal): Promise<MeasuresResponse> {
    return this.#ask('measures', path, signal, (answer) => ('measures' in answer ? answer.measures : null));
  }

  /** The status at `path` of the API; throws as `graph` does. */
  status(path: string, signal: AbortSignal): Promise<StatusResponse> {
    return this.#ask('status', path, signal, (answer) => ('status' in answer ? answer.status : null));
  }

  #ask<T>(
    type: Exclude<GraphAsk['type'], 'abort'>,
    path: string,
    signal: AbortSignal,
    read: Read<T>,
  ): Promise<T> {
    const worker = this.#running();
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      const abort = () => {
        this.#waiting.delete(id);
        worker.postMessage({ type: 'abort', id });
        reject(new DOMException('Nobody waits for the answer any more.', 'AbortError'));
      };
      if (signal.aborted) return abort();
      signal.addEventListener('abort', abort, { once: true });
      const leave = () => signal.removeEventListener('abort', abort);
      this.#waiting.set(id, {
        hear: (answer) => {
          leave();
          const value = read(answer, this.#current);
          if (value === null) reject(errorOf('error' in answer ? answer.error : null));
          else resolve(value);
        },
        reject: (error) => {
          leave();
          reject(error);
        },
      });
      worker.postMessage({ type, id, path });
    });
  }

  #running(): GraphWorker {
    if (this.#worker) return this.#worker;
    const worker = this.#start();
    worker.addEventListener('message', ({ data }) => {
      if (this.#worker === worker) this.#hear(data);
    });
    worker.addEventListener('error', () => this.#stop(worker));
    this.#worker = worker;
    return worker;
  }

  #hear(answer: GraphAnswer): void {
    // Applied even when nobody waits for it any more: the next one follows on it.
    if ('delta' in answer) this.#current = applyDelta(this.#current, answer.delta);
    const waiting = this.#waiting.get(answer.id);
    if (!waiting) return;
    this.#waiting.delete(answer.id);
    waiting.hear(answer);
  }

  #stop(worker: GraphWorker): void {
    worker.terminate();
    if (this.#worker !== worker) return;
    this.#worker = null;
    this.#current = null;
    for (const { reject } of this.#waiting.values()) reject(errorOf(null));
    this.#waiting.clear();
  }
}

type Failure = Extract<GraphAnswer, { readonly error: unknown }>['error'];

const errorOf = (sent: Failure): Error =>
  sent === null
    ? new TypeError('The Weft server cannot be reached.')
    : new ApiError(sent.code, sent.message, sent.cure, sent.requestId);

const feed = new GraphFeed(
  () => new Worker(new URL('./graph.worker.ts', import.meta.url), { type: 'module', name: 'weft-graph' }),
);

/** GET a graph of the API, off the main thread; as `fetchApi` otherwise. */
export const fetchGraph = (path: string, signal: AbortSignal): Promise<GraphResponse> =>
  feed.graph(path, signal);

/** GET what is measured of edges, checked where the graphs are: there may be thousands of them too. */
export const fetchMeasures = (path: string, signal: AbortSignal): Promise<MeasuresResponse> =>
  feed.measures(path, signal);

/** GET the status, checked where the graphs are: both are needed before anything can be shown. */
export const fetchStatus = (path: string, signal: AbortSignal): Promise<StatusResponse> =>
  feed.status(path, signal);
