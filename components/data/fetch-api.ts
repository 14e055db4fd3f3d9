import type { z } from 'zod';
import { packedJson } from '#lib/api/packed-json.ts';
import { ApiError, errorOfAnswer } from './api-error.ts';

const json = 'application/json';

/** What a browser that can unpack by itself accepts of large answers: the server keeps them packed. */
export const acceptPacked = typeof DecompressionStream === 'undefined' ? json : `${packedJson}, ${json}`;

function unpacked(response: Response): Response {
  const { body, headers } = response;
  if (body === null || headers.get('content-type') !== packedJson) return response;
  return new Response(body.pipeThrough(new DecompressionStream('gzip')));
}

/** GET `path` of the API, or POST where there is a body to send, parsed by its contract, which may still be on its way. Throws ApiError; network failures are thrown as fetch throws them. */
export async function fetchApi<T>(
  path: string,
  schema: z.ZodType<T> | Promise<z.ZodType<T>>,
  signal: AbortSignal,
  accept = json,
  send?: unknown,
): Promise<T> {
  const request: RequestInit =
    send === undefined
      ? { signal, headers: { accept } }
      : { signal, method: 'POST', headers: { accept, 'content-type': json }, body: JSON.stringify(send) };
  const response = await fetch(path, request);
  const body: unknown = await unpacked(response)
    .json()
    .catch(() => null);
  if (!response.ok) throw await errorOfAnswer(response.status, body);
  const parsed = (await schema).safeParse(body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ApiError(
      'internal',
      `The answer of the Weft server is not what this page expects (${issue?.path.join('.') ?? 'body'}).`,
      'Reload the page: it may be older than the server.',
    );
  }
  return parsed.data;
}
