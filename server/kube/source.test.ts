import { afterEach, expect, test } from 'vitest';
import { testCluster } from '#lib/core/testing/test-cluster.ts';
import { kinds } from '#lib/k8s/kinds.ts';
import { type FakeApi, pathOf } from './testing/fake-api.ts';
import { runSource, type SourceRun } from './testing/run-source.ts';

let run: SourceRun;
afterEach(() => run.end());

const served = ['Namespace', 'Service', 'VirtualService', 'CustomResourceDefinition'] as const;
const withReviews = (api: FakeApi) => api.put('Service', 'shop', 'reviews');
const listsOf = (kind: 'Service') =>
  run.api.requests.filter((r) => r.startsWith(`GET ${pathOf(kind)}`) && !r.includes('watch=true')).length;

test('lists, then follows what is added, changed and deleted', async () => {
  run = await runSource(served, withReviews);
  await run.until(() => expect(run.phase('Service')).toBe('live'));
  expect(run.names('Service')).toEqual(['shop/reviews']);
  await run.until(() => expect(run.api.watching('Service')).toBe(1));
  run.api.put('Service', 'shop', 'ratings');
  run.api.put('Service', 'bank', 'accounts');
  await run.until(() =>
    expect(run.names('Service')).toEqual(['bank/accounts', 'shop/ratings', 'shop/reviews']),
  );
  run.api.remove('Service', 'shop', 'ratings');
  await run.until(() => expect(run.names('Service')).toEqual(['bank/accounts', 'shop/reviews']));
});

test('a burst of changes is one version, and what did not change is shared', async () => {
  run = await runSource(served, (api) => {
    withReviews(api);
    api.put('Service', 'bank', 'accounts');
  });
  await run.until(() => expect(run.source.status().phase).toBe('live'));
  await run.until(() => expect(run.api.watching('Service')).toBe(1));
  const before = run.source.snapshot();
  let versions = 0;
  run.source.subscribe(() => {
    versions += 1;
  });
  for (let i = 0; i < 100; i++) run.api.put('Service', 'shop', 'reviews', { spec: { i } });
  await run.until(() => {
    const spec = run.source
      .snapshot()
      .clusters.get(testCluster)
      ?.objects.get('Service')
      ?.get('shop')
      ?.get('reviews')?.spec;
    expect(spec).toEqual({ i: 99 });
  }, 60);
  expect(versions).toBeLessThan(10);
  const bank = (snapshot: typeof before) =>
    snapshot.clusters.get(testCluster)?.objects.get('Service')?.get('bank');
  expect(bank(run.source.snapshot())).toBe(bank(before));
});

test('survives a restart of the API server: stale with the last objects, then live again', async () => {
  run = await runSource(served, withReviews);
  await run.until(() => expect(run.source.status().phase).toBe('live'));
  await run.until(() => expect(run.api.watching('Service')).toBe(1));
  await run.api.stop();
  await run.until(() => expect(run.phase('Service')).toBe('stale'), 1000);
  expect(run.names('Service')).toEqual(['shop/reviews']);
  expect(run.source.status().reason).not.toBeNull();
  run.api.put('Service', 'shop', 'ratings');
  await run.api.start();
  await run.until(() => expect(run.names('Service')).toEqual(['shop/ratings', 'shop/reviews']), 1000);
  await run.until(() => expect(run.source.status().phase).toBe('live'), 1000);
});

test('a watch that is closed resumes from where it was, without a new list', async () => {
  run = await runSource(served, withReviews);
  await run.until(() => expect(run.api.watching('Service')).toBe(1));
  run.api.closeWatches('Service');
  run.api.put('Service', 'shop', 'ratings');
  await run.until(() => expect(run.names('Service')).toEqual(['shop/ratings', 'shop/reviews']), 1000);
  expect(listsOf('Service')).toBe(1);
});

test('410 lists again: what was deleted unseen is gone', async () => {
  run = await runSource(served, withReviews);
  await run.until(() => expect(run.api.watching('Service')).toBe(1));
  run.api.script = (url) =>
    url.searchParams.get('watch') === 'true' ? { status: 503, body: { message: 'busy' } } : null;
  run.api.closeWatches('Service');
  await run.until(() => expect(run.phase('Service')).toBe('stale'), 1000);
  run.api.remove('Service', 'shop', 'reviews');
  run.api.put('Service', 'shop', 'ratings');
  run.api.oldest = run.api.version;
  run.api.script = () => null;
  await run.until(() => expect(run.names('Service')).toEqual(['shop/ratings']), 1000);
  await run.until(() => expect(run.phase('Service')).toBe('live'), 1000);
});

test('500s while listing: waits longer and longer, then goes on', async () => {
  let refused = 0;
  run = await runSource(served, (api) => {
    withReviews(api);
    api.script = (url) => {
      if (url.pathname !== pathOf('Service') || refused >= 5) return null;
      refused += 1;
      return { status: 500, body: { message: 'etcd has no leader' } };
    };
  });
  await run.until(() => expect(run.names('Service')).toEqual(['shop/reviews']), 1000);
  expect(refused).toBe(5);
});

