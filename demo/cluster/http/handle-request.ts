import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ClusterState } from '../cluster-state.ts';
import { internalError, tooLarge } from '../errors/errors.ts';
import { StatusError } from '../errors/status-error.ts';
import type { ApiRequest } from './api-request.ts';
import { authenticate } from './authenticate.ts';
import type { Reply } from './reply.ts';
import { route } from './route.ts';
import { writeReply } from './write-reply.ts';

const maximumBody = 3 * 1024 * 1024;

/** Answers one HTTP request, whatever happens. `closing` ends streams when the server stops. */
export async function handleRequest(
  state: ClusterState,
  incoming: IncomingMessage,
  response: ServerResponse,
  closing: AbortSignal,
): Promise<void> {
  const warnings: string[] = [];
  const reply = await answer(state, incoming, warnings);
  if (response.destroyed) return;
  await writeReply(response, reply, {
    warnings,
    yaml: firstAccepted(incoming) === 'application/yaml',
    closing,
  });
}

async function answer(state: ClusterState, incoming: IncomingMessage, warnings: string[]): Promise<Reply> {
  try {
    return await route(apiRequest(state, incoming, warnings));
  } catch (error) {
    const known = error instanceof StatusError ? error : unexpected(error);
    const headers = retryHeaders(known);
    return { kind: 'json', status: known.code, body: known.toStatus(), headers };
  }
}

function unexpected(error: unknown): StatusError {
  if (error instanceof URIError) return new StatusError(400, 'BadRequest', 'the path is not valid');
  console.error(error);
  return internalError(error instanceof Error ? error.message : String(error));
}

function retryHeaders(error: StatusError): Record<string, string> {
  const seconds = error.details?.retryAfterSeconds;
  return seconds === undefined ? {} : { 'retry-after': String(seconds) };
}

/** @throws StatusError 401 or 403 from authentication */
export function apiRequest(state: ClusterState, incoming: IncomingMessage, warnings: string[]): ApiRequest {
  const url = new URL(incoming.url ?? '/', 'https://kubernetes');
  return {
    state,
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers,
    user: authenticate(state, incoming.headers),
    readBody: () => readBody(incoming),
    warn: (text) => {
      if (!warnings.includes(text)) warnings.push(text);
    },
  };
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > maximumBody) throw tooLarge(maximumBody);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

const firstAccepted = (incoming: IncomingMessage): string =>
  (incoming.headers.accept ?? '').split(/[,;]/)[0]?.trim() ?? '';
