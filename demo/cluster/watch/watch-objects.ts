import type { JsonObject } from '#lib/core/json.ts';
import { expired } from '../errors/errors.ts';
import { type ApiRequest, isOn } from '../http/api-request.ts';
import type { Reply, ReplyStream } from '../http/reply.ts';
import { integerParameter } from '../http/request-options.ts';
import type { ResourceType } from '../schema/types.ts';
import { type ObjectFilter, objectFilter } from '../selectors/object-filter.ts';
import type { StoreEvent } from '../storage/event-log.ts';
import { resourceKey } from '../storage/object-store.ts';
import { apiVersionOf } from '../types/type-registry.ts';
import { versionParameter } from '../verbs/list-objects.ts';
import { type Presenter, presenter } from '../verbs/present.ts';
import { bookmarkObject } from './bookmark.ts';

const defaultTimeout = 30 * 60;

/**
 * GET with `watch`: events from a version on, one JSON object a line, until timeoutSeconds have passed. Without a
 * version (or with 0, or sendInitialEvents) the present objects come first, as ADDED. A version that is no longer kept
 * is answered with one ERROR event that holds a 410.
 * @throws StatusError 400 for a selector that cannot be read
 */
export function watchObjects(
  request: ApiRequest,
  type: ResourceType,
  namespace: string,
  name: string,
): Reply {
  const watch: Watch = {
    request,
    type,
    scope: namespace === '' ? null : namespace,
    filter: objectFilter(request, type, name),
    presenter: presenter(request, type),
    from: versionParameter(request),
    bookmarks: isOn(request, 'allowWatchBookmarks'),
    initial: isOn(request, 'sendInitialEvents'),
    seconds: integerParameter(request, 'timeoutSeconds') ?? defaultTimeout,
  };
  return {
    kind: 'stream',
    status: 200,
    mediaType: 'application/json',
    run: (stream) => run(watch, stream),
  };
}

interface Watch {
  request: ApiRequest;
  type: ResourceType;
  /** Null: every namespace. */
  scope: string | null;
  filter: ObjectFilter;
  presenter: Presenter;
  from: number | null;
  bookmarks: boolean;
  initial: boolean;
  seconds: number;
}

async function run(watch: Watch, stream: ReplyStream): Promise<void> {
  const { store } = watch.request.state;
  const send = (type: string, object: JsonObject): boolean =>
    stream.write(`${JSON.stringify({ type, object })}\n`);
  if (!begin(watch, send)) return;
  await new Promise<void>((resolve) => {
    const end = (): void => {
      unsubscribe();
      clearTimeout(timeout);
      clearInterval(heartbeat);
      stream.signal.removeEventListener('abort', end);
      resolve();
    };
    const unsubscribe = store.subscribe((event) => {
      if (!forward(watch, event, send)) end();
    });
    const bookmark = (): boolean => !watch.bookmarks || send('BOOKMARK', bookmarkOf(watch, {}));
    const heartbeat = setInterval(() => {
      if (!bookmark()) end();
    }, watch.request.state.bookmarkInterval);
    const timeout = setTimeout(() => {
      bookmark();
      end();
    }, Math.min(watch.seconds, 86_400) * 1000);
    stream.signal.addEventListener('abort', end);
    if (stream.signal.aborted) end();
  });
}

type Send = (type: string, object: JsonObject) => boolean;

/** Sends what lies between the version asked for and now; false when the watch cannot go on. */
function begin(watch: Watch, send: Send): boolean {
  const { store } = watch.request.state;
  const fromState = watch.initial || watch.from === null || watch.from === 0;
  if (fromState) {
    const { objects } = store.list(resourceKey(watch.type), watch.scope);
    for (const object of objects) {
      if (watch.filter.matches(object) && !send('ADDED', watch.presenter.event(object))) return false;
    }
    if (!watch.initial || !watch.bookmarks) return true;
    return send('BOOKMARK', bookmarkOf(watch, { 'k8s.io/initial-events-end': 'true' }));
  }
  const from = watch.from ?? 0;
  const missed = store.eventsSince(from);
  if (missed === null) {
    send('ERROR', expired(`too old resource version: ${from} (${store.oldestVersion})`).toStatus());
    return false;
  }
  return missed.every((event) => forward(watch, event, send));
}

/** Sends one event, seen through the filter: an object that leaves it is DELETED, one that enters it ADDED. */
function forward(watch: Watch, event: StoreEvent, send: Send): boolean {
  if (event.resource !== resourceKey(watch.type)) return true;
  if (watch.scope !== null && !event.path.startsWith(`${watch.scope}/`)) return true;
  const was = event.previous !== null && watch.filter.matches(event.previous);
  const is = event.type !== 'DELETED' && watch.filter.matches(event.object);
  if (!was && !is) return true;
  const object = is || event.previous === null ? event.object : lastSeen(event, event.previous);
  return send(was && is ? 'MODIFIED' : is ? 'ADDED' : 'DELETED', watch.presenter.event(object));
}

/** What is gone is shown as it was last, at the version of its going. */
function lastSeen(event: StoreEvent, previous: JsonObject): JsonObject {
  const metadata =
    typeof previous.metadata === 'object' && !Array.isArray(previous.metadata) ? previous.metadata : {};
  return { ...previous, metadata: { ...metadata, resourceVersion: String(event.version) } };
}

const bookmarkOf = (watch: Watch, annotations: JsonObject): JsonObject =>
  bookmarkObject(apiVersionOf(watch.type), watch.type.kind, watch.request.state.store.version, annotations);