test('a kind that cannot be listed at first is said to be in trouble, and why', async () => {
  run = await runSource(served, (api) => {
    api.script = (url) =>
      url.pathname === pathOf('Service') ? { status: 500, body: { message: 'etcd has no leader' } } : null;
  });
  await run.until(() => expect(run.phase('VirtualService')).toBe('live'));
  await run.until(() =>
    expect(run.source.status()).toMatchObject({ phase: 'starting', reason: 'etcd has no leader' }),
  );
  run.api.script = () => null;
  await run.until(() => expect(run.source.status()).toMatchObject({ phase: 'live', reason: null }), 1000);
});

test('what an API server refuses right after its start is kept, and followed again soon', async () => {
  run = await runSource(served, withReviews);
  await run.until(() => expect(run.api.watching('VirtualService') + run.api.watching('Service')).toBe(2));
  await run.api.stop();
  await run.until(() => expect(run.phase('Service')).toBe('stale'));
  run.api.script = (url) =>
    url.pathname === pathOf('Service')
      ? { status: 403, body: { message: 'services is forbidden' } }
      : url.pathname === pathOf('VirtualService')
        ? { status: 404, body: { message: 'page not found' } }
        : null;
  const before = run.api.requests.length;
  await run.api.start();
  await run.until(() =>
    expect(run.api.requests.slice(before).filter((r) => r.includes('watch')).length).toBeGreaterThan(3),
  );
  expect([run.phase('Service'), run.phase('VirtualService')]).toEqual(['stale', 'stale']);
  expect(run.names('Service')).toEqual(['shop/reviews']);
  run.api.script = () => null;
  await run.until(() => expect(run.source.status().phase).toBe('live'));
});

test('a right that is taken is told after a while', async () => {
  run = await runSource(served, withReviews);
  await run.until(() => expect(run.api.watching('Service')).toBe(1));
  run.api.script = (url) =>
    url.pathname.endsWith('/services') ? { status: 403, body: { message: 'services is forbidden' } } : null;
  run.api.closeWatches('Service');
  await run.until(() => expect(run.phase('Service')).toBe('stale'));
  await run.until(() => expect(run.phase('Service')).toBe('forbidden'), 1000);
  expect(run.names('Service')).toEqual([]);
});

test('a slow list keeps its kind loading and the others live', async () => {
  let release = () => {};
  const hold = new Promise<void>((resolve) => {
    release = resolve;
  });
  run = await runSource(served, (api) => {
    withReviews(api);
    api.script = (url) => (url.pathname === pathOf('Service') ? { hold } : null);
  });
  await run.until(() => expect(run.phase('VirtualService')).toBe('live'));
  expect(run.phase('Service')).toBe('loading');
  expect(run.source.status().phase).toBe('starting');
  release();
  await run.until(() => expect(run.source.status().phase).toBe('live'));
});

test('pages are followed; one that expires starts the list over', async () => {
  let expired = false;
  run = await runSource(served, (api) => {
    for (let i = 0; i < 1200; i++) api.put('Service', 'shop', `s${i}`);
    api.script = (url) => {
      if (expired || url.searchParams.get('continue') !== '500') return null;
      expired = true;
      return { status: 410, body: { reason: 'Expired', message: 'continue token expired' } };
    };
  });
  await run.until(() => expect(run.names('Service')).toHaveLength(1200));
  expect(expired).toBe(true);
});

test('an absent kind is a state, and comes alive when its CRD is installed', async () => {
  run = await runSource(['Namespace', 'Service', 'CustomResourceDefinition']);
  await run.until(() => expect(run.phase('VirtualService')).toBe('not-installed'));
  await run.until(() => expect(run.source.status().phase).toBe('live'));
  run.api.served.add('VirtualService');
  run.api.put('VirtualService', 'shop', 'reviews');
  run.api.put('CustomResourceDefinition', '', `${kinds.VirtualService.plural}.${kinds.VirtualService.group}`);
  await run.until(() => expect(run.names('VirtualService')).toEqual(['shop/reviews']));
});

test('a forbidden kind is a state with the reason, retried slowly', async () => {
  let allowed = false;
  const message = 'services is forbidden: User "tester" cannot list';
  run = await runSource(['Namespace', 'Service'], (api) => {
    withReviews(api);
    api.script = (url) =>
      !allowed && url.pathname.endsWith('/services') ? { status: 403, body: { message } } : null;
  });
  await run.until(() => expect(run.phase('Service')).toBe('forbidden'));
  expect(run.source.status().kinds.find((k) => k.kind === 'Service')?.reason).toContain('forbidden');
  await run.until(() => expect(run.source.status().phase).toBe('live'));
  allowed = true;
  await run.until(() => expect(run.names('Service')).toEqual(['shop/reviews']), 5000);
});

