import tls from 'node:tls';
import { Agent, request } from 'undici';
import type { WeftError } from '#lib/core/error-code.ts';
import { isWeftError } from '#lib/core/error-code.ts';
import type { Intern } from '#lib/core/intern.ts';
import type { EpochSeconds } from '#lib/core/units.ts';
import { type AnswerReader, createAnswerReader } from '#lib/prom/answer-reader.ts';
import { keptValue } from '#lib/prom/label-value.ts';
import { type NamedQuery, toPromql } from '#lib/prom/promql.ts';
import { type PromAnswer, parseAnswer, shareLabels } from '#lib/prom/response.ts';
import type { Clock } from '../context.ts';
import { createCredentials } from '../credentials.ts';
import { createInterner } from '../intern.ts';
import type { PromSettings } from '../settings.ts';
import { type FailureKind, kindOfStatus, promFailure } from './failure.ts';
import { createSemaphore } from './semaphore.ts';
import type { RangeSpan } from './source.ts';

/** An answer and what it took: milliseconds from asking to decoded, waiting for a free slot left out. */
export interface CostedAnswer extends PromAnswer {
  readonly took: number;
}

export interface PromClient {
  readonly url: string;
  promql(query: NamedQuery): string;
  /** Throws WeftError: see `failure.ts` for the ways. */
  query(query: NamedQuery, at: EpochSeconds, signal: AbortSignal): Promise<CostedAnswer>;
  queryRange(query: NamedQuery, span: RangeSpan, signal: AbortSignal): Promise<CostedAnswer>;
  close(): Promise<void>;
}

export interface ClientOptions {
  readonly settings: Pick<PromSettings, 'url' | 'auth' | 'ca' | 'headers' | 'scope'>;
  readonly clock: Clock;
  /** From sending to the last byte of the body. */
  readonly timeoutMs?: number;
  /** Queries in flight at a time. */
  readonly concurrency?: number;
}

interface RawAnswer {
  readonly status: number;
  readonly body: ReturnType<AnswerReader['end']>;
}

/** Label values that answers share: some four for each service, with room for meshes of 10,000. */
const labelValues = 50_000;

/** Codes of undici and Node that mean: the connection ended while an answer was under way. */
const brokenOff = new Set(['UND_ERR_SOCKET', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'ECONNRESET', 'EPIPE']);

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error.cause);
}

/**
 * A client of the query API of Prometheus and what speaks like it. Queries are POSTed: a long one fits no URL. The
 * timeout covers the body. Credentials are in no error and no log.
 */
export function createPromClient(options: ClientOptions): PromClient {
  const { settings, clock, timeoutMs = 30_000, concurrency = 8 } = options;
  const ca = settings.ca === null ? undefined : [...tls.getCACertificates('default'), settings.ca];
  const agent = new Agent({ connect: { ca }, headersTimeout: 0, bodyTimeout: 0 });
  const run = createSemaphore(concurrency);
  const credentials = createCredentials(settings, clock, (path, cause) =>
    promFailure('credentials', path, cause),
  );
  const intern = createInterner(labelValues, keptValue);

  async function send(path: string, form: URLSearchParams, signal: AbortSignal): Promise<RawAnswer> {
    const headers = {
      ...(await credentials()),
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
    };
    const body = form.toString();
    const once = () =>
      request(`${settings.url}${path}`, { method: 'POST', dispatcher: agent, headers, body, signal });
    // A kept connection may have been closed by the server in the meantime; a query can be sent twice.
    const answer = await once().catch((error: unknown) => {
      if (signal.aborted || !brokenOff.has(codeOf(error))) throw error;
      return once();
    });
    const reader = createAnswerReader((row) => shareLabels(row, intern));
    try {
      for await (const text of answer.body.setEncoding('utf8')) reader.push(String(text));
      return { status: answer.statusCode, body: reader.end() };
    } catch (error) {
      throw signal.aborted ? error : promFailure('truncated', codeOf(error), error);
    }
  }

  async function ask(path: string, form: URLSearchParams, caller: AbortSignal): Promise<CostedAnswer> {
    const deadline = AbortSignal.timeout(timeoutMs);
    const signal = AbortSignal.any([caller, deadline]);
    try {
      return await run(async () => {
        const start = clock.now();
        const answer = decode(await send(path, form, signal));
        return { ...answer, took: clock.now() - start };
      }, signal);
    } catch (error) {
      throw explain(error, caller, deadline, timeoutMs);
    }
  }

  const form = (query: NamedQuery, rest: Record<string, string>) =>
    new URLSearchParams({ query: toPromql(query.expr, settings.scope), stats: 'all', ...rest });

  return {
    url: settings.url,
    promql: (query) => toPromql(query.expr, settings.scope),
    query: (query, at, signal) => ask('/api/v1/query', form(query, { time: String(at) }), signal),
    queryRange: (query, { start, end, step }, signal) =>
      ask(
        '/api/v1/query_range',
        form(query, { start: String(start), end: String(end), step: String(step) }),
        signal,
      ),
    close: () => agent.close(),
  };
}

/** What the HTTP client calls by names of its own; the system's codes (ECONNREFUSED) are known to those who read them. */
const socketWords: Readonly<Record<string, string>> = {
  UND_ERR_SOCKET: 'the connection was closed',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
};

/** OpenSSL's reasons to refuse a certificate, as Node names them, and Node's own for its host name. */
const isUntrusted = (code: string): boolean => /CERT|UNABLE_TO_|_ALTNAME_/.test(code);

function explain(error: unknown, caller: AbortSignal, deadline: AbortSignal, timeoutMs: number): WeftError {
  if (isWeftError(error)) return error;
  if (caller.aborted) return promFailure('cancelled', null, error);
  if (deadline.aborted) return promFailure('timeout', `no full answer within ${timeoutMs / 1000} s`, error);
  const code = codeOf(error);
  return promFailure(
    isUntrusted(code) ? 'untrusted' : 'down',
    (socketWords[code] ?? code) || (error instanceof Error ? error.message : null),
    error,
  );
}

function decode({ status, body }: RawAnswer): PromAnswer {
  const failure: FailureKind | null = status >= 200 && status < 300 ? null : kindOfStatus(status);
  if ('error' in body) {
    const { error, text } = body;
    if (failure !== null) throw promFailure(failure, httpDetail(status, text), error);
    throw looksCutOff(text) ? promFailure('truncated', null, error) : promFailure('not-json', null, error);
  }
  const parsed = parseAnswer(body.json, asShared);
  if (parsed.ok && failure === null) return parsed.value;
  const detail = parsed.ok ? null : parsed.error.message;
  if (failure !== null) throw promFailure(failure, detail);
  throw promFailure(!parsed.ok && parsed.error.kind === 'refused' ? 'server-error' : 'malformed', detail);
}

/** Labels were shared row by row, as they came. */
const asShared: Intern = (text) => text;

/** A proxy's HTML page says little in an error line: the status alone will do. */
const httpDetail = (status: number, text: string): string =>
  text.trimStart().startsWith('<') || text === '' ? `HTTP ${status}` : text;

/** JSON that began as an API answer and does not end as one. */
const looksCutOff = (text: string): boolean => /^\s*\{\s*"status"/.test(text);
