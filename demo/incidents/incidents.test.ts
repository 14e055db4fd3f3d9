import { expect, test } from 'vitest';
import type { Discovery } from '#demo/kube-client/discovery.ts';
import { resourceAt } from '#demo/kube-client/discovery.ts';
import type { KubeClient } from '#demo/kube-client/kube-client.ts';
import { KubeError } from '#demo/kube-client/kube-error.ts';
import { type MeshName, meshNamed } from '#demo/meshes/all.ts';
import type { Cluster } from '#demo/meshes/load.ts';
import { type DemoMesh, declared, finalObjects } from '#demo/meshes/mesh.ts';
import { shop } from '#demo/meshes/shop/shop.ts';
import { kinds } from '#lib/k8s/kinds.ts';
import { incidentNames, incidents } from './all.ts';
import { clearIncidents, createSwitchboard } from './switchboard.ts';

/** An API server that only keeps what it is sent, by path: enough to see what is left after an incident. */
function keeper(): { cluster: Cluster; kept: Map<string, unknown>; paths: () => string[] } {
  const kept = new Map<string, unknown>();
  const asked: string[] = [];
  const client: Pick<KubeClient, 'request'> = {
    async request(method, path, options = {}) {
      asked.push(`${method} ${path}`);
      const body = Object(options.body);
      if (method === 'POST') {
        const item = `${path}/${body.metadata.name}`;
        if (kept.has(item)) throw new KubeError(409, 'AlreadyExists', 'there');
        kept.set(item, body);
        return body;
      }
      if (method === 'GET' && /\/pods$/.test(path)) {
        const items = [...kept].filter(([key]) => key.startsWith(`${path}/`)).map(([, value]) => value);
        return { kind: 'PodList', metadata: { resourceVersion: '1' }, items };
      }
      const present = kept.get(path);
      if (present === undefined) throw new KubeError(404, 'NotFound', path);
      if (method === 'DELETE') kept.delete(path);
      if (method === 'PUT')
        kept.set(path, { ...body, metadata: { ...body.metadata, resourceVersion: undefined } });
      if (method === 'PATCH') kept.set(path, merged(present, body));
      return kept.get(path) ?? {};
    },
  };
  const discovery: Discovery = {
    resource: async (kind) => resourceAt(kind, kinds[kind].versions[0] ?? 'v1'),
  };
  return { cluster: { client: client as KubeClient, discovery }, kept, paths: () => asked };
}

/** RFC 7396. */
function merged(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const result = { ...Object(target) };
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = merged(result[name], value);
  }
  return result;
}

async function loaded(mesh: DemoMesh = shop()) {
  const { loadObjects } = await import('#demo/meshes/load.ts');
  const made = keeper();
  await loadObjects(made.cluster, finalObjects(mesh));
  const pod = {
    metadata: { name: 'product-v1-a', namespace: 'shop', labels: { app: 'product', version: 'v1' } },
  };
  await made.cluster.client.request('POST', '/api/v1/namespaces/shop/pods', { body: pod });
  return { ...made, switchboard: createSwitchboard(made.cluster, mesh) };
}

const snapshot = (kept: ReadonlyMap<string, unknown>) =>
  new Map(
    [...kept]
      .filter(([path]) => !path.includes('/pods/'))
      .map(([path, value]) => [path, structuredClone(value)]),
  );

/** Every incident with each mesh that it is for. */
const stories = incidentNames.flatMap((name) => incidents[name].meshes.map((mesh) => [name, mesh] as const));
const named = (mesh: MeshName) => meshNamed(mesh, { services: null, seed: 1 });

test.each(stories)('%s changes the mesh %s, and nothing of it is left after', async (name, mesh) => {
  const { kept, switchboard } = await loaded(named(mesh));
  const before = snapshot(kept);
  await switchboard.set(name, true);
  if (name !== 'pod-broken') expect(snapshot(kept)).not.toEqual(before);
  await switchboard.set(name, false);
  expect(JSON.parse(JSON.stringify([...snapshot(kept)].sort()))).toEqual(
    JSON.parse(JSON.stringify([...before].sort())),
  );
});

test('one pod is broken once, and replaced when the incident ends', async () => {
  const { kept, switchboard, paths } = await loaded();
  await switchboard.set('pod-broken', true);
  expect(JSON.stringify(kept.get('/api/v1/namespaces/shop/pods/product-v1-a'))).toMatch(/0\.95/);
  await switchboard.set('pod-broken', false);
  expect(paths().at(-1)).toBe('DELETE /api/v1/namespaces/shop/pods/product-v1-a');
});

test('what an earlier run left on is cleared, and nothing is made that was not there', async () => {
  const { cluster, kept, switchboard } = await loaded();
  const before = snapshot(kept);
  for (const { name } of switchboard.list()) await switchboard.set(name, true);
  const removed = [...before.keys()].filter((path) => !kept.has(path));
  expect(removed.length).toBeGreaterThan(0);
  await clearIncidents(cluster, shop());
  for (const path of removed) before.delete(path);
  expect(JSON.parse(JSON.stringify([...snapshot(kept)].sort()))).toEqual(
    JSON.parse(JSON.stringify([...before].sort())),
  );
  const fresh = keeper();
  await clearIncidents(fresh.cluster, shop());
  expect([...fresh.kept]).toEqual([]);
});

test('stopping one of two incidents that share an object leaves the other on', async () => {
  const { kept, switchboard } = await loaded();
  const rule = () =>
    JSON.stringify(kept.get('/apis/networking.istio.io/v1/namespaces/shop/destinationrules/product'));
  await switchboard.set('pool-overflow', true);
  await switchboard.set('missing-subset', true);
  await switchboard.set('missing-subset', false);
  expect(rule()).toMatch(/connectionPool/);
  expect(rule()).toMatch(/"name":"v2"/);
  expect(switchboard.list().filter(({ on }) => on)).toMatchObject([{ name: 'pool-overflow' }]);
});

test('a Service that is put back keeps the address that the API server gave it', async () => {
  const { kept, switchboard } = await loaded();
  const path = '/api/v1/namespaces/shop/services/cart';
  const given = Object(kept.get(path));
  kept.set(path, { ...given, spec: { ...given.spec, clusterIP: '10.96.0.9', clusterIPs: ['10.96.0.9'] } });
  await switchboard.set('selector-renamed', true);
  await switchboard.set('selector-renamed', false);
  expect(kept.get(path)).toMatchObject({ spec: { selector: { app: 'cart' }, clusterIP: '10.96.0.9' } });
});

test('incidents have names that the control page can ask for', () => {
  for (const name of incidentNames) expect(name).toMatch(/^[a-z0-9-]+$/);
});

test('what an incident patches or removes is declared by the mesh', () => {
  for (const [name, mesh] of stories) {
    for (const change of incidents[name].changes) {
      const target = 'patch' in change ? change.patch : 'remove' in change ? change.remove : null;
      if (target !== null) expect(declared(named(mesh), target), `${name}: ${target.name}`).not.toBeNull();
    }
  }
});
