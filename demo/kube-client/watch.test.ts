import { expect, test } from 'vitest';
import type { KubeClient } from './kube-client.ts';
import { KubeError } from './kube-error.ts';
import { watchCollection } from './watch.ts';

const object = (name: string, version: string) => ({
  metadata: { name, resourceVersion: version, uid: name },
});
const line = (type: string, value: object) => JSON.stringify({ type, object: value });

/** A client whose lists and watches are scripts; what it was asked is kept. */
function scripted(lists: object[], watches: (string[] | Error)[]) {
  const asked: string[] = [];
  const stop = new AbortController();
  const client: Pick<KubeClient, 'request' | 'lines'> = {
    async request(_method, _path, options = {}) {
      asked.push(options.query?.continue === undefined ? 'list' : `list from ${options.query.continue}`);
      return lists.shift();
    },
    async *lines(_path, options = {}) {
      asked.push(`watch from ${options.query?.resourceVersion}`);
      const script = watches.shift();
      if (script === undefined) stop.abort();
      if (script instanceof Error) throw script;
      yield* script ?? [];
    },
  };
  return { client: client as KubeClient, asked, signal: stop.signal };
}

async function run(lists: object[], watches: (string[] | Error)[]) {
  const { client, asked, signal } = scripted(lists, watches);
  const seen: string[] = [];
  await watchCollection(
    client,
    '/api/v1/pods',
    {
      onList: (objects) => seen.push(`list ${objects.map((o) => o.metadata.name).join(',')}`),
      onEvent: (type, o) => seen.push(`${type} ${o.metadata.name}`),
      onError: (error) => seen.push(`error ${error instanceof KubeError ? error.status : error}`),
    },
    { signal, sleep: async () => undefined, random: () => 0 },
  );
  return { asked, seen };
}

const list = (version: string, ...names: string[]) => ({
  kind: 'PodList',
  metadata: { resourceVersion: version },
  items: names.map((name) => object(name, '1')),
});

test('a watch that ends is resumed from the last version seen, a bookmark included', async () => {
  const { asked, seen } = await run(
    [list('10', 'a')],
    [[line('ADDED', object('b', '11')), line('BOOKMARK', { metadata: { resourceVersion: '15' } })]],
  );
  expect(asked).toEqual(['list', 'watch from 10', 'watch from 15']);
  expect(seen).toEqual(['list a', 'ADDED b']);
});

test('410 lists again, whether it comes as a status or as an event', async () => {
  const gone = new KubeError(410, 'Expired', 'too old');
  const event = line('ERROR', { code: 410, reason: 'Expired', message: 'too old' });
  const { asked, seen } = await run([list('10', 'a'), list('20', 'b'), list('30', 'c')], [gone, [event]]);
  expect(asked).toEqual(['list', 'watch from 10', 'list', 'watch from 20', 'list', 'watch from 30']);
  expect(seen).toEqual(['list a', 'list b', 'list c']);
});

test('another error is told and the watch goes on where it was', async () => {
  const { asked, seen } = await run([list('10', 'a')], [new Error('connection reset')]);
  expect(asked).toEqual(['list', 'watch from 10', 'watch from 10']);
  expect(seen).toEqual(['list a', 'error Error: connection reset']);
});

test('a list comes page by page and is told once', async () => {
  const first = { ...list('10', 'a'), metadata: { resourceVersion: '10', continue: 'more' } };
  const { asked, seen } = await run([first, list('10', 'b')], []);
  expect(asked.slice(0, 2)).toEqual(['list', 'list from more']);
  expect(seen).toEqual(['list a,b']);
});
