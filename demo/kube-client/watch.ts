import { setTimeout as sleepMs } from 'node:timers/promises';
import { z } from 'zod';
import type { KubeClient } from './kube-client.ts';
import { KubeError } from './kube-error.ts';
import { type RawObject, rawObject } from './raw-object.ts';

const listAnswer = z.looseObject({
  apiVersion: z.string().optional(),
  kind: z.string().default('List'),
  metadata: z.looseObject({ resourceVersion: z.string().default(''), continue: z.string().optional() }),
  items: z.array(z.unknown()).nullable(),
});
const watchLine = z.object({
  type: z.enum(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR']),
  object: z.unknown(),
});
const errorObject = z.looseObject({
  code: z.number().default(500),
  reason: z.string().default(''),
  message: z.string().default(''),
});

export interface WatchHandlers {
  /** The whole collection, after the first list and after each 410. */
  onList(objects: readonly RawObject[]): void;
  onEvent(type: 'ADDED' | 'MODIFIED' | 'DELETED', object: RawObject): void;
  /** Contact was lost; the loop goes on by itself. */
  onError?(error: unknown): void;
}

export interface WatchOptions {
  readonly signal: AbortSignal;
  readonly pageSize?: number;
  readonly sleep?: (ms: number) => Promise<void>;
  /** 0 to 1; spreads reconnects. */
  readonly random?: () => number;
}

/** All objects of a collection, page by page, and the version to watch from. */
export async function listAll(
  client: KubeClient,
  path: string,
  options: { signal?: AbortSignal; pageSize?: number } = {},
): Promise<{ objects: RawObject[]; resourceVersion: string }> {
  const objects: RawObject[] = [];
  let next: string | undefined;
  for (;;) {
    const answer = listAnswer.parse(
      await client.request('GET', path, {
        query: { limit: options.pageSize ?? 500, continue: next },
        signal: options.signal,
      }),
    );
    // Items of a list carry no kind of their own.
    const kind = answer.kind.replace(/List$/, '');
    for (const item of answer.items ?? []) {
      objects.push({ apiVersion: answer.apiVersion, kind, ...rawObject.parse(item) });
    }
    next = answer.metadata.continue;
    if (next === undefined || next === '')
      return { objects, resourceVersion: answer.metadata.resourceVersion };
  }
}

/** Lists, then watches until `signal` aborts: resumes where it was, lists again on 410, backs off with jitter (0.2 s to 30 s). */
export async function watchCollection(
  client: KubeClient,
  path: string,
  handlers: WatchHandlers,
  options: WatchOptions,
): Promise<void> {
  const { signal, random = Math.random } = options;
  const sleep = options.sleep ?? ((ms) => sleepMs(ms, undefined, { signal }).catch(() => undefined));
  let version: string | null = null;
  let failures = 0;
  while (!signal.aborted) {
    try {
      if (version === null) {
        const listed = await listAll(client, path, options);
        handlers.onList(listed.objects);
        version = listed.resourceVersion;
      }
      for await (const seen of follow(client, path, version, handlers, signal)) {
        version = seen;
        failures = 0;
      }
      // The server ends a watch now and then; one that ends at once must not make a busy loop.
      await sleep(100);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof KubeError && error.status === 410) version = null;
      else handlers.onError?.(error);
      await sleep(Math.min(30_000, 200 * 2 ** failures) * (0.5 + random() / 2));
      failures += 1;
    }
  }
}

/** One watch request; yields the resource version after each event. An ERROR event is thrown as a KubeError. */
async function* follow(
  client: KubeClient,
  path: string,
  version: string,
  handlers: WatchHandlers,
  signal: AbortSignal,
): AsyncIterable<string> {
  const query = { watch: 1, allowWatchBookmarks: true, resourceVersion: version, timeoutSeconds: 1800 };
  for await (const line of client.lines(path, { query, signal })) {
    const event = watchLine.parse(JSON.parse(line));
    if (event.type === 'ERROR') {
      const { code, reason, message } = errorObject.parse(event.object);
      throw new KubeError(code, reason, message);
    }
    if (event.type === 'BOOKMARK') {
      yield bookmark.parse(event.object).metadata.resourceVersion;
      continue;
    }
    const object = rawObject.parse(event.object);
    handlers.onEvent(event.type, object);
    yield object.metadata.resourceVersion;
  }
}

const bookmark = z.looseObject({ metadata: z.looseObject({ resourceVersion: z.string() }) });
