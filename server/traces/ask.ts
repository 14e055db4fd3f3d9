import tls from 'node:tls';
import { Agent, request } from 'undici';
import { isWeftError, type WeftError } from '#lib/core/error-code.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import type { Clock } from '../context.ts';
import { createCredentials } from '../credentials.ts';
import { createSemaphore } from '../prom/semaphore.ts';
import type { TraceSettings } from '../settings.ts';
import { traceFailure } from './failure.ts';

/** What came of one request. */
export interface Answered {
  readonly status: number;
  readonly body: string;
  /** What was asked, such as `GET /api/v3/services`, for what is said of it. */
  readonly asked: string;
}

export interface TraceHttp {
  /** Throws WeftError: see `failure.ts`. A status that is no success is an answer. */
  get(path: string, query: URLSearchParams, signal: AbortSignal): Promise<Answered>;
  close(): Promise<void>;
}

export interface TraceHttpOptions {
  readonly settings: Pick<TraceSettings, 'url' | 'auth' | 'ca' | 'headers'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Milliseconds from sending to the last byte of the body. */
  readonly timeoutMs?: number;
  /** Characters of a body. Read as JSON it takes several times as much memory, and as many bodies as are in flight are held. */
  readonly mostBody?: number;
  /** Requests in flight at a time. */
  readonly concurrency?: number;
}

/** Asks a trace backend; whatever it does, an answer is bounded in time and size. Credentials are in no error. */
export function createTraceHttp(options: TraceHttpOptions): TraceHttp {
  const { settings, clock, timeoutMs = 10_000, mostBody = 16 * 1024 * 1024, concurrency = 4 } = options;
  const ca = settings.ca === null ? undefined : [...tls.getCACertificates('default'), settings.ca];
  const dispatcher = new Agent({ connect: { ca }, headersTimeout: 0, bodyTimeout: 0 });
  const run = createSemaphore(concurrency);
  const credentials = createCredentials(settings, clock, (file, cause) =>
    traceFailure('credentials', file, cause),
  );

  async function send(target: string, asked: string, caller: AbortSignal): Promise<Answered> {
    const deadline = AbortSignal.timeout(timeoutMs);
    const signal = AbortSignal.any([caller, deadline]);
    let received: number | null = null;
    try {
      const headers = { ...(await credentials()), accept: 'application/json' };
      const { statusCode, body } = await request(target, { dispatcher, headers, signal });
      received = 0;
      const pieces: string[] = [];
      for await (const piece of body.setEncoding('utf8')) {
        const text = String(piece);
        received += text.length;
        if (received > mostBody) throw traceFailure('too-large', `${asked}, over ${formatBytes(mostBody)}`);
        pieces.push(text);
      }
      return { status: statusCode, body: pieces.join(''), asked };
    } catch (error) {
      throw explain(error, { asked, caller, deadline, received, timeoutMs });
    }
  }

  return {
    get(path, query, signal) {
      const search = query.toString();
      const target = `${settings.url}${path}${search === '' ? '' : `?${search}`}`;
      return run(() => send(target, `GET ${path}`, signal), signal);
    },
    close: () => dispatcher.close(),
  };
}

interface Circumstances {
  readonly asked: string;
  readonly caller: AbortSignal;
  readonly deadline: AbortSignal;
  /** Characters of the body so far; null before the head of the answer. */
  readonly received: number | null;
  readonly timeoutMs: number;
}

function explain(error: unknown, { asked, caller, deadline, received, timeoutMs }: Circumstances): WeftError {
  if (isWeftError(error)) return error;
  const came = received === null ? 'nothing' : `${formatBytes(received)} of the answer`;
  if (caller.aborted) {
    return isTimeout(caller.reason)
      ? traceFailure('timeout', `${asked}, ${came} before Weft's time for it all was over`, error)
      : traceFailure('cancelled', asked, error);
  }
  if (deadline.aborted)
    return traceFailure('timeout', `${asked}, ${came} within ${timeoutMs / 1000} s`, error);
  if (received !== null) return traceFailure('truncated', `${asked}, after ${formatBytes(received)}`, error);
  return traceFailure('down', `${asked}, ${codeOf(error)}`, error);
}

const isTimeout = (reason: unknown): boolean =>
  reason instanceof DOMException && reason.name === 'TimeoutError';

/** What the HTTP client calls by names of its own; the system's codes (ECONNREFUSED) are known to those who read them. */
const socketWords: Readonly<Record<string, string>> = {
  UND_ERR_SOCKET: 'the connection was closed',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
};

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'it failed';
  if ('code' in error && typeof error.code === 'string') return socketWords[error.code] ?? error.code;
  return error.cause === undefined ? error.message : codeOf(error.cause);
}
