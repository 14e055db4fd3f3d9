import { expect, test } from 'vitest';
import { epochSeconds } from '#lib/core/units.ts';
import { mesh, workload } from '#lib/graph/testing/mesh.ts';
import type { Credential } from '#lib/k8s/secret-facts.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { certificateChanges } from './certificate-changes.ts';
import { changeText } from './change-text.ts';

const [declared] = mesh([
  ...workload('edge', 'ingress'),
  {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { name: 'public', namespace: 'shop' },
    spec: { selector: { app: 'ingress' }, servers: [{ tls: { credentialName: 'shop-tls' } }] },
  },
]).clusters.values();

function holding(credential: Credential | null): ClusterSnapshot {
  if (declared === undefined) throw new Error('a mesh has a cluster');
  const facts = { namespace: 'edge', name: 'shop-tls', type: '', labels: {}, keys: [] };
  const known = credential === null ? [] : [['edge/shop-tls', { ...facts, credential }] as const];
  // The Secrets of the fixture are all that there are; here they are looked at one by one.
  const { secrets: _, ...rest } = declared;
  return { ...rest, credentials: new Map(known) };
}

const until = (day: number, daysLeft = day): Credential => ({
  state: 'valid',
  daysLeft,
  subject: 'CN=shop.example',
  issuer: 'CN=ca',
  dnsNames: [],
  notBefore: 0,
  notAfter: day * 86_400_000,
});
const changes = (before: Credential | null, after: Credential | null) =>
  [...certificateChanges(holding(before), holding(after), epochSeconds.parse(1000))].map(
    (change) => `${change.object.kind} ${change.object.name} ${changeText(change)}`,
  );

test('a certificate that was renewed or went is told of the Gateway that serves with it', () => {
  expect(changes(until(10), until(100))).toEqual([
    'Gateway public serves with another certificate: Secret edge/shop-tls holds a certificate until 1970-04-11',
  ]);
  expect(changes(until(10), { state: 'absent' })).toEqual([
    'Gateway public serves with another certificate: Secret edge/shop-tls does not exist',
  ]);
});

test('a day that passed, and what was not known before or is not now, is no change', () => {
  expect(changes(until(10), until(10, 9))).toEqual([]);
  expect(changes(null, until(10))).toEqual([]);
  expect(changes(until(10), { state: 'not-read', reason: 'no' })).toEqual([]);
});
