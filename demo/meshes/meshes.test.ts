import { expect, test } from 'vitest';
import { z } from 'zod';
import { behaviour, behaviourAnnotation } from '#demo/traffic/behaviour.ts';
import { meshNamed, meshNames } from './all.ts';
import { generated } from './generated.ts';
import { type DemoMesh, declared, finalObjects, type MeshObject, objectKey } from './mesh.ts';
import { shop } from './shop/shop.ts';

const size = { services: null, seed: 1 };
const ofKind = (mesh: DemoMesh, kind: string) => finalObjects(mesh).filter((object) => object.kind === kind);
const annotated = z.object({
  template: z.object({
    metadata: z.object({ annotations: z.record(z.string(), z.string()).default({}) }),
    spec: z.object({ serviceAccountName: z.string() }),
  }),
});

function behavioursOf(mesh: DemoMesh) {
  return ofKind(mesh, 'Deployment').flatMap((object) => {
    const { template } = annotated.parse(object.body.spec);
    const text = template.metadata.annotations[behaviourAnnotation];
    return text === undefined ? [] : [{ object, behaviour: behaviour.parse(JSON.parse(text)) }];
  });
}

/** `name.namespace` of every Service, and the hosts of every ServiceEntry. */
function hostsOf(mesh: DemoMesh): Set<string> {
  const entries = ofKind(mesh, 'ServiceEntry').flatMap(
    (object) => z.object({ hosts: z.array(z.string()) }).parse(object.body.spec).hosts,
  );
  const services = ofKind(mesh, 'Service').map(
    ({ body: { metadata } }) => `${metadata.name}.${metadata.namespace}`,
  );
  return new Set([...entries, ...services]);
}

const namespaceOf = (object: MeshObject) => object.body.metadata.namespace ?? '';

test.each(meshNames)('%s: every call goes to a host the mesh has, on a port it serves', (name) => {
  const mesh = meshNamed(name, size);
  const hosts = hostsOf(mesh);
  for (const { object, behaviour: program } of behavioursOf(mesh)) {
    for (const call of program.calls) {
      const host = call.host.includes('.') ? call.host : `${call.host}.${namespaceOf(object)}`;
      expect(hosts, `${object.body.metadata.name} calls ${call.host}`).toContain(host);
    }
  }
});

test.each(meshNames)(
  '%s: namespaces and service accounts that are used are declared, names are unique',
  (name) => {
    const mesh = meshNamed(name, size);
    const namespaces = new Set(ofKind(mesh, 'Namespace').map((object) => object.body.metadata.name));
    for (const object of finalObjects(mesh)) {
      if (object.kind !== 'Namespace') expect(namespaces).toContain(namespaceOf(object));
    }
    for (const object of ofKind(mesh, 'Deployment')) {
      // Kubernetes makes `default` in every namespace.
      const account = annotated.parse(object.body.spec).template.spec.serviceAccountName;
      if (account === 'default') continue;
      expect(
        declared(mesh, { kind: 'ServiceAccount', namespace: namespaceOf(object), name: account }),
      ).not.toBeNull();
    }
    for (const chapter of mesh.chapters) {
      expect(new Set(chapter.objects.map(objectKey)).size).toBe(chapter.objects.length);
    }
  },
);

test('the shop: a canary that began within the hour, no rule for a host that is not there, 22 pods of product', () => {
  const mesh = shop();
  const last = mesh.chapters.at(-1);
  expect(last?.minutesAgo).toBeLessThan(60);
  expect(JSON.stringify(last?.objects)).toMatch(/"weight":90.*"weight":10/);
  const hosts = hostsOf(mesh);
  const missing = ofKind(mesh, 'DestinationRule').filter((object) => {
    const host = z.object({ host: z.string() }).parse(object.body.spec).host;
    const [service = '', namespace = namespaceOf(object)] = host.replace('.svc.cluster.local', '').split('.');
    return !hosts.has(host) && !hosts.has(`${service}.${namespace}`);
  });
  expect(missing.map((object) => object.body.metadata.name)).toEqual([]);
  const replicas = ['product-v1', 'product-v2'].map(
    (name) => declared(mesh, { kind: 'Deployment', namespace: 'shop', name })?.body.spec,
  );
  expect(replicas).toMatchObject([{ replicas: 20 }, { replicas: 2 }]);
});

test('a generated mesh follows from its seed: size, edges, hubs, namespaces', () => {
  const mesh = generated(400, 7);
  expect(finalObjects(generated(400, 7))).toEqual(finalObjects(mesh));
  expect(finalObjects(generated(400, 8))).not.toEqual(finalObjects(mesh));
  const inDegree = new Map<string, number>();
  const seen = new Set<string>();
  let edges = 0;
  for (const { object, behaviour: program } of behavioursOf(mesh)) {
    const app = object.body.metadata.labels?.app ?? '';
    if (seen.has(app) || app === 'mesh-visitors') continue;
    seen.add(app);
    edges += program.calls.length;
    for (const call of program.calls) {
      const callee = call.host.split('.')[0] ?? '';
      inDegree.set(callee, (inDegree.get(callee) ?? 0) + 1);
    }
  }
  expect(seen.size).toBe(400);
  expect(edges / 400).toBeGreaterThan(1.8);
  expect(edges / 400).toBeLessThan(2.5);
  expect(Math.max(...inDegree.values())).toBeGreaterThan(40);
  expect(ofKind(mesh, 'Namespace').length - 3).toBe(16);
});

test('a named mesh is filled up with generated services', () => {
  const mesh = meshNamed('shop', { services: 60, seed: 1 });
  expect(ofKind(mesh, 'Service')).toHaveLength(60);
  expect(declared(mesh, { kind: 'Deployment', namespace: 'shop', name: 'frontend-v1' })).not.toBeNull();
});
