import { createHash } from 'node:crypto';

interface Written {
  readonly body: string;
  readonly digest: string;
}

const kept = new WeakMap<object, Written>();

/**
 * A value as JSON with an entity tag: a client that has it already gets 304 and no body. Compressing is Next's part: it
 * takes Content-Encoding from what a route answers, so a body compressed here would arrive as noise. `standsFor` is what
 * the whole value is told by: while it lives the value is written once, whoever asks.
 */
export function taggedResponse(request: Request, value: unknown, standsFor: object | null = null): Response {
  const { body, digest } = (standsFor === null ? undefined : kept.get(standsFor)) ?? write(value);
  if (standsFor !== null) kept.set(standsFor, { body, digest });
  // What depends on who asks is private. The tag is weak: the same value travels in several encodings.
  const headers = new Headers({
    etag: `W/"${digest}"`,
    'cache-control': 'private, no-cache',
    vary: 'Cookie, Authorization',
  });
  if (holds(request.headers.get('if-none-match'), digest))
    return new Response(null, { status: 304, headers });
  headers.set('content-type', 'application/json');
  return new Response(body, { headers });
}

function write(value: unknown): Written {
  const body = JSON.stringify(value);
  return { body, digest: createHash('sha256').update(body).digest('base64url').slice(0, 22) };
}

const holds = (header: string | null, digest: string): boolean =>
  header?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === `"${digest}"`) ?? false;
