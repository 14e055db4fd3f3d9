import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type JsonObject, listAt, objectAt, textAt } from '#lib/core/json.ts';
import { startTestCluster, type TestCluster, versionOf } from '../testing/test-cluster.ts';

let cluster: TestCluster;
const maps = '/api/v1/namespaces/default/configmaps';

beforeAll(async () => {
  cluster = await startTestCluster({ watchWindow: 20, bookmarkInterval: 30 });
});
afterAll(() => cluster.stop());

const create = async (name: string, labels: JsonObject = {}) =>
  (await cluster.call('POST', maps, { body: { metadata: { name, labels } } })).body;
const label = (name: string, labels: JsonObject) =>
  cluster.call('PATCH', `${maps}/${name}`, {
    body: { metadata: { labels } },
    type: 'application/merge-patch+json',
  });
const shown = (events: readonly JsonObject[]) =>
  events
    .filter((event) => event.type !== 'BOOKMARK')
    .map(
      (event) =>
        `${textAt(event, 'type')} ${textAt(objectAt(objectAt(event, 'object'), 'metadata'), 'name')}`,
    );
const listVersion = async () => versionOf((await cluster.call('GET', maps)).body);

test('a watch resumes after its version and tells every change once', async () => {
  const version = await listVersion();
  await create('one');
  const watch = await cluster.watch(`${maps}?watch=1&resourceVersion=${version}`);
  await label('one', { a: 'b' });
  await cluster.call('DELETE', `${maps}/one`);
  await vi.waitFor(() => expect(shown(watch.events)).toEqual(['ADDED one', 'MODIFIED one', 'DELETED one']));
  const versions = watch.events.map((event) => Number(versionOf(objectAt(event, 'object'))));
  expect(versions).toEqual(versions.toSorted((a, b) => a - b));
  watch.close();
});

test('without a version the present objects come first', async () => {
  await create('two');
  const watch = await cluster.watch(`${maps}?watch=1&fieldSelector=metadata.name%3Dtwo`);
  await vi.waitFor(() => expect(shown(watch.events)).toEqual(['ADDED two']));
  watch.close();
});

test('an object that leaves the selector is deleted for the watcher, one that enters it added', async () => {
  const version = await listVersion();
  const watch = await cluster.watch(`${maps}?watch=1&resourceVersion=${version}&labelSelector=in%3Dyes`);
  await create('three');
  await label('three', { in: 'yes' });
  await label('three', { in: 'yes', more: 'x' });
  await label('three', { in: 'no' });
  await vi.waitFor(() =>
    expect(shown(watch.events)).toEqual(['ADDED three', 'MODIFIED three', 'DELETED three']),
  );
  watch.close();
});

test('bookmarks carry the version reached, and one ends a watch that times out', async () => {
  const version = await listVersion();
  const watch = await cluster.watch(
    `${maps}?watch=1&resourceVersion=${version}&allowWatchBookmarks=true&timeoutSeconds=1`,
  );
  await vi.waitFor(() => expect(watch.ended).toBe(true), { timeout: 5000 });
  const last = watch.events.at(-1);
  expect(last).toMatchObject({ type: 'BOOKMARK', object: { kind: 'ConfigMap' } });
  expect(watch.events.length).toBeGreaterThan(2);
});

test('sendInitialEvents ends the present state with a marked bookmark', async () => {
  const watch = await cluster.watch(
    `${maps}?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true`,
  );
  await vi.waitFor(() => {
    const marked = watch.events.find((event) => event.type === 'BOOKMARK');
    const metadata = objectAt(objectAt(marked, 'object'), 'metadata');
    expect(metadata.annotations).toEqual({ 'k8s.io/initial-events-end': 'true' });
  });
  watch.close();
});

test('a version outside the window is gone: an ERROR event for a watch, 410 for a page', async () => {
  await create('page-1');
  await create('page-2');
  const first = await cluster.call('GET', `${maps}?limit=1`);
  const token = textAt(objectAt(first.body, 'metadata'), 'continue');
  for (let i = 0; i < 45; i += 1) await label('page-1', { turn: String(i) });

  const watch = await cluster.watch(`${maps}?watch=1&resourceVersion=${versionOf(first.body)}`);
  await vi.waitFor(() => expect(watch.ended).toBe(true));
  expect(watch.events).toMatchObject([{ type: 'ERROR', object: { code: 410, reason: 'Expired' } }]);

  const next = await cluster.call('GET', `${maps}?limit=1&continue=${token}`);
  expect(next.body).toMatchObject({ code: 410, reason: 'Expired' });
});

test('pages show the state of the first page', async () => {
  for (const name of ['p1', 'p2', 'p3']) await create(name, { paged: 'yes' });
  const first = await cluster.call('GET', `${maps}?limit=2&labelSelector=paged`);
  const names = (body: JsonObject) =>
    listAt(body, 'items').map((i) => textAt(objectAt(i, 'metadata'), 'name'));
  expect(names(first.body)).toEqual(['p1', 'p2']);
  await cluster.call('DELETE', `${maps}/p3`);
  await create('p4', { paged: 'yes' });
  const token = textAt(objectAt(first.body, 'metadata'), 'continue');
  const second = await cluster.call('GET', `${maps}?limit=2&labelSelector=paged&continue=${token}`);
  expect(names(second.body)).toEqual(['p3']);
  expect(versionOf(second.body)).toBe(versionOf(first.body));
  expect(textAt(objectAt(second.body, 'metadata'), 'continue')).toBe('');
});

test('a version still to come cannot be listed yet', async () => {
  const { body } = await cluster.call('GET', `${maps}?resourceVersion=999999999999999`);
  expect(body).toMatchObject({ code: 504, reason: 'Timeout' });
});

test('close ends open watches', async () => {
  const other = await startTestCluster();
  const watch = await other.watch(`${maps}?watch=1`);
  await other.stop();
  await vi.waitFor(() => expect(watch.ended).toBe(true));
});
