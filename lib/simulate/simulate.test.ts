import { expect, test } from 'vitest';
import { clusterOf, pod } from '#lib/mesh/testing/snapshot-of.ts';
import type { SimulatedRequest } from './request.ts';
import { sentenceOf } from './sentence.ts';
import { simulate } from './simulate.ts';
import { type Simulation, stepsOf } from './simulation.ts';
import { stepText } from './step-texts.ts';

const base = `
apiVersion: v1
kind: Service
metadata: { name: payment, namespace: shop }
spec: { selector: { app: payment }, ports: [{ name: http, port: 8080 }, { name: tcp-raw, port: 9000 }] }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: payment, namespace: shop }
spec:
  host: payment
  subsets: [{ name: v1, labels: { version: v1 } }, { name: v2, labels: { version: v2 } }]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: payment, namespace: shop, creationTimestamp: "2021-01-01T00:00:00Z" }
spec:
  hosts: [payment]
  http:
    - match: [{ headers: { end-user: { exact: jason } } }]
      route: [{ destination: { host: payment, subset: v2 } }]
    - match: [{ uri: { regex: "/admin/.*" } }]
      route: [{ destination: { host: payment, subset: v2 } }]
    - route:
        - { destination: { host: payment, subset: v1 }, weight: 90 }
        - { destination: { host: payment, subset: v2 }, weight: 10 }
      timeout: 2s
    - route: [{ destination: { host: payment, subset: v2 } }]
${pod('shop', 'checkout', { app: 'checkout' })}
${pod('shop', 'payment-v1', { app: 'payment', version: 'v1' })}
${pod('shop', 'payment-v2', { app: 'payment', version: 'v2' })}
`;

const asked: SimulatedRequest = {
  from: { kind: 'workload', namespace: 'shop', name: 'checkout' },
  protocol: 'http',
  method: 'POST',
  host: 'payment',
  authority: null,
  port: 8080,
  path: '/pay',
  headers: {},
  token: null,
};

function run(more: string, request: Partial<SimulatedRequest> = {}): Simulation {
  const found = simulate(clusterOf(`${base}\n---\n${more}`), { ...asked, ...request });
  if (found === null) throw new Error('the fixture has the caller');
  return found;
}

const rules = ({ hops }: Simulation) =>
  hops[0]?.rules.map(({ path, outcome, why }) => `${path} ${outcome} ${why}`.trim());
const blocking = (simulation: Simulation) =>
  stepsOf(simulation)
    .filter(({ verdict }) => verdict === 'blocks')
    .map((step) => `${stepText(step)} @ ${step.object?.name} ${step.path}`);

test('the rule that takes a request, what was passed over and why, and the shares', () => {
  const found = run('');
  expect(sentenceOf(found)).toBe('90\u00a0% reaches shop/payment-v1, 10\u00a0% reaches shop/payment-v2');
  expect(rules(found)).toEqual([
    'spec.http[0] skipped header end-user is absent',
    'spec.http[1] skipped path is "/pay" and has to match /admin/.*',
    'spec.http[2] taken',
    'spec.http[3] shadowed it would take the request too',
  ]);
});

test('a pattern that cannot be judged in time is not judged', () => {
  const more = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: older, namespace: shop, creationTimestamp: "2020-01-01T00:00:00Z" }
spec:
  hosts: [payment]
  http: [{ match: [{ uri: { regex: "/(a+)+b" } }], route: [{ destination: { host: payment } }] }]
`;
  expect(sentenceOf(run(more, { path: `/${'a'.repeat(60)}` }))).toMatch(/^cannot be told/);
});

test('an ALLOW policy that does not match says why, with the field', () => {
  const found = run(`
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: payment-allow, namespace: shop }
spec:
  selector: { matchLabels: { app: payment } }
  rules: [{ from: [{ source: { principals: [cluster.local/ns/shop/sa/cart] } }], to: [{ operation: { methods: [POST] } }] }]
