import { expect, test } from 'vitest';
import { service, workload } from '#lib/graph/testing/mesh.ts';
import { failure, sample } from '#lib/graph/testing/traffic.ts';
import { foundIn, made } from '../testing/found-in.ts';
import { networkPolicyBars } from './network-policy-bars.ts';

const ends = [...workload('shop', 'front'), ...workload('shop', 'cart'), service('shop', 'cart')];
const call = { from: 'shop/front', to: 'shop/cart', service: 'shop/cart' };
const policy = (spec: object) => made('networking.k8s.io/v1', 'NetworkPolicy', 'cart', spec);
const podSelector = { matchLabels: { app: 'cart' } };
const dropped = [sample('requests', call, 10), failure(call, '503 URX,UF', 10)];

test('calls that nobody answers, and a policy that admits their caller nowhere', () => {
  const found = foundIn(networkPolicyBars, [...ends, policy({ podSelector })], dropped);
  expect(found.at).toEqual(['warning WEFT0234 NetworkPolicy cart spec.ingress']);
  expect(found.texts[0]).toContain('3000 of 3000 requests (100 %)');
});

test('a window that began before the policy', () => {
  const half = [
    sample('requests', call, 10),
    failure(call, '504 UT', 3),
    sample('requests', { ...call, reporter: 'destination' }, 7),
  ];
  expect(foundIn(networkPolicyBars, [...ends, policy({ podSelector })], half).at).toHaveLength(1);
});

test('a host outside that the caller is not let out to', () => {
  const entry = made('networking.istio.io/v1', 'ServiceEntry', 'bank', {
    hosts: ['bank.example'],
    location: 'MESH_EXTERNAL',
    ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
  });
  const out = {
    from: 'shop/front',
    to: null,
    more: {
      destination_service: 'bank.example',
      destination_service_name: 'bank.example',
      destination_service_namespace: 'shop',
    },
  };
  const lost = [sample('requests', out, 10), failure(out, '503 UF', 10)];
  const inside = policy({
    podSelector: {},
    policyTypes: ['Egress'],
    egress: [{ to: [{ namespaceSelector: {} }] }],
  });
  expect(foundIn(networkPolicyBars, [...ends, entry, inside], lost).at).toEqual([
    'warning WEFT0234 NetworkPolicy cart spec.egress',
  ]);
});

test.each([
  [
    'the policy admits the caller',
    policy({ podSelector, ingress: [{ from: [{ podSelector: {} }] }] }),
    dropped,
  ],
  ['the policy is for others', policy({ podSelector: { matchLabels: { app: 'other' } } }), dropped],
  [
    'hardly any of it is lost',
    policy({ podSelector }),
    [sample('requests', call, 30), failure(call, '503 UF', 1)],
  ],
  [
    'what is not answered arrives all the same',
    policy({ podSelector }),
    [...dropped, sample('requests', { ...call, reporter: 'destination' }, 10)],
  ],
  ['it fails otherwise', policy({ podSelector }), [sample('requests', call, 10), failure(call, '503 -', 10)]],
])('%s: no finding', (_, object, samples) => {
  expect(foundIn(networkPolicyBars, [...ends, object], samples).at).toEqual([]);
});
