import { expect, test } from 'vitest';
import { clusterOf, pod } from '#lib/mesh/testing/snapshot-of.ts';
import type { SimulatedRequest } from './request.ts';
import { sentenceOf } from './sentence.ts';
import { simulate } from './simulate.ts';
import { stepsOf } from './simulation.ts';
import { stepText } from './step-texts.ts';

const captured = (yaml: string) =>
  yaml.replace('  labels:', '  annotations: { ambient.istio.io/redirection: enabled }\n  labels:');

const shop = `
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { selector: { app: cart }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
`;
const sidecars = `${shop}${pod('shop', 'front', { app: 'front' }, { ip: '10.0.0.1' })}${pod('shop', 'cart', { app: 'cart' }, { ip: '10.0.0.2' })}`;
const ambient = `${shop}${captured(pod('shop', 'front', { app: 'front' }, { proxy: false }))}${captured(pod('shop', 'cart', { app: 'cart' }, { proxy: false }))}`;

const policy = (spec: string) => `
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: cart, namespace: shop }
spec: ${spec}
`;
const toCart = (ports: string) =>
  policy(`{ podSelector: { matchLabels: { app: cart } }, ingress: [{ ports: [${ports}] }] }`);

const asked: SimulatedRequest = {
  from: { kind: 'workload', namespace: 'shop', name: 'front' },
  protocol: 'http',
  method: 'GET',
  host: 'cart',
  authority: null,
  port: 80,
  path: '/',
  headers: {},
  token: null,
};

function run(yaml: string, more: Partial<SimulatedRequest> = {}) {
  const found = simulate(clusterOf(yaml), { ...asked, ...more });
  if (found === null) throw new Error('the fixture has the caller');
  const network = stepsOf(found).filter(({ code }) => code.startsWith('network'));
  return {
    sentence: sentenceOf(found),
    network: network.map(({ code, path }) => `${code} ${path}`),
    texts: network.map(stepText),
    codes: stepsOf(found).map(({ code }) => code),
  };
}

const barred = "fails with 503 UF, made by the caller's proxy, if the network plugin enforces NetworkPolicy";

test('what a sidecar sends arrives at the port of the pod, not that of the Service', () => {
  expect(run(sidecars + toCart('{ port: 8080 }')).network).toEqual(['network-ingress spec.ingress[0]']);
  const found = run(sidecars + toCart('{ port: 80 }'));
  expect(found.sentence).toBe(barred);
  expect(found.texts).toEqual([
    'This NetworkPolicy selects shop/cart and does not let shop/front in on port 8080: it opens port 80 alone; the packets are dropped, if the network plugin enforces NetworkPolicy',
  ]);
  // Perhaps nobody carries it out: what would come then is told too.
  expect(found.codes).toEqual(expect.arrayContaining(['mtls-auto', 'authz-none']));
});

test('what travels in ambient arrives at port 15008', () => {
  expect(run(ambient + toCart('{ port: 15008 }')).sentence).toBe('reaches shop/cart');
  expect(run(ambient + toCart('{ port: 8080 }')).sentence).toBe(
    'fails with no answer CONNECT, made by ztunnel, if the network plugin enforces NetworkPolicy',
  );
});

test('a sidecar that takes tunnels gets one from ztunnel, and none from a sidecar', () => {
  const labels = { app: 'cart', 'networking.istio.io/tunnel': 'http' };
  const mixed = `${shop}${captured(pod('shop', 'front', { app: 'front' }, { proxy: false }))}${pod('shop', 'other', { app: 'other' })}${pod('shop', 'cart', labels)}`;
  const closed = mixed + toCart('{ port: 8080 }');
  expect(run(closed).sentence).toMatch(/^fails with no answer CONNECT/);
  expect(run(closed, { from: { ...asked.from, name: 'other' } as SimulatedRequest['from'] }).sentence).toBe(
    'reaches shop/cart',
  );
});

