import { type BinaryLike, createHash } from 'node:crypto';

/**
 * A value as JSON with an entity tag: a client that has it already gets 304 and no body. Compressing is Next's part: it
 * takes Content-Encoding from what a route answers, so a body compressed here would arrive as noise.
 */
export function taggedResponse(request: Request, value: unknown): Response {
  const body = JSON.stringify(value);
  return tagged(request, digestOf(body), { type: 'application/json', vary: variesBy, body: () => body });
}

/** What an answer about the mesh differs by. */
export const variesBy = 'Cookie, Authorization';

interface Answer {
  readonly type: string;
  /** The headers of a request that the answer depends on. */
  readonly vary: string;
  readonly body: () => BodyInit;
}

/** An answer that `digest` tells from others at the same address; without its body for who has it. */
export function tagged(request: Request, digest: string, { type, vary, body }: Answer): Response {
  // What depends on who asks is private. The tag is weak: the same value travels in several encodings.
  const headers = new Headers({ etag: `W/"${digest}"`, 'cache-control': 'private, no-cache', vary });
  if (holds(request.headers.get('if-none-match'), digest))
    return new Response(null, { status: 304, headers });
  headers.set('content-type', type);
  return new Response(body(), { headers });
}

export const digestOf = (body: BinaryLike): string =>
  createHash('sha256').update(body).digest('base64url').slice(0, 22);

const holds = (header: string | null, digest: string): boolean =>
  header?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === `"${digest}"`) ?? false;
