import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Switchboard } from '#demo/incidents/switchboard.ts';
import { type Listening, listen } from '#demo/listen.ts';
import type { FaultOptions } from '#demo/prometheus/api/faults.ts';
import { controlPage } from './control-page.ts';

/** Settings of the query API that tests switch, such as "down" or "slow". Null where the demo's Prometheus has none. */
export interface FaultSwitch {
  readonly modes: readonly string[];
  set(mode: string, options: FaultOptions): void;
}

export interface ControlOptions {
  readonly mesh: string;
  readonly switchboard: Switchboard;
  readonly prometheus: FaultSwitch | null;
}

const incidentBody = z.object({ on: z.boolean() });
const modeBody = z.object({
  mode: z.string(),
  delayMs: z.number().positive().optional(),
  warnings: z.array(z.string()).optional(),
  matching: z.string().optional(),
});
const maxBody = 4096;

/**
 * The demo's own control: a page and a few JSON paths, on a free port of 127.0.0.1.
 * `GET /`, `GET /health`, `GET /incidents`, `POST /incidents/NAME {on}`, `POST /prometheus {mode}`.
 */
export function serveControl(options: ControlOptions): Promise<Listening> {
  const listener: RequestListener = (request, response) => {
    answer(options, request).then(
      (reply) => send(response, reply),
      (error: unknown) => send(response, failed(error)),
    );
  };
  return listen(listener, 0, '127.0.0.1');
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly html?: boolean;
}

class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

async function answer(options: ControlOptions, request: IncomingMessage): Promise<Reply> {
  const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
  requireLoopback(request);
  if (request.method === 'GET') return read(options, path);
  if (request.method !== 'POST') throw new Refusal(405, 'GET and POST only');
  const incident = /^\/incidents\/([a-z0-9-]+)$/.exec(path)?.[1];
  if (incident !== undefined) {
    if (!options.switchboard.has(incident)) throw new Refusal(404, `No incident ${incident} in this mesh`);
    await options.switchboard.set(incident, incidentBody.parse(await body(request)).on);
    return { status: 200, body: options.switchboard.list().find(({ name }) => name === incident) };
  }
  if (path === '/prometheus') {
    const { mode, ...fault } = modeBody.parse(await body(request));
    if (options.prometheus?.modes.includes(mode) !== true) {
      throw new Refusal(
        400,
        `Modes: ${options.prometheus?.modes.join(', ') ?? 'none, a real Prometheus answers'}`,
      );
    }
    options.prometheus.set(mode, fault);
    return { status: 200, body: { mode } };
  }
  throw new Refusal(404, `Nothing at ${path}`);
}

function read(options: ControlOptions, path: string): Reply {
  switch (path) {
    case '/':
      return { status: 200, html: true, body: controlPage(options.mesh, options.switchboard.list()) };
    case '/health':
      return { status: 200, body: { ok: true, mesh: options.mesh } };
    case '/incidents':
      return { status: 200, body: options.switchboard.list() };
    default:
      throw new Refusal(404, `Nothing at ${path}`);
  }
}

/** A page of another site may send requests here: its Origin, or a Host that only resolves to loopback, gives it away. */
function requireLoopback(request: IncomingMessage): void {
  const { host = '', origin } = request.headers;
  const isLoopback = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);
  if (!isLoopback) throw new Refusal(403, 'Reach the control page by 127.0.0.1 or localhost');
  if (origin !== undefined && origin !== `http://${host}`) {
    throw new Refusal(403, 'Requests from other sites are refused');
  }
}

async function body(request: IncomingMessage): Promise<unknown> {
  if (!String(request.headers['content-type']).startsWith('application/json')) {
    throw new Refusal(415, 'Send application/json');
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxBody) throw new Refusal(413, 'The body is too long');
    chunks.push(bytes);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new Refusal(400, 'The body is not JSON');
  }
}

function failed(error: unknown): Reply {
  if (error instanceof Refusal) return { status: error.status, body: { error: error.message } };
  if (error instanceof z.ZodError) return { status: 400, body: { error: z.prettifyError(error) } };
  return { status: 502, body: { error: error instanceof Error ? error.message : String(error) } };
}

function send(response: ServerResponse, { status, body: content, html = false }: Reply): void {
  response.writeHead(status, {
    'content-type': html ? 'text/html; charset=utf-8' : 'application/json',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'",
    'cache-control': 'no-store',
  });
  response.end(html ? String(content) : `${JSON.stringify(content)}\n`);
}
