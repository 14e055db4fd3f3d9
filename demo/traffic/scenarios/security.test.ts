import { expect, test } from 'vitest';
import { meshBuilder, type WorkloadOptions } from '#demo/traffic/testing/mesh-builder.ts';
import { reports, requestCounts, simulate, sums } from '#demo/traffic/testing/observe.ts';

interface Ends {
  readonly front?: WorkloadOptions;
  readonly cart?: WorkloadOptions;
  readonly call?: Record<string, unknown>;
}

const pair = ({ front = {}, cart = {}, call = {} }: Ends = {}) =>
  meshBuilder()
    .workload('front', 'front', {
      ...front,
      calls: [{ host: 'cart', port: 8080, rps: 100, path: '/cart', ...call }],
    })
    .workload('cart', 'cart', { serves: [{ port: 8080 }], ...cart })
    .service('cart', { 8080: 'http' });

const strict = (extra: Record<string, unknown> = {}) => ({ mtls: { mode: 'STRICT' }, ...extra });
const tls = (mode: string) => ({ host: 'cart', trafficPolicy: { tls: { mode } } });

const plainText = ['destination front cart cart 200 - none', 'source front cart cart 200 - unknown'];
const refusedAtSource = ['source front cart cart 503 UC unknown'];

test('DISABLE against STRICT: 503 UC at the caller, nothing at the callee', () => {
  const simulation = simulate(
    pair()
      .object('DestinationRule', 'cart', tls('DISABLE'))
      .object('PeerAuthentication', 'p', strict())
      .view(),
  );
  expect(reports(simulation)).toEqual(refusedAtSource);
  const [labels] = [...simulation.series()].map((s) => s.labels).filter((l) => l.reporter === 'source');
  expect(labels).toMatchObject({ destination_app: 'unknown', destination_principal: 'unknown' });
});

test('DISABLE against PERMISSIVE works, in plain text', () => {
  const simulation = simulate(pair().object('DestinationRule', 'cart', tls('DISABLE')).view());
  expect(reports(simulation)).toEqual(plainText);
  const principals = sums(simulation, 'istio_requests_total', ['source_principal', 'source_app']);
  expect([...principals.keys()]).toEqual(['unknown front']);
});

test('mutual TLS to a callee without proxy: 503 URX,UF at the caller, nothing else', () => {
  const simulation = simulate(
    pair({ cart: { meshed: false } })
      .object('DestinationRule', 'cart', tls('ISTIO_MUTUAL'))
      .view(),
  );
  expect(reports(simulation)).toEqual(['source front cart cart 503 URX,UF unknown']);
});

test('auto-mTLS sends plain text to a callee without proxy: reported by the caller only', () => {
  expect(reports(simulate(pair({ cart: { meshed: false } }).view()))).toEqual([
    'source front cart cart 200 - unknown',
  ]);
});

test('auto-mTLS follows DISABLE of the callee, and can be switched off in the mesh', () => {
  const disabled = pair().object('PeerAuthentication', 'p', { mtls: { mode: 'DISABLE' } });
  expect(reports(simulate(disabled.view()))).toEqual(plainText);
  const off = pair().object('ConfigMap', 'istio', undefined, {
    namespace: 'istio-system',
    data: { mesh: 'enableAutoMtls: false' },
  });
  expect(reports(simulate(off.view()))).toEqual(plainText);
});

test('SIMPLE to a proxy fails in the handshake', () => {
  const simple = pair().object('DestinationRule', 'cart', tls('SIMPLE'));
  expect(reports(simulate(simple.view()))).toEqual(['source front cart cart 503 URX,UF unknown']);
});

test('a caller without proxy: the callee alone reports, the source unknown, no security', () => {
  expect(reports(simulate(pair({ front: { meshed: false } }).view()))).toEqual([
    'destination unknown cart cart 200 - none',
  ]);
});

test('a caller without proxy against STRICT leaves no trace', () => {
  const simulation = simulate(
    pair({ front: { meshed: false } })
      .object('PeerAuthentication', 'p', strict())
      .view(),
  );
  expect(reports(simulation)).toEqual([]);
});

