import { expect, test } from 'vitest';
import { proxyKind } from './proxy.ts';

const podOf = (of: object, spec: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p', ...of },
  spec,
});
const proxy = { name: 'istio-proxy', args: ['proxy', 'sidecar'] };

test.each([
  ['a container', podOf({}, { containers: [{ name: 'app' }, proxy] }), 'sidecar'],
  [
    'a native sidecar',
    podOf({}, { containers: [{ name: 'app' }], initContainers: [{ ...proxy, restartPolicy: 'Always' }] }),
    'sidecar',
  ],
  ['a router', podOf({}, { containers: [{ ...proxy, args: ['proxy', 'router'] }] }), 'gateway'],
  [
    'a Gateway API gateway',
    podOf({ labels: { 'gateway.networking.k8s.io/gateway-name': 'g' } }, { containers: [proxy] }),
    'gateway',
  ],
  [
    'a waypoint',
    podOf({ labels: { 'gateway.istio.io/managed': 'istio.io-mesh-controller' } }, { containers: [proxy] }),
    'waypoint',
  ],
  [
    'ambient',
    podOf({ annotations: { 'ambient.istio.io/redirection': 'enabled' } }, { containers: [{ name: 'app' }] }),
    'ambient',
  ],
  ['nothing', podOf({}, { containers: [{ name: 'app' }] }), 'none'],
])('%s', (_, pod, kind) => {
  expect(proxyKind(pod)).toBe(kind);
});
