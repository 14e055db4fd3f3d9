import { z } from 'zod';
import type { KubeObject } from '#lib/k8s/object.ts';
import { failureOf, KubeFailure } from './kube-failure.ts';
import { asObject } from './list.ts';

/** What a watch says. `resourceVersion` is where to resume from after the event. */
export type WatchEvent =
  | { readonly type: 'upsert' | 'delete'; readonly object: KubeObject; readonly resourceVersion: string }
  | { readonly type: 'bookmark'; readonly resourceVersion: string };

const line = z.object({ type: z.string(), object: z.looseObject({}) });
const status = z.object({ code: z.number() });

/**
 * Decodes a watch: one JSON object a line, in chunks that end anywhere. Throws KubeFailure for an ERROR event (410 among
 * them) and for a line that is not JSON: what it said is lost, so the caller resumes from the last version it knows. An
 * unfinished last line is dropped: the stream was cut.
 */
export async function* watchEvents(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<WatchEvent> {
  for await (const text of lines(chunks)) {
    const event = decode(text);
    if (event !== null) yield event;
  }
}

async function* lines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) if (part.trim() !== '') yield part;
  }
}

function decode(text: string): WatchEvent | null {
  const parsed = line.safeParse(parseJson(text));
  if (!parsed.success) throw new KubeFailure(null, 'The API server sent a watch line that cannot be read.');
  const { type, object } = parsed.data;
  if (type === 'ERROR') {
    const code = status.safeParse(object);
    throw failureOf(code.success ? code.data.code : 500, object);
  }
  const meta = z.object({ metadata: z.looseObject({ resourceVersion: z.string() }) }).safeParse(object);
  if (!meta.success)
    throw new KubeFailure(null, 'The API server sent a watch event without a resource version.');
  const { resourceVersion } = meta.data.metadata;
  if (type === 'BOOKMARK') return { type: 'bookmark', resourceVersion };
  const decoded = asObject(object);
  if (decoded === null) return null;
  if (type === 'ADDED' || type === 'MODIFIED') return { type: 'upsert', object: decoded, resourceVersion };
  return type === 'DELETED' ? { type: 'delete', object: decoded, resourceVersion } : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
