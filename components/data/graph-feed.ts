import type { GraphResponse } from '#lib/api/contract.ts';
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
  readonly resolve: (response: GraphResponse) => void;
  readonly reject: (error: Error) => void;
}

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
  get(path: string, signal: AbortSignal): Promise<GraphResponse> {
    const worker = this.#running();
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      const abort = () => {
        this.#waiting.delete(id);
        worker.postMessage({ type: 'abort', id });
        reject(new DOMException('A newer graph was asked for.', 'AbortError'));
      };
      if (signal.aborted) return abort();
      signal.addEventListener('abort', abort, { once: true });
      const leave = () => signal.removeEventListener('abort', abort);
      this.#waiting.set(id, {
        resolve: (response) => {
          leave();
          resolve(response);
        },
        reject: (error) => {
          leave();
          reject(error);
        },
      });
      worker.postMessage({ type: 'get', id, path });
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
    if ('delta' in answer && this.#current) waiting.resolve(this.#current);
    else if ('error' in answer) waiting.reject(errorOf(answer.error));
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
  feed.get(path, signal);
