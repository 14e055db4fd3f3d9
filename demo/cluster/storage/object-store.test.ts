import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type JsonObject, objectAt } from '#lib/core/json.ts';
import { ObjectStore } from './object-store.ts';

const maps = '/configmaps';
const map = (name: string, data: JsonObject = {}): JsonObject => ({
  metadata: { name, namespace: 'a' },
  data,
});
const newStore = (watchWindow = 100) => new ObjectStore({ watchWindow, firstVersion: 10 });

test('every write moves the one version, and the object carries it', () => {
  const store = newStore();
  const one = store.put(maps, map('one'));
  const two = store.put('/secrets', map('two'));
  expect(objectAt(one, 'metadata').resourceVersion).toBe('11');
  expect(objectAt(two, 'metadata').resourceVersion).toBe('12');
  expect(objectAt(store.remove(maps, 'a', 'one') ?? {}, 'metadata').resourceVersion).toBe('13');
  expect(store.version).toBe(13);
});

test('lists are ordered by namespace and name', () => {
  const store = newStore();
  for (const path of ['b/a', 'a/b', 'a-b/a', 'a/a']) {
    const [namespace = '', name = ''] = path.split('/');
    store.put(maps, { metadata: { name, namespace } });
  }
  const paths = store.list(maps, null).objects.map((o) => {
    const metadata = objectAt(o, 'metadata');
    return `${metadata.namespace}/${metadata.name}`;
  });
  expect(paths).toEqual(['a-b/a', 'a/a', 'a/b', 'b/a']);
  expect(store.list(maps, 'a').objects).toHaveLength(2);
});

test('the window forgets the oldest events and says so', () => {
  const store = newStore(3);
  for (let i = 0; i < 10; i += 1) store.put(maps, map('one', { i }));
  expect(store.oldestVersion).toBe(17);
  expect(store.eventsSince(16)).toBeNull();
  expect(store.eventsSince(17)?.map((event) => event.version)).toEqual([18, 19, 20]);
  expect(store.eventsSince(20)).toEqual([]);
  expect(store.listAt(maps, null, 16)).toBeNull();
});

test('an earlier state can be listed as long as its events are kept', () => {
  const write = fc.record({ name: fc.constantFrom('x', 'y', 'z'), remove: fc.boolean(), i: fc.nat(5) });
  fc.assert(
    fc.property(fc.array(write, { maxLength: 40 }), (writes) => {
      const store = newStore(1000);
      const states = [store.list(maps, null)];
      for (const { name, remove, i } of writes) {
        if (remove) store.remove(maps, 'a', name);
        else store.put(maps, map(name, { i }));
        states.push(store.list(maps, null));
      }
      for (const state of states) expect(store.listAt(maps, null, state.version)).toEqual(state);
    }),
  );
});
