import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { KubeObject } from '#lib/k8s/object.ts';
import { deriveByKey } from './derive-by-key.ts';
import { kindObjects } from './objects.ts';
import { ReadLedger } from './read-ledger.ts';
import type { ClusterSnapshot } from './snapshot.ts';
import { clusterOf } from './testing/snapshot-of.ts';

const pod = (namespace: string, name: string, app: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace, labels: { app } },
});

/** A cluster after a watch event: what did not change is shared. Without a pod the name goes. */
function withPod(
  cluster: ClusterSnapshot,
  namespace: string,
  name: string,
  object?: KubeObject,
): ClusterSnapshot {
  const spaces = new Map(cluster.objects.get('Pod'));
  const named = new Map(spaces.get(namespace));
  if (object === undefined) named.delete(name);
  else named.set(name, object);
  if (named.size === 0) spaces.delete(namespace);
  else spaces.set(namespace, named);
  return { ...cluster, objects: new Map(cluster.objects).set('Pod', spaces) };
}

const index = () => deriveByKey('Pod', ({ metadata }) => Object.values(metadata.labels ?? {}));
const names = (pods: readonly KubeObject[]) =>
  pods.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);

const space = fc.constantFrom('a', 'b', 'c');
const event = fc.record({
  namespace: space,
  name: fc.constantFrom('1', '2', '3'),
  app: fc.option(fc.constantFrom('x', 'y', 'z'), { nil: null }),
});

test('after any events, back and forth, a key has what the whole cluster has under it', () => {
  fc.assert(
    fc.property(
      fc.array(event, { maxLength: 20 }),
      fc.array(fc.nat(20), { maxLength: 10 }),
      (events, visits) => {
        const byApp = index();
        const seen = [clusterOf('')];
        for (const { namespace, name, app } of events) {
          const before = seen.at(-1) ?? clusterOf('');
          seen.push(withPod(before, namespace, name, app === null ? undefined : pod(namespace, name, app)));
          visits.push(seen.length - 1);
        }
        for (const visit of visits) {
          const cluster = seen[visit % seen.length] ?? clusterOf('');
          for (const app of ['x', 'y', 'z']) {
            const all = [...kindObjects(cluster, 'Pod').values()].flatMap((named) => [...named.values()]);
            const wanted = all.filter(({ metadata }) => metadata.labels?.app === app);
            expect(names(byApp(cluster, app)).sort()).toEqual(names(wanted).sort());
          }
        }
      },
    ),
  );
});

test('many changes at once are as good as one by one', () => {
  const byApp = index();
  const podsOf = (app: (i: number) => string) =>
    Array.from({ length: 100 }, (_, i) => pod('a', String(i), app(i))).reduce(
      (cluster, each) => withPod(cluster, 'a', each.metadata.name, each),
      clusterOf(''),
    );
  expect(
    byApp(
      podsOf(() => 'x'),
      'x',
    ),
  ).toHaveLength(100);
  const mixed = podsOf((i) => (i % 4 === 0 ? 'x' : 'y'));
  expect(names(byApp(mixed, 'x')).slice(0, 3)).toEqual(['a/0', 'a/4', 'a/8']);
  expect(byApp(mixed, 'y')).toHaveLength(75);
  expect(byApp(clusterOf(''), 'x')).toEqual([]);
});

test('a key stays the same value, and unread, while other keys change', () => {
  const byApp = index();
  const ledger = new ReadLedger();
  const first = withPod(withPod(clusterOf(''), 'a', '1', pod('a', '1', 'x')), 'b', '1', pod('b', '1', 'y'));
  const reads = new Set<{ readonly changed: number }>();
  const before = ledger.noting(reads, () => byApp(ledger.open(first), 'x'));
  const changed = () => [...reads].some((read) => read.changed === ledger.revision);
  const second = withPod(first, 'a', '2', pod('a', '2', 'y'));
  expect(byApp(ledger.open(second), 'x')).toBe(before);
  expect(changed()).toBe(false);
  ledger.open(withPod(second, 'c', '1', pod('c', '1', 'x')));
  expect(changed()).toBe(true);
});
