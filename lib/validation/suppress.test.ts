import { expect, test } from 'vitest';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { clusterOf } from '#lib/mesh/testing/snapshot-of.ts';
import { validateMesh } from './run.ts';
import { createSuppressor, suppress } from './suppress.ts';

/** A route to a host that does not exist: IST0101, KIA1101. */
function meshWith(annotations: string): MeshSnapshot {
  const cluster = clusterOf(`
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop, annotations: ${annotations} }
spec: { hosts: [cart], http: [{ route: [{ destination: { host: crat } }] }] }
`);
  return { version: 1, clusters: new Map([[cluster.id, cluster]]) };
}

const found = (mesh: MeshSnapshot) => validateMesh(mesh).filter(({ code }) => code === 'IST0101');
const why = (annotations: string, silences: Parameters<typeof suppress>[2] = []) => {
  const mesh = meshWith(annotations);
  return suppress(found(mesh), mesh, silences).map(({ suppressed }) => suppressed?.as ?? null);
};

test.each([
  ['{}', null],
  ['{ galley.istio.io/analyze-suppress: "*" }', 'galley.istio.io/analyze-suppress'],
  ['{ galley.istio.io/analyze-suppress: "IST0130,IST0101" }', 'galley.istio.io/analyze-suppress'],
  ['{ galley.istio.io/analyze-suppress: "IST0130" }', null],
  ['{ galley.istio.io/analyze-suppress: "" }', null],
  ['{ kiali.io/ignore-validations: "" }', 'kiali.io/ignore-validations'],
  ['{ kiali.io/ignore-validations: "KIA1101" }', 'kiali.io/ignore-validations'],
  ['{ kiali.io/ignore-validations: "KIA1102, IST0101" }', 'kiali.io/ignore-validations'],
  ['{ kiali.io/ignore-validations: "KIA1102" }', null],
])('annotations %s: %s', (annotations, as) => {
  expect(why(annotations)).toEqual([as]);
});

test('a setting names a code of Istio or of Kiali, and may name the object', () => {
  const silence = (code: string, object = '*') => [{ code, object, text: 'as written' }];
  expect(why('{}', silence('IST0101'))).toEqual(['as written']);
  expect(why('{}', silence('KIA1101', 'VirtualService/shop/*'))).toEqual(['as written']);
  expect(why('{}', silence('*', 'VirtualService/bank/*'))).toEqual([null]);
});

test('without silences findings are the same values; a suppressed one stays the same while its object does', () => {
  const plain = meshWith('{}');
  const findings = found(plain);
  expect(suppress(findings, plain)).toBe(findings);
  const mesh = meshWith('{ kiali.io/ignore-validations: "" }');
  const run = createSuppressor([]);
  const again = found(mesh);
  expect(run(again, mesh)[0]).toBe(run(again, { ...mesh, version: 2 })[0]);
  // The annotation is gone: the same finding is heard again.
  expect(run(again, plain)[0]?.suppressed).toBeUndefined();
});