test('both ends have a say, and nobody selected is let be', () => {
  expect(run(sidecars).network).toEqual(['network-open null']);
  const outward = policy('{ podSelector: { matchLabels: { app: front } }, policyTypes: [Egress] }');
  expect(run(sidecars + outward)).toMatchObject({
    sentence: barred,
    network: ['network-egress-barred spec.egress'],
  });
});

test('a timeout that comes before the connection is given up is what the caller sees', () => {
  const impatient = `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec: { hosts: [cart], http: [{ timeout: 3s, route: [{ destination: { host: cart } }] }] }
`;
  expect(run(sidecars + toCart('{ port: 80 }') + impatient).sentence).toMatch(/^fails with 504 UT/);
});

test('where an address decides that is not known nobody can tell, and every address decides', () => {
  const to = (cidr: string) =>
    policy(
      `{ podSelector: { matchLabels: { app: front } }, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: ${cidr} } }] }] }`,
    );
  expect(run(sidecars + to('203.0.113.0/24'), { host: 'api.example' }).sentence).toMatch(/^cannot be told/);
  expect(run(sidecars + to('203.0.113.0/24'), { host: '203.0.113.9' }).sentence).toBe('leaves the mesh');
  expect(run(sidecars + to('203.0.113.0/24'), { host: '198.51.100.1' }).sentence).toMatch(/^fails with/);
  expect(run(sidecars + to('0.0.0.0/0'), { host: 'api.example' }).sentence).toBe('leaves the mesh');
});

test('what is said to pods on the network of their node is not defined', () => {
  const onNode = sidecars.replace(/(name: cart-[\s\S]*?spec:\n)/, '$1  hostNetwork: true\n');
  expect(run(onNode + toCart('{ port: 80 }'))).toMatchObject({
    network: ['network-of-node null'],
    sentence: expect.stringMatching(/^cannot be told/),
  });
});

test('a policy for what goes out that forgets DNS is told of', () => {
  const dns = `
---
apiVersion: v1
kind: Service
metadata: { name: kube-dns, namespace: kube-system }
spec: { selector: { k8s-app: kube-dns }, ports: [{ name: dns, port: 53, protocol: UDP }] }
${pod('kube-system', 'coredns', { 'k8s-app': 'kube-dns' }, { proxy: false })}`;
  const to = (more: string) =>
    policy(
      `{ podSelector: { matchLabels: { app: front } }, policyTypes: [Egress], egress: [{ to: [{ podSelector: { matchLabels: { app: cart } } }] }${more}] }`,
    );
  expect(run(sidecars + dns + to('')).network).toEqual([
    'network-no-dns spec.egress[0].to',
    'network-egress spec.egress[0]',
  ]);
  const opened = to(', { to: [{ namespaceSelector: {} }], ports: [{ port: 53, protocol: UDP }] }');
  expect(run(sidecars + dns + opened).network).toEqual(['network-egress spec.egress[0]']);
});

test('where a waypoint is used the tunnels to it and from it are looked at, each by its own ends', () => {
  const waypoint = `
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: way, namespace: shop }
spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
${pod('shop', 'way', { app: 'way', 'gateway.istio.io/managed': 'istio.io-mesh-controller', 'gateway.networking.k8s.io/gateway-name': 'way' }, { proxy: false })}`;
  const through = ambient.replace(
    'name: cart, namespace: shop }',
    'name: cart, namespace: shop, labels: { istio.io/use-waypoint: way } }',
  );
  const admitting = (app: string, from: string) =>
    policy(
      `{ podSelector: { matchLabels: { app: ${app} } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: ${from} } } }] }] }`,
    );
  expect(run(through + waypoint + admitting('cart', 'way')).sentence).toBe('reaches shop/cart');
  // The waypoint connects to the callee: to admit the caller does not help.
  expect(run(through + waypoint + admitting('cart', 'front')).sentence).toMatch(
    /^fails with 503 UF, made by the waypoint/,
  );
  expect(run(through + waypoint + admitting('way', 'cart')).sentence).toMatch(/CONNECT, made by ztunnel/);
});