const disabledClient = () => pair().object('DestinationRule', 'cart', tls('DISABLE'));
const selector = { selector: { matchLabels: { app: 'cart' } } };

test.each([
  ['mesh', [['istio-system', strict()]], true],
  [
    'namespace over mesh',
    [
      ['istio-system', strict()],
      ['shop', { mtls: { mode: 'PERMISSIVE' } }],
    ],
    false,
  ],
  [
    'workload over namespace',
    [
      ['shop', strict()],
      ['shop', { ...selector, mtls: { mode: 'PERMISSIVE' } }],
    ],
    false,
  ],
  [
    'port over workload',
    [['shop', { ...selector, ...strict(), portLevelMtls: { 8080: { mode: 'PERMISSIVE' } } }]],
    false,
  ],
  [
    'UNSET inherits',
    [
      ['istio-system', strict()],
      ['shop', { ...selector, mtls: { mode: 'UNSET' } }],
    ],
    true,
  ],
  ['another port', [['shop', { ...selector, portLevelMtls: { 9090: { mode: 'STRICT' } } }]], false],
] as const)('PeerAuthentication: %s', (_name, policies, cut) => {
  const builder = disabledClient();
  policies.forEach(([namespace, spec], i) => {
    builder.object('PeerAuthentication', `p${i}`, spec, { namespace });
  });
  expect(reports(simulate(builder.view()))).toEqual(cut ? refusedAtSource : plainText);
});

test.each([
  [
    'caller’s namespace before the service’s',
    [
      ['shop', 'DISABLE'],
      ['store', 'ISTIO_MUTUAL'],
    ],
    'none',
  ],
  [
    'service’s namespace before the root’s',
    [
      ['istio-system', 'DISABLE'],
      ['store', 'ISTIO_MUTUAL'],
    ],
    'mutual_tls',
  ],
  ['the root namespace last', [['istio-system', 'DISABLE']], 'none'],
  ['none at all: auto-mTLS', [], 'mutual_tls'],
] as const)('DestinationRule: %s', (_name, rules, policy) => {
  const builder = meshBuilder()
    .workload('front', 'front', { calls: [{ host: 'cart.store', port: 8080, rps: 50 }] })
    .workload('cart', 'cart', { namespace: 'store', serves: [{ port: 8080 }] })
    .service('cart', { 8080: 'http' }, { namespace: 'store' });
  rules.forEach(([namespace, mode], i) => {
    const host = 'cart.store.svc.cluster.local';
    builder.object('DestinationRule', `d${i}`, { ...tls(mode), host }, { namespace });
  });
  const found = sums(simulate(builder.view()), 'istio_requests_total', ['connection_security_policy'], {
    reporter: 'destination',
  });
  expect([...found.keys()]).toEqual([policy]);
});

const denied = ['destination front cart cart 403 - mutual_tls', 'source front cart cart 403 - unknown'];
const served = ['destination front cart cart 200 - mutual_tls', 'source front cart cart 200 - unknown'];
const principal = 'cluster.local/ns/shop/sa/front';
const from = (source: unknown) => ({ from: [{ source }] });
const to = (operation: unknown) => ({ to: [{ operation }] });

test.each([
  ['allow nothing', [{ action: 'ALLOW' }], true],
  ['allow the principal', [{ action: 'ALLOW', rules: [from({ principals: [principal] })] }], false],
  ['allow another principal', [{ action: 'ALLOW', rules: [from({ principals: ['*/sa/admin'] })] }], true],
  ['allow its namespace', [{ rules: [from({ namespaces: ['shop'] })] }], false],
  ['allow by method', [{ rules: [to({ methods: ['POST'] })] }], true],
  ['allow by path prefix', [{ rules: [to({ paths: ['/cart*'] })] }], false],
  ['allow by port', [{ rules: [to({ ports: ['8080'] })] }], false],
  ['not on that path', [{ rules: [to({ notPaths: ['/cart'] })] }], true],
  [
    'deny before allow',
    [
      { action: 'ALLOW', rules: [{}] },
      { action: 'DENY', rules: [from({ namespaces: ['shop'] })] },
    ],
    true,
  ],
  ['deny of others', [{ action: 'DENY', rules: [from({ notNamespaces: ['shop'] })] }], false],
  ['a condition', [{ rules: [{ when: [{ key: 'source.namespace', values: ['bank'] }] }] }], true],
  ['of another workload', [{ selector: { matchLabels: { app: 'other' } }, action: 'ALLOW' }], false],
] as const)('AuthorizationPolicy: %s', (_name, policies, refused) => {
  const builder = pair();
  policies.forEach((spec, i) => {
    builder.object('AuthorizationPolicy', `a${i}`, spec);
  });
  expect(reports(simulate(builder.view()))).toEqual(refused ? denied : served);
});