`);
  expect(sentenceOf(found)).toBe("fails with 403, made by the callee's proxy");
  expect(blocking(found)[0]).toBe(
    'No rule of this ALLOW policy takes it: the caller is cluster.local/ns/shop/sa/checkout, not cluster.local/ns/shop/sa/cart @ payment-allow spec.rules[0].from[0].source.principals',
  );
});

test('plain text to STRICT is cut, and the field of the DestinationRule is named', () => {
  const found = run(`
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: STRICT } }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: plain, namespace: shop, creationTimestamp: "2020-01-01T00:00:00Z" }
spec: { host: payment.shop.svc.cluster.local, trafficPolicy: { tls: { mode: DISABLE } } }
`);
  expect(sentenceOf(found)).toBe("fails with 503 UC, made by the caller's proxy");
  expect(blocking(found)[0]).toContain('@ plain spec.trafficPolicy.tls.mode');
});

test('a workload that is not there is no caller', () => {
  expect(
    simulate(clusterOf(base), { ...asked, from: { kind: 'workload', namespace: 'shop', name: 'nobody' } }),
  ).toBeNull();
});

test('a name that nobody has is let through or stopped by the outbound policy', () => {
  expect(sentenceOf(run('', { host: 'api.example', port: 443 }))).toBe('leaves the mesh');
  const closed = `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: shop }
spec: { egress: [{ hosts: ["./*"] }], outboundTrafficPolicy: { mode: REGISTRY_ONLY } }
`;
  expect(sentenceOf(run(closed, { host: 'api.example', port: 443 }))).toBe(
    "fails with 502, made by the caller's proxy",
  );
});

test('who is outside and asks for a name that no Service has gets nowhere', () => {
  const found = run('', { from: { kind: 'outside' }, host: 'payment.nowhere' });
  expect(sentenceOf(found)).toBe('fails with no answer, made by the lookup of the name');
});

const front = `
apiVersion: v1
kind: Service
metadata: { name: gate, namespace: shop }
spec: { selector: { istio: ingressgateway }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: gate, namespace: shop }
spec: { selector: { istio: ingressgateway }, servers: [{ port: { number: 80, protocol: HTTP }, hosts: ["*"] }] }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: gate, namespace: shop }
spec: { hosts: [pay.example], gateways: [gate], http: [{ route: [{ destination: { host: payment, port: { number: 8080 } } }] }] }
${pod('shop', 'gate', { istio: 'ingressgateway' })}
`;
const guarding = (spec: string) => `---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: gate, namespace: shop }
spec: { selector: { matchLabels: { istio: ingressgateway } }, ${spec} }
`;
const throughGate = {
  from: { kind: 'outside' },
  host: 'gate.shop',
  port: 80,
  authority: 'pay.example',
} as const;

test('policies of a gateway are asked before it routes', () => {
  expect(sentenceOf(run(front, throughGate))).toMatch(/^50.% reaches shop\/payment-v1/);
  const onPath = 'rules: [{ to: [{ operation: { paths: ["/open"] } }] }]';
  const refused = run(front + guarding(onPath), throughGate);
  expect(sentenceOf(refused)).toBe('fails with 403, made by the gateway');
  expect(blocking(refused)[0]).toMatch(/@ gate spec\.rules\[0\]\.to\[0\]\.operation\.paths$/);
  expect(sentenceOf(run(front + guarding(onPath), { ...throughGate, path: '/open' }))).toMatch(
    /^50.% reaches/,
  );
});

test('where a gateway asks somebody else the way behind it is told, and not how it ends', () => {
  const provider = `---
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data: { mesh: "extensionProviders: [{ name: login, envoyExtAuthzHttp: { service: payment.shop.svc.cluster.local, port: 8080 } }]" }
`;
  const found = run(
    `${front}${guarding('action: CUSTOM, provider: { name: login }, rules: [{}]')}${provider}`,
    throughGate,
  );
  expect(sentenceOf(found)).toMatch(/^cannot be told: the gateway decides/);
  expect(found.hops[1]?.destinations.length).toBeGreaterThan(0);
});
