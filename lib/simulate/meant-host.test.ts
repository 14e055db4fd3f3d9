import { expect, test } from 'vitest';
import { clusterOf, pod } from '#lib/mesh/testing/snapshot-of.ts';
import type { SimulatedRequest } from './request.ts';
import { sentenceOf } from './sentence.ts';
import { simulate } from './simulate.ts';
import { stepsOf } from './simulation.ts';

const objects = `
apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop }
spec: { clusterIP: None, selector: { app: db }, ports: [{ name: tcp, port: 5432 }] }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { clusterIP: 10.96.0.10, selector: { app: db }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: alias, namespace: shop }
spec: { type: ExternalName, externalName: web.shop.svc.cluster.local }
---
apiVersion: v1
kind: Service
metadata: { name: away, namespace: shop }
spec: { type: ExternalName, externalName: api.example }
---
apiVersion: v1
kind: Service
metadata: { name: round, namespace: shop }
spec: { type: ExternalName, externalName: round.shop.svc.cluster.local }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: vm, namespace: shop }
spec:
  hosts: [vm.internal]
  addresses: [240.0.0.0/24]
  location: MESH_INTERNAL
  resolution: STATIC
  ports: [{ number: 80, name: http, protocol: HTTP }]
  workloadSelector: { labels: { app: vm } }
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: { name: vm1, namespace: shop }
spec: { address: 192.168.1.1, labels: { app: vm } }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: wild, namespace: shop }
spec: { hosts: ["*.wild.example"], resolution: NONE, ports: [{ number: 443, name: tls, protocol: TLS }] }
${pod('shop', 'front', { app: 'front' }, { ip: '10.0.0.1' })}
${pod('shop', 'db', { app: 'db' }, { ip: '10.0.0.9' })}
`;
const closed = `
---
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data: { mesh: "outboundTrafficPolicy: { mode: REGISTRY_ONLY }" }
`;

function run(host: string, port: number, more: Partial<SimulatedRequest> & { yaml?: string } = {}) {
  const { yaml = '', ...request } = more;
  const found = simulate(clusterOf(objects + yaml), {
    from: { kind: 'workload', namespace: 'shop', name: 'front' },
    protocol: 'http',
    method: 'GET',
    host,
    authority: null,
    port,
    path: '/',
    headers: {},
    token: null,
    ...request,
  });
  if (found === null) throw new Error('the fixture has the caller');
  return {
    sentence: sentenceOf(found),
    codes: stepsOf(found).map(({ code }) => code),
    steps: stepsOf(found),
  };
}

test.each([
  ['the address of a Service', '10.96.0.10', 80, 'reaches shop/db', 'host-address'],
  ['the address of a pod', '10.0.0.9', 8080, 'reaches shop/db', 'host-pod'],
  ['another name for a Service', 'alias', 80, 'reaches shop/db', 'host-alias'],
  ['another name for a host outside', 'away', 80, 'leaves the mesh', 'host-perhaps'],
  ['an address that a ServiceEntry holds', '240.0.0.7', 80, 'leaves the mesh', 'reaches-machine'],
  ['a host of a WorkloadEntry', 'vm.internal', 80, 'leaves the mesh', 'reaches-machine'],
  ['a name that only DNS outside may know', 'api.example', 80, 'leaves the mesh', 'host-perhaps'],
  ['a pattern', '*.example', 80, 'fails with no answer, made by the lookup of the name', 'host-no-name'],
  ['a port that a headless Service does not declare', 'db', 9999, 'reaches shop/db', 'host-port-missing'],
  [
    'a port that a Service does not declare',
    'web',
    9999,
    "fails with 503 UH, made by the caller's proxy",
    'no-endpoints',
  ],
] as const)('%s', (_, host, port, sentence, code) => {
  const found = run(host, port);
  expect(found.sentence).toBe(sentence);
  expect(found.codes).toContain(code);
});

test('a proxy that lets no unknown host through knows Services by their address and pods by none', () => {
  expect(run('10.96.0.10', 80, { yaml: closed }).sentence).toBe('reaches shop/db');
  expect(run('10.0.0.9', 8080, { yaml: closed }).sentence).toMatch(/^fails with 502/);
});

test('an alias of itself ends', () => {
  expect(run('round', 80).sentence).toMatch(/UH|lookup/);
});

test('behind a wildcard the request goes where it was meant to', () => {
  const { steps } = run('a.wild.example', 443, { protocol: 'tls' });
  expect(steps.find(({ code }) => code === 'leaves-mesh')?.args).toEqual({ address: 'a.wild.example:443' });
});

test('a request to a port of bytes is said to be read by nobody', () => {
  expect(run('db', 5432).codes).toContain('protocol-unread');
  expect(run('db', 5432, { protocol: 'tcp' }).codes).not.toContain('protocol-unread');
});
