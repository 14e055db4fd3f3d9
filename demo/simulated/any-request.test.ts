import fc from 'fast-check';
import { expect, test } from 'vitest';
import { meshNamed } from '#demo/meshes/all.ts';
import { objectsInCluster } from '#demo/meshes/testing/objects-in-cluster.ts';
import { clusterId } from '#lib/core/ids.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { snapshotOfObjects } from '#lib/mesh/snapshot-of-objects.ts';
import { workloads } from '#lib/mesh/workloads.ts';
import { declaredPortsOf } from '#lib/simulate/declared-ports-of.ts';
import type { SimulatedRequest, SimulatedSource } from '#lib/simulate/request.ts';
import { outcomesOf, sentenceOf } from '#lib/simulate/sentence.ts';
import { simulate } from '#lib/simulate/simulate.ts';
import { simulation, stepsOf } from '#lib/simulate/simulation.ts';
import { stepText } from '#lib/simulate/step-texts.ts';
import { writtenHost } from '#lib/simulate/written-host.ts';
import { anyMesh } from './any-mesh.ts';

const demo: readonly ClusterSnapshot[] = (['shop', 'ambient', 'bank'] as const).map(
  (name) =>
    snapshotOfObjects(clusterId.parse('demo'), objectsInCluster(meshNamed(name, { services: 60, seed: 5 })))
      .cluster,
);

const oddText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    '*',
    '.',
    '..',
    '[',
    '%',
    '%2F',
    '__proto__',
    'constructor',
    '0.0.0.0',
    '::',
    'a:b:c',
    '(',
    '\n',
  ),
);
const oddHost = fc.oneof(
  oddText,
  fc.constantFrom(
    'reviews',
    'REVIEWS.Shop.',
    'http://reviews:9080/a?b#c',
    '*.example',
    '10.0.0.2',
    '10.0.0.2:9080',
    'fe80::1%eth0',
    '[::1]:80',
    'svc.cluster.local',
    '.svc.cluster.local',
    'gate',
    'api.example',
    'cart.shop',
    'x'.repeat(300),
  ),
);
const request = fc.record({
  protocol: fc.constantFrom('http', 'grpc', 'tcp', 'tls'),
  method: fc.constantFrom('GET', 'POST', 'OPTIONS'),
  host: oddHost,
  authority: fc.option(oddHost),
  port: fc.constantFrom(80, 443, 9080, 9090, 8080, 1, 65_535, 15_008),
  path: fc.oneof(
    oddText,
    fc.constantFrom('/', '/a?q=1&q=2', '//', '/../a', '/%2e%2e/a?%71=1#f', '/a?b=c=d&&e'),
  ),
  headers: fc.dictionary(oddText, oddText, { maxKeys: 3 }),
  token: fc.option(
    fc.record({
      issuer: oddText,
      subject: oddText,
      audiences: fc.array(oddText, { maxLength: 2 }),
      claims: fc.constant({}),
    }),
  ),
});

function sourcesOf(cluster: ClusterSnapshot): readonly SimulatedSource[] {
  const all = [...workloads(cluster).values()];
  return [
    { kind: 'outside' },
    ...all.map(({ namespace, name }) => ({ kind: 'workload', namespace, name }) as const),
  ];
}

function answered(cluster: ClusterSnapshot, asked: SimulatedRequest): void {
  const found = simulate(cluster, asked);
  declaredPortsOf(cluster, asked);
  if (found === null) throw new Error('the caller is in the mesh');
  expect(simulation.parse(found)).toEqual(found);
  expect(sentenceOf(found)).not.toMatch(/undefined|NaN|\[object/);
  for (const step of stepsOf(found)) {
    const text = stepText({
      ...step,
      args: Object.fromEntries(Object.keys(step.args).map((key) => [key, 'x'])),
    });
    expect(text).not.toContain('undefined');
  }
  const shares = outcomesOf(found).reduce((sum, { share }) => sum + share, 0);
  expect(shares).toBeCloseTo(1, 6);
}

test('whatever is asked of a mesh there is an answer, and its shares are the whole', () => {
  fc.assert(
    fc.property(fc.nat(demo.length - 1), fc.nat(), request, (which, who, asked) => {
      const cluster = demo[which];
      if (cluster === undefined) throw new Error('there is such a mesh');
      const sources = sourcesOf(cluster);
      const from = sources[who % sources.length] ?? { kind: 'outside' };
      const { host } = writtenHost(asked.host);
      for (const each of [asked.host, host]) answered(cluster, { ...asked, host: each, from });
    }),
    { numRuns: 400 },
  );
}, 60_000);

test('the same of a mesh about which anything is written', () => {
  fc.assert(
    fc.property(anyMesh, fc.array(request, { minLength: 1, maxLength: 4 }), (objects, all) => {
      const { cluster } = snapshotOfObjects(clusterId.parse('demo'), objects);
      for (const asked of all) for (const from of sourcesOf(cluster)) answered(cluster, { ...asked, from });
    }),
    { numRuns: 100 },
  );
}, 60_000);
