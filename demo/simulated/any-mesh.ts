import fc from 'fast-check';
import { meshBuilder } from '#demo/traffic/testing/mesh-builder.ts';
import type { KubeObject } from '#lib/k8s/object.ts';

const text = fc.constantFrom(
  { exact: '/a' },
  { prefix: '/a' },
  { prefix: '/' },
  { regex: '/a.*' },
  { exact: '/A' },
);
const value = fc.constantFrom({ exact: 'x' }, { prefix: 'x' }, { regex: 'x|y' }, {});
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

const match = fc
  .record({
    uri: maybe(text),
    ignoreUriCase: maybe(fc.boolean()),
    method: maybe(fc.constantFrom({ exact: 'GET' }, { exact: 'POST' })),
    authority: maybe(fc.constantFrom({ exact: 'reviews' }, { prefix: 'rev' })),
    headers: maybe(fc.dictionary(fc.constantFrom('user', 'beta'), value, { maxKeys: 2 })),
    withoutHeaders: maybe(fc.dictionary(fc.constantFrom('user', 'beta'), value, { maxKeys: 1 })),
    queryParams: maybe(fc.dictionary(fc.constantFrom('q'), fc.constantFrom({ exact: '1' }), { maxKeys: 1 })),
    port: maybe(fc.constantFrom(9080, 9090)),
    sourceLabels: maybe(fc.constantFrom({ app: 'page' }, { app: 'other' })),
    sourceNamespace: maybe(fc.constantFrom('shop', 'pay')),
    gateways: maybe(fc.constantFrom(['mesh'], ['shop/front'], ['front'])),
  })
  .map(written);

const destination = fc
  .record({
    host: fc.constantFrom(
      'reviews',
      'reviews.shop.svc.cluster.local',
      'ledger.pay.svc.cluster.local',
      'nobody',
      'ledger.pay',
    ),
    subset: maybe(fc.constantFrom('v1', 'v2', 'v9')),
    port: maybe(fc.constantFrom({ number: 9080 }, { number: 9090 })),
  })
  .map(written);

const percent = fc.constantFrom({ value: 100 }, { value: 30 });
const rule = fc
  .record({
    match: maybe(fc.array(match, { minLength: 1, maxLength: 2 })),
    route: fc.array(fc.record({ destination, weight: fc.constantFrom(0, 10, 30, 90) }), {
      minLength: 1,
      maxLength: 3,
    }),
    timeout: maybe(fc.constantFrom('2s', '0s')),
    retries: maybe(fc.constantFrom({ attempts: 0 }, { attempts: 5, perTryTimeout: '1s' })),
    fault: maybe(fc.record({ abort: fc.record({ httpStatus: fc.constant(555), percentage: percent }) })),
    rewrite: maybe(fc.constantFrom({ uri: '/b' }, { authority: 'else' })),
    mirror: maybe(destination),
    mirrorPercentage: maybe(percent),
  })
  .map(written);

const answering = fc.constantFrom({ redirect: { uri: '/x' } }, { directResponse: { status: 418 } });
const anyRule = fc.oneof({ weight: 5, arbitrary: rule }, { weight: 1, arbitrary: answering });

const virtualService = fc
  .record({
    hosts: fc.constantFrom(
      ['reviews'],
      ['reviews.shop.svc.cluster.local'],
      ['*.shop.svc.cluster.local'],
      ['api.example'],
    ),
    gateways: maybe(fc.constantFrom(['mesh'], ['front'], ['front', 'mesh'])),
    exportTo: maybe(fc.constantFrom(['.'], ['*'], ['pay'])),
    http: fc.array(anyRule, { minLength: 1, maxLength: 3 }),
  })
  .map(written);

const mode = fc.constantFrom('DISABLE', 'ISTIO_MUTUAL', 'SIMPLE');
const policy = fc
  .record({
    tls: maybe(fc.record({ mode })),
    connectionPool: maybe(fc.constant({ tcp: { maxConnections: 3 } })),
    portLevelSettings: maybe(
      fc.array(fc.record({ port: fc.constant({ number: 9080 }), tls: fc.record({ mode }) }), {
        maxLength: 1,
      }),
    ),
  })
  .map(written);
const subset = (name: string) =>
  fc
    .record({ name: fc.constant(name), labels: fc.constant({ version: name }), trafficPolicy: maybe(policy) })
    .map(written);
const destinationRule = fc
  .record({
    host: fc.constantFrom(
      'reviews.shop.svc.cluster.local',
      '*.shop.svc.cluster.local',
      'ledger.pay.svc.cluster.local',
      '*.local',
    ),
    exportTo: maybe(fc.constantFrom(['.'], ['*'])),
    trafficPolicy: maybe(policy),
    subsets: maybe(fc.tuple(subset('v1'), subset('v2')).map((both) => [...both])),
  })
  .map(written);