test('where the cluster may not be listed, the namespaces that may be are', async () => {
  const mine = pathOf('Service', 'shop');
  run = await runSource(
    ['Service'],
    (api) => {
      api.script = (url, _request, body) => {
        if (url.pathname.endsWith('selfsubjectrulesreviews')) return { body: rulesFor(JSON.stringify(body)) };
        if (url.pathname !== mine)
          return url.pathname === pathOf('Service') ? { status: 403, body: {} } : null;
        if (url.searchParams.get('watch') === 'true') return { hold: new Promise(() => {}) };
        const items = [{ metadata: { name: 'reviews', namespace: 'shop', uid: 'u', resourceVersion: '5' } }];
        return { body: { apiVersion: 'v1', kind: 'ServiceList', metadata: { resourceVersion: '5' }, items } };
      };
    },
    ['shop', 'bank'],
  );
  await run.until(() => expect(run.names('Service')).toEqual(['shop/reviews']));
  expect(run.phase('Service')).toBe('live');
  const [cluster] = run.source.snapshot().clusters.values();
  expect(cluster?.states.get('Service')).toMatchObject({ only: ['shop'] });
  expect(run.api.requests.some((r) => r.includes(pathOf('Service', 'bank')))).toBe(false);
});

const rulesFor = (review: string) => ({
  status: {
    resourceRules: review.includes('"shop"')
      ? [{ verbs: ['get', 'list', 'watch'], apiGroups: [''], resources: ['*'] }]
      : [],
  },
});

test('an object deleted and created again between list and watch is the new one', async () => {
  let release = () => {};
  const hold = new Promise<void>((resolve) => {
    release = resolve;
  });
  run = await runSource(served, (api) => {
    withReviews(api);
    api.script = (url) =>
      url.pathname === pathOf('Service') && url.searchParams.get('watch') === 'true' ? { hold } : null;
  });
  await run.until(() => expect(run.names('Service')).toEqual(['shop/reviews']));
  run.api.remove('Service', 'shop', 'reviews');
  run.api.put('Service', 'shop', 'reviews', { spec: { again: true } }, 'u2');
  release();
  const now = () =>
    run.source.snapshot().clusters.get(testCluster)?.objects.get('Service')?.get('shop')?.get('reviews');
  await run.until(() => expect(now()?.metadata.uid).toBe('u2'));
  expect(now()?.spec).toEqual({ again: true });
});

test('a late DELETED of an older object of the same name does not remove the new one', async () => {
  run = await runSource(served, (api) => api.put('Service', 'shop', 'reviews', {}, 'u2'));
  await run.until(() => expect(run.api.watching('Service')).toBe(1));
  const object = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'reviews', namespace: 'shop', uid: 'u1', resourceVersion: '2' },
  };
  run.api.sendRaw('Service', `${JSON.stringify({ type: 'DELETED', object })}\n`);
  run.api.put('Service', 'shop', 'ratings');
  await run.until(() => expect(run.names('Service')).toEqual(['shop/ratings', 'shop/reviews']));
});

test('a line that is not JSON: resumes from the last version, nothing is lost', async () => {
  run = await runSource(served, withReviews);
  await run.until(() => expect(run.api.watching('Service')).toBe(1));
  run.api.sendRaw('Service', '{"type":"ADDED","object":{"meta\n');
  run.api.put('Service', 'shop', 'ratings');
  await run.until(() => expect(run.names('Service')).toEqual(['shop/ratings', 'shop/reviews']), 1000);
});

test('a line cut in the middle: the event comes again with the next watch', async () => {
  run = await runSource(served, withReviews);
  await run.until(() => expect(run.api.watching('Service')).toBe(1));
  run.api.sendRaw('Service', '{"type":"ADDED","object":{"metadata":{"name":"half"', true);
  await run.until(() => expect(run.api.watching('Service')).toBe(0));
  run.api.put('Service', 'shop', 'ratings');
  await run.until(() => expect(run.names('Service')).toEqual(['shop/ratings', 'shop/reviews']), 1000);
});

test('a watch that falls silent beyond its time limit is opened anew', async () => {
  run = await runSource(served, withReviews);
  await run.until(() => expect(run.api.watching('Service')).toBe(1));
  const opened = () => run.api.requests.filter((r) => r.includes(`${pathOf('Service')}?watch`)).length;
  const before = opened();
  await run.until(() => expect(opened()).toBeGreaterThan(before), 30_000);
});

test('nothing to reach at all: failing, with the reason', async () => {
  run = await runSource(served, withReviews);
  await run.api.stop();
  await run.end();
  run = await runSource(served, (api) => {
    api.script = () => ({ status: 401, body: { message: 'Unauthorized' } });
  });
  await run.until(() => expect(run.source.status().phase).toBe('failing'));
  expect(run.source.status().reason).toContain('Unauthorized');
});
