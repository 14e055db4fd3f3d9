import { expect, test } from 'vitest';
import { epochSeconds } from '#lib/core/units.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { snapshotOf } from '#lib/mesh/testing/snapshot-of.ts';
import { validateMesh } from '#lib/validation/run.ts';
import { createFirstSeen } from './first-seen.ts';

const t = (value: number) => epochSeconds.parse(value);
const route = (name: string, created: string) => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: shop, creationTimestamp: '${created}' }
spec: { hosts: [${name}], http: [{ route: [{ destination: { host: nowhere } }] }] }
`;
const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: cart, namespace: shop }\n';
const first = snapshotOf(`${service}---${route('a', '1970-01-01T00:01:00Z')}`);
const second = snapshotOf(
  `${service}---${route('a', '1970-01-01T00:01:00Z')}---${route('b', '1970-01-01T00:01:00Z')}`,
);

const found = (mesh: MeshSnapshot) => validateMesh(mesh).filter(({ code }) => code === 'IST0101');
const named = (mesh: MeshSnapshot, name: string) => {
  const finding = found(mesh).find(({ object }) => object.name === name);
  if (finding === undefined) throw new Error(`nothing is found on ${name}`);
  return finding;
};

test('what was there before is dated by its object, what comes later by when it came', () => {
  const seen = createFirstSeen();
  seen.note(found(first), first, t(1000));
  seen.note(found(second), second, t(2000));
  seen.note(found(second), second, t(3000));
  expect(seen.watchedSince()).toBe(1000);
  expect(seen.of(named(second, 'a'))).toBe(60);
  expect(seen.of(named(second, 'b'))).toBe(2000);
});

test('what was gone is new when it comes again, and nothing is kept of it meanwhile', () => {
  const seen = createFirstSeen();
  seen.note(found(second), second, t(1000));
  seen.note(found(first), first, t(2000));
  expect(seen.of(named(second, 'b'))).toBeNull();
  seen.note(found(second), second, t(3000));
  expect(seen.of(named(second, 'b'))).toBe(3000);
});

test('findings are not watched before every kind was listed', () => {
  const [cluster] = first.clusters.values();
  if (cluster === undefined) throw new Error('there is a cluster');
  const loading: ClusterSnapshot = {
    ...cluster,
    states: new Map([...cluster.states, ['Pod', { phase: 'loading' }]]),
  };
  const seen = createFirstSeen();
  seen.note([], { version: 1, clusters: new Map([[cluster.id, loading]]) }, t(1000));
  expect(seen.watchedSince()).toBeNull();
  seen.note(found(second), second, t(2000));
  expect(seen.of(named(second, 'b'))).toBe(60);
});
