import type { Json } from '#lib/core/json.ts';

/** What a handler answers with; `server.ts` writes it. */
export type Reply =
  | { kind: 'json'; status: number; body: Json; mediaType?: string; headers?: Record<string, string> }
  | {
      kind: 'bytes';
      status: number;
      mediaType: string;
      body: string | Uint8Array;
      headers?: Record<string, string>;
    }
  | { kind: 'stream'; status: number; mediaType: string; run(stream: ReplyStream): Promise<void> };

/** An answer that is written bit by bit. */
export interface ReplyStream {
  /** False once the client is gone or reads so slowly that the stream was cut. */
  write(chunk: string): boolean;
  /** Aborted when the client goes or the server closes. */
  readonly signal: AbortSignal;
}

export const jsonReply = (body: Json, status = 200): Reply => ({ kind: 'json', status, body });

export const textReply = (body: string, status = 200): Reply => ({
  kind: 'bytes',
  status,
  mediaType: 'text/plain; charset=utf-8',
  body,
});

export const pageNotFound = (): Reply => textReply('404 page not found\n', 404);
