import { expect, test } from 'vitest';
import { strictMtls } from './build/istio.ts';
import { fieldManager, marked } from './provenance.ts';

const object = strictMtls('shop');
const mark = (origin: Parameters<typeof fieldManager>[0]) =>
  marked({ ...object, origin }, 'security.istio.io/v1', 'PeerAuthentication');

test('kubectl leaves the whole object in its annotation', () => {
  const written = mark({ by: 'kubectl' });
  const text = Object(written.metadata).annotations['kubectl.kubernetes.io/last-applied-configuration'];
  expect(text.endsWith('\n')).toBe(true);
  expect(JSON.parse(text)).toEqual({
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name: 'default', namespace: 'shop' },
    spec: { mtls: { mode: 'STRICT' } },
  });
});

test('Helm labels its release, Argo CD names its application', () => {
  expect(mark({ by: 'helm', release: 'base' }).metadata).toMatchObject({
    labels: { 'app.kubernetes.io/managed-by': 'Helm' },
    annotations: { 'meta.helm.sh/release-name': 'base', 'meta.helm.sh/release-namespace': 'shop' },
  });
  expect(mark({ by: 'argocd', application: 'pay' }).metadata).toMatchObject({
    annotations: {
      'argocd.argoproj.io/tracking-id': 'pay:security.istio.io/PeerAuthentication:shop/default',
    },
  });
  expect(fieldManager({ by: 'argocd', application: 'pay' })).toBe('argocd-controller');
});
