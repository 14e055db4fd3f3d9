import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { listen } from '#demo/listen.ts';
import { type Auth, isAllowed } from './api/auth.ts';
import { errorFaults, type FaultMode, FaultSwitch, type Faults } from './api/faults.ts';
import {
  type HandlerContext,
  handleLabels,
  handleLabelValues,
  handleQuery,
  handleQueryRange,
  handleSeries,
} from './api/handlers.ts';
import { BadParameter, type Parameters } from './api/parameters.ts';
import { failure, success } from './api/render.ts';
import { readParameters, send } from './api/server.ts';
import { Engine, type QueryAnswer } from './promql/engine.ts';
import { ExecutionError, QueryTimeout } from './promql/errors.ts';
import type { SampleStore } from './sample-store.ts';

export interface QueryApiOptions {
  readonly store: SampleStore;
  /** Milliseconds since the epoch: the time of a query that names none. */
  readonly clock: () => number;
  readonly port?: number;
  readonly host?: '127.0.0.1';
  /** Asked of every caller when set. */
  readonly auth?: Auth;
}

export interface QueryApi {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  /** Queries (instant and range) answered or refused so far. */
  readonly queries: () => number;
  readonly faults: Faults;
  close(): Promise<void>;
}

/** Serves the store by Prometheus's HTTP API: query, query_range, series, labels, label values, build information. */
export async function serveQueryApi(options: QueryApiOptions): Promise<QueryApi> {
  const faults = new FaultSwitch();
  const engine = new Engine({ store: options.store });
  let queries = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const parameters = await readParameters(request, url);
    if (/^\/api\/v1\/query(_range)?$/.test(url.pathname)) queries++;
    const fault = url.pathname.startsWith('/-/') ? 'none' : faults.modeFor(parameters.get('query') ?? '');
    if (fault === 'down') {
      request.socket.destroy();
      return;
    }
    if (fault === 'slow') await wait(faults.options.delayMs ?? 30_000, undefined, { ref: false });
    if (options.auth && !isAllowed(request, options.auth)) {
      response.setHeader('www-authenticate', 'Bearer');
      return send(request, response, 401, 'Unauthorized\n', 'text/plain; charset=utf-8');
    }
    const refusal = errorFaults[fault];
    if (refusal) return send(request, response, refusal[0], failure(refusal[1], refusal[2]));
    const { status, body, type } = respond(
      url.pathname,
      parameters,
      contextFor(fault, faults, engine, options),
    );
    if (fault === 'truncated') return truncate(response, body);
    return send(request, response, status, body, type);
  };
  const listening = await listen(
    (request, response) => {
      answer(request, response).catch(() => request.socket.destroy());
    },
    options.port ?? 0,
    options.host ?? '127.0.0.1',
  );
  return { url: listening.url, close: listening.close, faults, queries: () => queries };
}

interface Response {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
}

const plainText = 'text/plain; charset=utf-8';

function respond(path: string, parameters: Parameters, context: HandlerContext): Response {
  try {
    const body = route(path, parameters, context);
    if (body !== null) return { status: 200, body };
    if (path === '/-/ready') return { status: 200, body: 'Prometheus Server is Ready.\n', type: plainText };
    if (path === '/-/healthy')
      return { status: 200, body: 'Prometheus Server is Healthy.\n', type: plainText };
    return { status: 404, body: '404 page not found\n', type: plainText };
  } catch (error) {
    return refusalOf(error);
  }
}

function route(path: string, parameters: Parameters, context: HandlerContext): string | null {
  switch (path) {
    case '/api/v1/query':
      return handleQuery(parameters, context);
    case '/api/v1/query_range':
      return handleQueryRange(parameters, context);
    case '/api/v1/series':
      return handleSeries(parameters, context);
    case '/api/v1/labels':
      return handleLabels(parameters, context);
    case '/api/v1/status/buildinfo':
      return success(JSON.stringify(buildInformation));
    default: {
      const label = /^\/api\/v1\/label\/([^/]+)\/values$/.exec(path)?.[1];
      return label === undefined ? null : handleLabelValues(decodeURIComponent(label), parameters, context);
    }
  }
}

/** The release whose answers these are; `branch` says that it is not that program. */
const buildInformation = {
  version: '2.42.0',
  revision: 'weft-demo',
  branch: 'weft-demo',
  buildUser: '',
  buildDate: '',
  goVersion: '',
};

function refusalOf(error: unknown): Response {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof BadParameter) return { status: 400, body: failure('bad_data', message) };
  if (error instanceof ExecutionError) return { status: 422, body: failure('execution', message) };
  if (error instanceof QueryTimeout) return { status: 503, body: failure('timeout', message) };
  return { status: 500, body: failure('internal', message) };
}

function contextFor(
  fault: FaultMode,
  faults: FaultSwitch,
  engine: Engine,
  options: QueryApiOptions,
): HandlerContext {
  const warnings =
    fault === 'warnings' ? (faults.options.warnings ?? ['part of the data could not be read']) : [];
  return {
    store: options.store,
    engine,
    clock: options.clock,
    elapsed: () => performance.now(),
    alter: (answer) => alterFor(fault, answer),
    warnings,
  };
}

function alterFor(fault: FaultMode, answer: QueryAnswer): QueryAnswer {
  const { result } = answer;
  if (fault === 'empty') {
    if (result.type === 'matrix') return { ...answer, result: { ...result, rows: [] } };
    if (result.type === 'vector')
      return { ...answer, result: { ...result, vector: { labels: [], values: [] } } };
  }
  if (fault === 'nan') {
    const nan = (values: readonly number[]): number[] => values.map(() => Number.NaN);
    if (result.type === 'scalar') return { ...answer, result: { ...result, value: Number.NaN } };
    if (result.type === 'vector') {
      const vector = { labels: result.vector.labels, values: nan(result.vector.values) };
      return { ...answer, result: { ...result, vector } };
    }
    if (result.type === 'matrix') {
      const rows = result.rows.map((row) => ({ ...row, values: nan(row.values) }));
      return { ...answer, result: { ...result, rows } };
    }
  }
  return answer;
}

/** Promises the whole body, sends half of it and hangs up. */
function truncate(response: ServerResponse, body: string): void {
  const bytes = Buffer.from(body);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}