const peer = fc
  .record({
    selector: maybe(fc.constantFrom({ matchLabels: { app: 'reviews' } }, { matchLabels: { app: 'ledger' } })),
    mtls: fc.record({ mode: fc.constantFrom('STRICT', 'PERMISSIVE', 'DISABLE', 'UNSET') }),
    portLevelMtls: maybe(fc.constant({ 9080: { mode: 'STRICT' } })),
  })
  // A policy of a whole namespace has no ports.
  .map(({ selector, portLevelMtls, mtls }) =>
    written(selector === undefined ? { mtls } : { selector, mtls, portLevelMtls }),
  );

const names = <T>(...values: readonly T[]) => maybe(fc.subarray([...values], { minLength: 1 }));
const source = fc
  .record({
    principals: names('cluster.local/ns/shop/sa/page', '*/sa/page', '*', 'cluster.local/ns/pay/sa/x'),
    notPrincipals: names('cluster.local/ns/shop/sa/page'),
    namespaces: names('shop', 'pay', 's*'),
    notNamespaces: names('shop', 'pay'),
    requestPrincipals: names('*', 'me/user', 'other/*'),
  })
  .map(written);
const operation = fc
  .record({
    methods: names('GET', 'POST'),
    notMethods: names('GET'),
    paths: names('/a', '/a*', '*b'),
    notPaths: names('/a', '/b*'),
    ports: names('9080', '9090'),
    hosts: names('reviews', 'api.*', '*'),
  })
  .map(written);
const when = fc.constantFrom(
  { key: 'request.headers[user]', values: ['x'] },
  { key: 'request.headers[user]', notValues: ['x', 'y'] },
  { key: 'source.namespace', values: ['shop'] },
  { key: 'destination.port', notValues: ['9090'] },
  { key: 'request.auth.audiences', values: ['web'] },
);
const authorizationRule = fc
  .record({
    from: maybe(fc.array(fc.record({ source }), { minLength: 1, maxLength: 2 })),
    to: maybe(fc.array(fc.record({ operation }), { minLength: 1, maxLength: 2 })),
    when: maybe(fc.array(when, { minLength: 1, maxLength: 1 })),
  })
  .map(written);
const authorization = fc
  .record({
    action: fc.constantFrom('ALLOW', 'DENY'),
    selector: maybe(fc.constantFrom({ matchLabels: { app: 'reviews' } }, { matchLabels: { version: 'v1' } })),
    rules: maybe(fc.array(authorizationRule, { minLength: 1, maxLength: 2 })),
  })
  .map(written);

const requestAuthentication = fc.record({
  jwtRules: fc.array(
    fc.constantFrom({ issuer: 'me' }, { issuer: 'me', audiences: ['web'] }, { issuer: 'you' }),
    { minLength: 1, maxLength: 2 },
  ),
});

const sidecar = fc.record({
  egress: fc.array(
    fc.record({
      hosts: fc.subarray(['./*', 'shop/*', 'pay/*', '*/reviews.shop.svc.cluster.local', '~/*'], {
        minLength: 1,
      }),
    }),
    { minLength: 1, maxLength: 2 },
  ),
  outboundTrafficPolicy: fc.constantFrom({ mode: 'ALLOW_ANY' }, { mode: 'REGISTRY_ONLY' }),
});

const call = fc.record({
  host: fc.constantFrom(
    'reviews',
    'reviews.shop',
    'reviews.shop.svc.cluster.local',
    'ledger.pay',
    'gone',
    'api.example',
    'gate.shop',
  ),
  authority: maybe(fc.constantFrom('reviews', 'api.example')),
  port: fc.constantFrom(9080, 9080, 9090, 80),
  method: fc.constantFrom('GET', 'POST'),
  path: fc.constantFrom('/', '/a', '/A/b', '/a?q=1', '/ab'),
  headers: fc.dictionary(fc.constantFrom('user', 'beta'), fc.constantFrom('x', 'y'), { maxKeys: 2 }),
  protocol: fc.constantFrom('http', 'http', 'http', 'grpc', 'tcp'),
  rps: fc.constant(1),
  jwt: maybe(
    fc.record({
      share: fc.constant(1),
      issuer: fc.constantFrom('me', 'stranger'),
      audiences: fc.constantFrom([], ['web']),
    }),
  ),
});

const selector = fc.constantFrom(
  {},
  { matchLabels: { app: 'page' } },
  { matchLabels: { app: 'reviews' } },
  { matchExpressions: [{ key: 'version', operator: 'In', values: ['v2'] }] },
);
const ofNamespace = fc.constantFrom({}, { matchLabels: { team: 'shop' } }, { matchLabels: { team: 'pay' } });
const networkPorts = maybe(
  fc.array(
    fc
      .record({
        protocol: maybe(fc.constantFrom('TCP', 'UDP')),
        port: maybe(fc.constantFrom<number | string>(9080, 9000, 80, 'web', 'none')),
      })
      .map(written)
      .map((port) => (port.port === 9000 ? { ...port, endPort: 9085 } : port)),
    { maxLength: 2 },
  ),
);
const byPods = fc
  .record({ podSelector: maybe(selector), namespaceSelector: maybe(ofNamespace) })
  .map(written)
  .filter((peer) => Object.keys(peer).length > 0);
