import type { RequestOptions } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import { type Dispatcher, request } from 'undici';
import { DispatcherCache } from './dispatchers.ts';
import { asKubeFailure, failureOf, KubeFailure } from './kube-failure.ts';

export interface KubeRequest {
  readonly path: string;
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly contentType?: string;
  /** JSON where not said. */
  readonly accept?: string;
  /** A viewer's bearer token; the server's own identity is then not used at all. Null or absent: the server's own. */
  readonly token?: string | null;
  readonly signal: AbortSignal;
}

export interface KubeResponse {
  readonly status: number;
  readonly body: unknown;
  /** `Warning` headers of the answer, as admission webhooks and deprecated versions send them. */
  readonly warnings: readonly string[];
}

/** Raw requests to one API server: JSON as it came, bodies of errors kept. Answers with an error status throw KubeFailure. */
export interface KubeClient {
  readonly server: string;
  request(request: KubeRequest): Promise<KubeResponse>;
  /**
   * Opens a stream and resolves when its headers are in; ends when the server closes it or `signal` is aborted. As whoever has `token`,
   * as in `request`.
   */
  stream(
    path: string,
    signal: AbortSignal,
    as?: Pick<KubeRequest, 'token' | 'accept'>,
  ): Promise<AsyncIterable<Uint8Array>>;
  close(): Promise<void>;
}

/** A list of many large objects may take this long before its first byte. */
const headersTimeoutMs = 60_000;
const bodyTimeoutMs = 60_000;

/** A client of the current context. Throws KubeFailure where that names no cluster. */
export function createKubeClient(config: KubeConfig): KubeClient {
  const cluster = config.getCurrentCluster();
  if (cluster === null) throw new KubeFailure(null, 'The current context names no cluster.');
  const server = cluster.server.replace(/\/+$/, '');
  const dispatchers = new DispatcherCache(cluster.proxyUrl ?? null);

  async function send(req: KubeRequest, streaming: boolean): Promise<Dispatcher.ResponseData> {
    // Asked each time: exec plugins and token files renew their credentials.
    const options = await credentials(config);
    const viewer = req.token ?? null;
    return request(`${server}${req.path}`, {
      method: req.method ?? 'GET',
      headers: {
        ...(viewer === null ? ownHeaders(options) : { authorization: `Bearer ${viewer}` }),
        accept: req.accept ?? 'application/json',
        'user-agent': 'weft',
        ...(req.body === undefined ? {} : { 'content-type': req.contentType ?? 'application/json' }),
      },
      body: req.body === undefined ? null : JSON.stringify(req.body),
      dispatcher: dispatchers.for(options, viewer === null),
      signal: req.signal,
      headersTimeout: headersTimeoutMs,
      bodyTimeout: streaming ? 0 : bodyTimeoutMs,
    });
  }

  return {
    server,
    async request(req) {
      const answer = await send(req, false).catch(rethrow);
      const text = await answer.body.text().catch(rethrow);
      const body = parseBody(text, answer.statusCode);
      if (answer.statusCode >= 400) throw failureOf(answer.statusCode, body);
      return { status: answer.statusCode, body, warnings: warningsOf(answer.headers.warning) };
    },
    async stream(path, signal, as = {}) {
      const answer = await send({ path, signal, ...as }, true).catch(rethrow);
      if (answer.statusCode < 400) return answer.body;
      const text = await answer.body.text().catch(() => '');
      throw failureOf(answer.statusCode, parseBody(text, answer.statusCode));
    },
    close: () => dispatchers.close(),
  };
}

async function credentials(config: KubeConfig): Promise<RequestOptions> {
  const options: RequestOptions = { headers: {} };
  try {
    await config.applyToHTTPSOptions(options);
  } catch (cause) {
    throw new KubeFailure(null, `Credentials for the API server cannot be had: ${String(cause)}`, { cause });
  }
  return options;
}

function ownHeaders(options: RequestOptions): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(options.headers ?? {}))
    headers[name.toLowerCase()] = String(value);
  if (options.auth) headers.authorization = `Basic ${Buffer.from(options.auth).toString('base64')}`;
  return headers;
}

const rethrow = (cause: unknown): never => {
  throw asKubeFailure(cause);
};

/** JSON where it is JSON; a proxy in between may answer an error in another form, which is kept as text. */
function parseBody(text: string, status: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    if (status >= 400) return { message: text.slice(0, 300) };
    throw new KubeFailure(null, 'The API server answered with something that is not JSON, or broke off.');
  }
}

/** Texts of RFC 7234 `Warning` headers (`299 - "text"`). */
function warningsOf(header: string | string[] | undefined): readonly string[] {
  const values = header === undefined ? [] : Array.isArray(header) ? header : [header];
  return values.flatMap((value) =>
    [...value.matchAll(/\d{3} \S+ "((?:[^"\\]|\\.)*)"/g)].map((m) => (m[1] ?? '').replace(/\\(.)/g, '$1')),
  );
}
