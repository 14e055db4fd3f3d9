import { expect, test } from 'vitest';
import { accessLogging } from './access-logging.ts';
import { clusterOf } from './testing/snapshot-of.ts';

const mesh = (config: string) => `
---
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data:
  mesh: |
${config.replace(/^/gm, '    ')}
`;
const telemetry = (namespace: string, name: string, spec: string) => `
---
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: { name: ${name}, namespace: ${namespace} }
spec: ${spec}
`;
const cart = { namespace: 'shop', labels: { app: 'cart' } };
const server = (yaml: string) => accessLogging(clusterOf(yaml), cart, 'SERVER');
const client = (yaml: string) => accessLogging(clusterOf(yaml), cart, 'CLIENT');

test('nothing is logged by default, everything where the mesh names a file', () => {
  expect(server(mesh('{}'))).toEqual({ state: 'off', by: null });
  expect(server(mesh('accessLogFile: /dev/stdout'))).toEqual({ state: 'on', filter: null, by: null });
  expect(server(mesh('accessLogFile: /var/log/a'))).toMatchObject({
    state: 'elsewhere',
    providers: ['/var/log/a'],
  });
});

test('the nearest Telemetry decides, and a filter holds', () => {
  const wide = telemetry('istio-system', 'mesh', '{ accessLogging: [{ providers: [{ name: envoy }] }] }');
  const off = telemetry(
    'shop',
    'quiet',
    '{ accessLogging: [{ providers: [{ name: envoy }], disabled: true }] }',
  );
  const own = telemetry(
    'shop',
    'cart',
    '{ selector: { matchLabels: { app: cart } }, accessLogging: [{ providers: [{ name: envoy }], filter: { expression: "response.code >= 400" } }] }',
  );
  expect(server(mesh('{}') + wide)).toMatchObject({
    state: 'on',
    filter: null,
    by: { object: { name: 'mesh' } },
  });
  expect(server(mesh('{}') + wide + off)).toMatchObject({ state: 'off', by: { object: { name: 'quiet' } } });
  expect(server(mesh('{}') + wide + off + own)).toMatchObject({
    state: 'on',
    filter: 'response.code >= 400',
    by: { object: { name: 'cart' }, path: 'spec.accessLogging[0]' },
  });
});

test('a Telemetry that says something of logs ends what the mesh’s file says', () => {
  const off = telemetry('shop', 'quiet', '{ accessLogging: [{ disabled: true }] }');
  expect(server(mesh('accessLogFile: /dev/stdout') + off)).toMatchObject({ state: 'off' });
  const spans = telemetry('shop', 'spans', '{ tracing: [{}] }');
  expect(server(mesh('accessLogFile: /dev/stdout') + spans)).toMatchObject({ state: 'on' });
});

test('client and server are told apart', () => {
  const one = telemetry(
    'shop',
    'in',
    '{ accessLogging: [{ match: { mode: SERVER }, providers: [{ name: envoy }] }] }',
  );
  expect(server(mesh('{}') + one)).toMatchObject({ state: 'on' });
  expect(client(mesh('{}') + one)).toMatchObject({ state: 'off' });
});

test('providers that are not the proxy’s output are named, defaults among them', () => {
  const config = mesh(
    'extensionProviders: [{ name: otel, envoyOtelAls: { service: otel.obs.svc.cluster.local, port: 4317 } }]\ndefaultProviders: { accessLogging: [otel] }',
  );
  expect(server(config)).toEqual({ state: 'elsewhere', providers: ['otel'], by: null });
  const file = mesh(
    'extensionProviders: [{ name: out, envoyFileAccessLog: { path: /dev/stdout } }]\ndefaultProviders: { accessLogging: [out] }',
  );
  expect(server(file)).toMatchObject({ state: 'on' });
});

test('what may not be read is not known', () => {
  const cluster = clusterOf(mesh('{}'));
  const states = new Map(cluster.states).set('Telemetry', { phase: 'forbidden', reason: 'no' });
  expect(accessLogging({ ...cluster, states }, cart, 'SERVER')).toEqual({ state: 'unknown' });
});

const gatewayRef = (name: string) =>
  `targetRefs: [{ group: gateway.networking.k8s.io, kind: Gateway, name: ${name} }]`;
const on = 'accessLogging: [{ providers: [{ name: envoy }] }]';
const gatewayLabels = { 'gateway.networking.k8s.io/gateway-name': 'edge', app: 'edge' };
const waypointLabels = {
  ...gatewayLabels,
  'gateway.networking.k8s.io/gateway-name': 'wp',
  'gateway.istio.io/managed': 'istio.io-mesh-controller',
};

test('what is attached by reference holds for the gateway it names, and for no sidecar', () => {
  const cluster = clusterOf(mesh('{}') + telemetry('shop', 'edge', `{ ${gatewayRef('edge')}, ${on} }`));
  const at = (namespace: string, labels: Record<string, string>) =>
    accessLogging(cluster, { namespace, labels }, 'CLIENT').state;
  expect(at('shop', gatewayLabels)).toBe('on');
  expect(at('shop', waypointLabels)).toBe('off');
  expect(at('bank', gatewayLabels)).toBe('off');
  expect(at('shop', { app: 'cart' })).toBe('off');
});

test('a selector reaches a gateway, and no waypoint', () => {
  const cluster = clusterOf(
    mesh('{}') + telemetry('shop', 'edge', `{ selector: { matchLabels: { app: edge } }, ${on} }`),
  );
  const at = (labels: Record<string, string>) =>
    accessLogging(cluster, { namespace: 'shop', labels }, 'CLIENT').state;
  expect([at(gatewayLabels), at(waypointLabels)]).toEqual(['on', 'off']);
});

test('a waypoint has what is attached to the Services it acts for, and in the root namespace to its class', () => {
  const attached = (kind: string, name: string) =>
    telemetry('shop', 'of', `{ targetRefs: [{ group: "", kind: ${kind}, name: ${name} }], ${on} }`);
  const at = (yaml: string, namespace = 'shop') =>
    accessLogging(
      clusterOf(mesh('{}') + yaml),
      { namespace, labels: waypointLabels, services: [{ kind: 'Service', namespace: 'shop', name: 'cart' }] },
      'SERVER',
    ).state;
  expect([at(attached('Service', 'cart')), at(attached('Service', 'pay'))]).toEqual(['on', 'off']);
  const ofClass = (namespace: string) =>
    telemetry(
      namespace,
      'all',
      `{ targetRefs: [{ group: gateway.networking.k8s.io, kind: GatewayClass, name: istio-waypoint }], ${on} }`,
    );
  expect([at(ofClass('istio-system'), 'istio-system'), at(ofClass('shop'))]).toEqual(['on', 'off']);
});

test('of several that select a workload each counts, the newest last', () => {
  const own = (name: string, at: number, spec: string) =>
    telemetry('shop', name, `{ selector: { matchLabels: { app: cart } }, ${spec} }`).replace(
      `name: ${name},`,
      `name: ${name}, creationTimestamp: "2026-01-0${at}T00:00:00Z",`,
    );
  const [all, off] = [
    own('z', 1, on),
    own('a', 2, 'accessLogging: [{ disabled: true, providers: [{ name: envoy }] }]'),
  ];
  expect(server(mesh('{}') + all + off)).toMatchObject({ state: 'off', by: { object: { name: 'a' } } });
  expect(server(mesh('{}') + all + own('b', 3, 'tracing: [{}]'))).toMatchObject({
    state: 'on',
    by: { object: { name: 'z' } },
  });
});