// Where a name outside leads is known to neither side, so what goes out is not told by its address.
const byAddress = fc.constantFrom(
  { ipBlock: { cidr: '10.0.0.0/16' } },
  { ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.2/32'] } },
  { ipBlock: { cidr: '192.168.0.0/16' } },
);
const network = fc
  .record({
    podSelector: selector,
    policyTypes: maybe(fc.constantFrom(['Ingress'], ['Egress'], ['Ingress', 'Egress'], [])),
    ingress: maybe(
      fc.array(
        fc
          .record({
            from: maybe(fc.array(fc.oneof(byPods, byAddress), { maxLength: 2 })),
            ports: networkPorts,
          })
          .map(written),
        { maxLength: 2 },
      ),
    ),
    egress: maybe(
      fc.array(
        fc.record({ to: maybe(fc.array(byPods, { maxLength: 2 })), ports: networkPorts }).map(written),
        { maxLength: 2 },
      ),
    ),
  })
  .map(written);

const placed = <T>(spec: fc.Arbitrary<T>, namespaces: readonly string[]) =>
  fc.record({ namespace: fc.constantFrom(...namespaces), spec });

/** A small mesh with whatever may be written about it, and calls through it. */
export const anyMesh: fc.Arbitrary<readonly KubeObject[]> = fc
  .record({
    calls: fc.array(call.map(written), { minLength: 3, maxLength: 6 }),
    callerMeshed: fc.constantFrom(true, true, true, false),
    ledgerMeshed: fc.boolean(),
    v2Ready: fc.boolean(),
    virtualServices: fc.array(placed(virtualService, ['shop', 'pay']), { maxLength: 3 }),
    destinationRules: fc.array(placed(destinationRule, ['shop', 'pay', 'istio-system']), { maxLength: 3 }),
    peers: fc.array(placed(peer, ['shop', 'pay', 'istio-system']), { maxLength: 2 }),
    policies: fc.array(placed(authorization, ['shop', 'pay', 'istio-system']), { maxLength: 2 }),
    tokens: fc.array(placed(requestAuthentication, ['shop', 'pay']), { maxLength: 1 }),
    sidecars: fc.array(placed(sidecar, ['shop', 'istio-system']), { maxLength: 1 }),
    networks: fc.array(placed(network, ['shop', 'pay']), { maxLength: 2 }),
    entry: fc.boolean(),
  })
  .map((drawn) => {
    const builder = meshBuilder()
      .workload('page', 'page', { meshed: drawn.callerMeshed, calls: drawn.calls })
      .workload('reviews-v1', 'reviews', { version: 'v1', replicas: 2 })
      .workload('reviews-v2', 'reviews', { version: 'v2', ready: drawn.v2Ready })
      .workload('ledger', 'ledger', { namespace: 'pay', meshed: drawn.ledgerMeshed })
      .workload('gate', 'gate', { labels: { istio: 'ingressgateway' } })
      .service('reviews', { 9080: 'http', 9090: 'tcp' })
      .service('ledger', { 9080: 'http' }, { namespace: 'pay' })
      .service('gate', { 80: 'http' })
      .object('Gateway', 'front', {
        selector: { istio: 'ingressgateway' },
        servers: [{ port: { number: 80, protocol: 'HTTP' }, hosts: ['*'] }],
      });
    if (drawn.entry) {
      builder.object('ServiceEntry', 'api', {
        hosts: ['api.example'],
        ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
        resolution: 'DNS',
      });
    }
    const add = (
      kind: Parameters<typeof builder.object>[0],
      all: readonly { namespace: string; spec: unknown }[],
    ) =>
      all.forEach(({ namespace, spec }, i) => {
        const createdAt = `2026-01-0${i + 1}T00:00:00Z`;
        builder.object(kind, `${kind.toLowerCase()}-${i}`, spec, { namespace, createdAt });
      });
    add('VirtualService', drawn.virtualServices);
    add('DestinationRule', drawn.destinationRules);
    add('PeerAuthentication', drawn.peers);
    add('AuthorizationPolicy', drawn.policies);
    add('RequestAuthentication', drawn.tokens);
    add('Sidecar', drawn.sidecars);
    add('NetworkPolicy', drawn.networks);
    const namespaces = ['shop', 'pay'].map((name) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: { team: name } },
    }));
    return [...namespaces, ...builder.view().values()].flat();
  });

/** An object as YAML has it: what is not written is not there. */
function written<T extends object>(value: T): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
}
