import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { systemClock } from '#server/clock.ts';
import type { RunningKubeSource } from '#server/kube/source.ts';
import { connectTestCluster } from '#server/kube/testing/real-cluster.ts';
import { createViewers, type Viewers } from './viewers.ts';

const cluster = connectTestCluster(process.env.WEFT_TEST_KUBECONFIG);
/** Who sees one namespace only: the contexts differ by API server. */
const narrow = cluster.token('shop-only') === null ? 'nobody' : 'shop-only';
const rbac = '/apis/rbac.authorization.k8s.io/v1/namespaces/shop';
const role = `weft-test-${randomBytes(3).toString('hex')}`;
let source: RunningKubeSource;
let viewers: Viewers;

const request = (cookie?: string) =>
  new Request('http://127.0.0.1:3000/api/v1/session', cookie === undefined ? {} : { headers: { cookie } });
const tokenOf = (context: string) => cluster.token(context) ?? '';

beforeAll(async () => {
  source = cluster.startSource();
  const meta = { apiVersion: 'rbac.authorization.k8s.io/v1', metadata: { name: role, namespace: 'shop' } };
  const rules = [{ apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list', 'watch'] }];
  await cluster.create(`${rbac}/roles`, { ...meta, kind: 'Role', rules });
  await cluster.create(`${rbac}/rolebindings`, {
    ...meta,
    kind: 'RoleBinding',
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: role },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: narrow }],
  });
  await vi.waitFor(() => expect(source.status().phase).toBe('live'), 20_000);
  viewers = createViewers('token', source, systemClock);
});
afterAll(async () => {
  await cluster.remove(`${rbac}/rolebindings/${role}`);
  await cluster.remove(`${rbac}/roles/${role}`);
  await source.close();
  await cluster.admin.close();
});

test('a token opens a session, which signing out ends', async () => {
  const { viewer, setCookie } = await viewers.signIn(tokenOf('viewer'), request());
  expect(viewer).toMatchObject({ mode: 'token', user: 'viewer', namespaces: null });
  expect(setCookie).toMatch(/^weft_session=[\w-]{40,}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/);
  expect(setCookie).not.toContain(tokenOf('viewer'));
  const cookie = setCookie.split(';')[0];
  expect((await viewers.viewerOf(request(cookie))).user).toBe('viewer');
  viewers.signOut(request(cookie));
  await expect(viewers.viewerOf(request(cookie))).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('who may see one namespace sees that one', async () => {
  // A real API server takes a moment to learn of a role; each sign-in asks afresh.
  await vi.waitFor(
    async () => {
      const { viewer } = await viewers.signIn(tokenOf(narrow), request());
      expect([...(viewer.namespaces ?? [])]).toEqual(['shop']);
    },
    { timeout: 20_000, interval: 200 },
  );
});

test('a server that may read one namespace only reads that one', async () => {
  const narrowSource = cluster.startSource(narrow, ['shop', 'istio-system']);
  const phase = (kind: string) => narrowSource.status().kinds.find((k) => k.kind === kind)?.phase;
  // Kinds are asked for side by side: which answer comes first is open.
  await vi.waitFor(
    () => expect([phase('Service'), phase('Namespace')]).toEqual(['live', 'forbidden']),
    20_000,
  );
  await narrowSource.close();
});

test('a token that Kubernetes does not know is refused', async () => {
  await expect(viewers.signIn('made-up', request())).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(viewers.signIn('two words', request())).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(viewers.viewerOf(request())).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('a server that may not review tokens asks with the token itself', async () => {
  const narrowSource = cluster.startSource('viewer');
  const own = createViewers('token', narrowSource, systemClock);
  const { viewer } = await own.signIn(tokenOf('shop-dev'), request());
  expect(viewer.mode).toBe('token');
  await expect(own.signIn('made-up', request())).rejects.toMatchObject({ code: 'unauthenticated' });
  await narrowSource.close();
});
