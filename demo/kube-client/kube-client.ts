import { Agent, type Dispatcher, request } from 'undici';
import { type KubeError, kubeErrorFrom } from './kube-error.ts';
import type { ClusterAccess } from './kubeconfig.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export interface RequestOptions {
  readonly body?: unknown;
  /** `application/json` unless told; one of the patch types for PATCH. */
  readonly contentType?: string;
  readonly query?: Query;
  readonly signal?: AbortSignal;
}

/** Speaks HTTP to one API server as one identity. */
export interface KubeClient {
  readonly access: ClusterAccess;
  /** The decoded JSON answer (text where it is not JSON). Throws KubeError on any status of 400 and above. */
  request(method: Method, path: string, options?: RequestOptions): Promise<unknown>;
  /** The lines of an answer that does not end by itself, as they come (watch). Throws KubeError as `request` does. */
  lines(path: string, options?: Pick<RequestOptions, 'query' | 'signal'>): AsyncIterable<string>;
  close(): Promise<void>;
}

const maxConnections = 24;

/** Watches have connections of their own, so that a busy writer never waits behind them. */
export function createKubeClient(access: ClusterAccess): KubeClient {
  const connect = {
    ca: access.ca ?? undefined,
    cert: access.certificate?.cert,
    key: access.certificate?.key,
    servername: access.serverName ?? undefined,
    rejectUnauthorized: !access.insecure,
    // The demo's own API answers between two steps of a large simulation.
    timeout: 60_000,
  };
  const calls = new Agent({ connect, connections: maxConnections, bodyTimeout: 60_000 });
  const watches = new Agent({ connect, bodyTimeout: 0, headersTimeout: 60_000 });
  const authorization = access.token === null ? {} : { authorization: `Bearer ${access.token}` };

  return {
    access,
    async request(method, path, options = {}) {
      const response = await request(`${access.server}${path}${queryText(options.query)}`, {
        dispatcher: calls,
        method,
        headers: {
          ...authorization,
          accept: 'application/json',
          ...(options.body === undefined
            ? {}
            : { 'content-type': options.contentType ?? 'application/json' }),
        },
        body: options.body === undefined ? undefined : encode(options.body),
        signal: options.signal,
      });
      const text = await response.body.text();
      if (response.statusCode >= 400) throw kubeErrorFrom(response.statusCode, text, `${method} ${path}`);
      return decode(text, response.headers['content-type']);
    },
    async *lines(path, options = {}) {
      const response = await request(`${access.server}${path}${queryText(options.query)}`, {
        dispatcher: watches,
        headers: { ...authorization, accept: 'application/json' },
        signal: options.signal,
      });
      if (response.statusCode >= 400) throw await errorOf(response, path);
      yield* splitLines(response.body);
    },
    async close() {
      await Promise.all([calls.destroy(), watches.destroy()]);
    },
  };
}

async function errorOf(response: Dispatcher.ResponseData, path: string): Promise<KubeError> {
  return kubeErrorFrom(response.statusCode, await response.body.text(), `GET ${path}`);
}

const encode = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

function decode(text: string, contentType: string | string[] | undefined): unknown {
  return String(contentType ?? '').includes('json') && text !== '' ? JSON.parse(text) : text;
}

function queryText(query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) params.set(name, String(value));
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** Whole lines of a byte stream; a last line without its newline is cut off and dropped. */
async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts) if (line !== '') yield line;
  }
}
