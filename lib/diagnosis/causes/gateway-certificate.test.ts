import { expect, test } from 'vitest';
import { mesh, service, workload } from '#lib/graph/testing/mesh.ts';
import { testGraph } from '#lib/graph/testing/test-graph.ts';
import type { Credential, SecretFacts } from '#lib/k8s/secret-facts.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { explain } from '../explain.ts';
import { allSeries } from '../testing/series.ts';
import { samplesOf } from '../testing/told-by.ts';
import { walk } from '../walk.ts';

const gateway = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'Gateway',
  metadata: { name: 'public', namespace: 'shop' },
  spec: {
    selector: { app: 'ingress' },
    servers: [{ hosts: ['shop.example.com'], tls: { mode: 'SIMPLE', credentialName: 'shop-tls' } }],
  },
};
const declared = mesh([
  ...workload('edge', 'ingress'),
  ...workload('shop', 'web'),
  service('shop', 'web'),
  gateway,
]);

const certificate = {
  subject: 'CN=shop.example.com',
  issuer: 'CN=ca',
  dnsNames: ['shop.example.com'],
  notBefore: 0,
  notAfter: Date.UTC(2026, 9, 1),
};

function withSecret(credential: Credential): MeshSnapshot {
  const facts: SecretFacts = {
    namespace: 'edge',
    name: 'shop-tls',
    type: '',
    labels: {},
    keys: [],
    credential,
  };
  const clusters = [...declared.clusters].map(
    ([id, cluster]) => [id, { ...cluster, credentials: new Map([['edge/shop-tls', facts]]) }] as const,
  );
  return { ...declared, clusters: new Map(clusters) };
}

const call = {
  reporter: 'source',
  from: 'edge/ingress',
  to: 'shop/web',
  service: 'shop/web',
  outcome: '200',
} as const;

function told(snapshot: MeshSnapshot) {
  const graphOf = (rate: number) =>
    testGraph(
      snapshot,
      rate === 0
        ? []
        : allSeries({ ...call, rate })
            .split('\n')
            .flatMap(samplesOf),
    );
  const [worst] = walk({ graph: graphOf(0), snapshot, past: [graphOf(20)] });
  if (worst === undefined) throw new Error('silence is not seen');
  return { code: worst.cause?.code ?? null, says: explain(worst.diagnosis, { timeZone: 'UTC' }) };
}

test('a gateway that fell silent with a certificate that has ended is silent because of it', () => {
  const { code, says } = told(withSecret({ state: 'expired', ...certificate }));
  expect(code).toBe('gateway-certificate');
  expect(says).toContain('expired on 2026-10-01');
});

test('a Secret that is gone, or whose key is of another certificate, is told of as that', () => {
  expect(told(withSecret({ state: 'absent' })).says).toContain('does not exist');
  expect(told(withSecret({ state: 'mismatched', ...certificate })).code).toBe('gateway-certificate');
});

test('a valid certificate is not accused, nor one that may not be read', () => {
  expect(told(withSecret({ state: 'valid', daysLeft: 40, ...certificate })).code).not.toBe(
    'gateway-certificate',
  );
  expect(told(withSecret({ state: 'not-read', reason: 'no' })).code).not.toBe('gateway-certificate');
});