test('RBAC counts what it turned away at the callee, flat where nothing is', () => {
  const simulation = simulate(
    pair()
      .object('AuthorizationPolicy', 'a', { rules: [to({ methods: ['POST'] })] })
      .view(),
  );
  const count = sums(simulation, 'envoy_http_inbound_0_0_0_0_8080_rbac', ['authz_enforce_result', 'pod']);
  const requests = sums(simulation, 'istio_requests_total', [], { reporter: 'destination' });
  expect([...count]).toEqual([['denied cart-hash1-0', requests.get('')]]);
});

test('plain text has no principal: a rule on principals turns it away', () => {
  const simulation = simulate(
    pair({ front: { meshed: false } })
      .object('AuthorizationPolicy', 'a', { rules: [from({ principals: ['*'] })] })
      .view(),
  );
  expect(reports(simulation)).toEqual(['destination unknown cart cart 403 - none']);
});

test('an external authorizer that is not there: 403 UAEX at the callee, no flag at the caller', () => {
  const custom = { action: 'CUSTOM', provider: { name: 'ext' }, rules: [{}] };
  expect(reports(simulate(pair().object('AuthorizationPolicy', 'a', custom).view()))).toEqual([
    'destination front cart cart 403 UAEX mutual_tls',
    'source front cart cart 403 - unknown',
  ]);
});

const jwt = (issuer: string, audiences: readonly string[] = []) => ({
  jwt: { share: 0.5, issuer, audiences },
});
const authentication = { jwtRules: [{ issuer: 'https://id.example', audiences: ['shop'] }] };
const requirePrincipal = { rules: [from({ requestPrincipals: ['https://id.example/*'] })] };

const codes = (
  ends: Ends,
  policies: readonly (readonly ['RequestAuthentication' | 'AuthorizationPolicy', unknown])[],
) => {
  const builder = pair(ends);
  for (const [kind, spec] of policies) builder.object(kind, kind.toLowerCase(), spec);
  const counts = requestCounts(simulate(builder.view()));
  const found = new Map<string, number>();
  for (const [key, n] of counts) {
    const code = `${key.split(' ')[0]} ${key.split(' ')[4]} ${key.split(' ')[5]}`;
    found.set(code, (found.get(code) ?? 0) + n);
  }
  return [...found.keys()].sort();
};

test('tokens: a missing one passes authentication and is stopped by authorization; others by the JWT filter', () => {
  const both = [
    ['RequestAuthentication', authentication],
    ['AuthorizationPolicy', requirePrincipal],
  ] as const;
  const good = { call: jwt('https://id.example', ['shop']) };
  expect(codes(good, [['RequestAuthentication', authentication]])).toEqual([
    'destination 200 -',
    'source 200 -',
  ]);
  expect(codes(good, [...both])).toEqual([
    'destination 200 -',
    'destination 403 -',
    'source 200 -',
    'source 403 -',
  ]);
  expect(codes({ call: jwt('https://evil.example') }, [['RequestAuthentication', authentication]])).toEqual([
    'destination 200 -',
    'destination 401 -',
    'source 200 -',
    'source 401 -',
  ]);
  expect(
    codes({ call: jwt('https://id.example', ['bank']) }, [['RequestAuthentication', authentication]]),
  ).toEqual(['destination 200 -', 'destination 403 -', 'source 200 -', 'source 403 -']);
});
