import { expect, test } from 'vitest';
import { service, workload } from '#lib/graph/testing/mesh.ts';
import { sample } from '#lib/graph/testing/traffic.ts';
import { foundIn, made } from '../testing/found-in.ts';
import { plaintextCallers } from './plaintext-callers.ts';

const ends = [...workload('shop', 'front'), ...workload('shop', 'cart'), service('shop', 'cart')];
const arrived = { from: 'shop/front', to: 'shop/cart', service: 'shop/cart', reporter: 'destination' };
const plain = { connection_security_policy: 'none' };
const policy = (spec: object) => made('security.istio.io/v1', 'PeerAuthentication', 'shop', spec);
const mixed = [sample('requests', arrived, 9), sample('requests', arrived, 1, plain)];

test('plain text that reached what is STRICT by now', () => {
  const found = foundIn(plaintextCallers, [...ends, policy({ mtls: { mode: 'STRICT' } })], mixed);
  expect(found.at).toEqual(['warning WEFT0230 PeerAuthentication shop spec.mtls.mode']);
  expect(found.texts[0]).toContain('300 of 3000 requests (10 %)');
  expect(found.texts[0]).toContain('reached shop/cart in plain text, which is refused now, from shop/front');
});

test('who STRICT would cut off, a caller without a proxy among them', () => {
  const nobody = { ...arrived, from: null, more: plain };
  const found = foundIn(plaintextCallers, ends, [...mixed, sample('requests', nobody, 1)]);
  expect(found.at).toEqual(['info WEFT0231 Deployment cart']);
  expect(found.texts[0]).toContain('from a caller without a proxy, shop/front');
});

test.each([
  ['all of it is mutual', ends, [sample('requests', arrived, 9)]],
  [
    'only the caller tells, which cannot know',
    ends,
    [sample('requests', { ...arrived, reporter: 'source' }, 9)],
  ],
  ['no TLS is wanted', [...ends, policy({ mtls: { mode: 'DISABLE' } })], mixed],
  [
    'a port has a mode of its own',
    [
      ...ends,
      policy({
        selector: { matchLabels: { app: 'cart' } },
        mtls: { mode: 'STRICT' },
        portLevelMtls: { 8080: { mode: 'PERMISSIVE' } },
      }),
    ],
    mixed,
  ],
])('%s: no finding', (_, objects, samples) => {
  expect(foundIn(plaintextCallers, objects, samples).at).toEqual([]);
});
