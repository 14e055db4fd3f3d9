import { expect, test } from 'vitest';
import { meshBuilder } from '#demo/traffic/testing/mesh-builder.ts';
import { simulate, startMs } from '#demo/traffic/testing/observe.ts';

const logging = { namespace: 'istio-system', data: { mesh: 'accessLogFile: /dev/stdout' } };

const mesh = (more: Record<string, unknown> = {}) =>
  meshBuilder()
    .object('ConfigMap', 'istio', undefined, logging)
    .workload('front', 'front', {
      calls: [{ host: 'cart', port: 8080, rps: 20, path: '/cart', method: 'POST', requestBytes: 321 }],
    })
    .workload('cart', 'cart', { serves: [{ port: 8080, responseBytes: 1234 }], ...more })
    .service('cart', { 8080: 'http' });

const front = { namespace: 'shop', name: 'front-hash1-0' };
const cart = { namespace: 'shop', name: 'cart-hash1-0' };

test('a success at both ends, in Istio’s default format', () => {
  const simulation = simulate(mesh().view());
  const line = simulation.accessLog(front)?.lines().at(-1) ?? '';
  expect(line).toMatch(
    /^\[2026-01-05T10:00:5\d\.\d{3}Z\] "POST \/cart HTTP\/1\.1" 200 - via_upstream - "-" 321 1234 \d+ \d+ "-" "Go-http-client\/1\.1" "[0-9a-f]{8}-[0-9a-f]{4}-9[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}" "cart:8080" "10\.0\.0\.3:8080" outbound\|8080\|\|cart\.shop\.svc\.cluster\.local 10\.0\.0\.2:\d+ 10\.0\.0\.3:8080 10\.0\.0\.2:\d+ - default$/,
  );
  expect(simulation.accessLog(cart)?.lines().at(-1)).toMatch(
    / "cart:8080" "10\.0\.0\.3:8080" inbound\|8080\|\| .* outbound_\.8080_\._\.cart\.shop\.svc\.cluster\.local default$/,
  );
});

test.each([
  [
    'UH',
    mesh({ ready: false }),
    /503 UH no_healthy_upstream - "-" 321 95 \d+ - .* "-" outbound\|8080\|\|cart/,
  ],
  [
    'a failed handshake',
    mesh({ meshed: false }).object('DestinationRule', 'c', {
      host: 'cart',
      trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } },
    }),
    /503 URX,UF upstream_reset_before_response_started\{remote_connection_failure\|TLS_error:.*WRONG_VERSION_NUMBER/,
  ],
  [
    'NR',
    mesh().object('VirtualService', 'c', { hosts: ['cart'], http: [{ match: [{ uri: { exact: '/x' } }] }] }),
    /404 NR route_not_found .* "-" - - /,
  ],
])('the caller’s log of %s', (_name, builder, expected) => {
  expect(simulate(builder.view()).accessLog(front)?.lines().at(-1)).toMatch(expected);
});

test('the callee’s log names the policy that denied', () => {
  const denied = (spec: unknown) =>
    simulate(mesh().object('AuthorizationPolicy', 'closed', spec).view())
      .accessLog(cart)
      ?.lines()
      .at(-1);
  expect(denied({})).toMatch(/403 - rbac_access_denied_matched_policy\[none\] - "-" 321 19 /);
  expect(denied({ action: 'DENY', rules: [{}] })).toContain(
    'matched_policy[ns[shop]-policy[closed]-rule[0]]',
  );
});

test('500 lines are kept; who subscribes gets the new ones in order, until it lets go', () => {
  const simulation = simulate(mesh().view());
  const log = simulation.accessLog(front);
  const heard: string[] = [];
  const stop = log?.subscribe((line) => heard.push(line));
  simulation.advance(startMs + 70_000);
  expect(heard.length).toBeGreaterThan(0);
  expect(heard).toEqual(heard.toSorted());
  expect(log?.lines().slice(-heard.length)).toEqual(heard);
  stop?.();
  const before = heard.length;
  simulation.advance(startMs + 6_000_000);
  expect(heard).toHaveLength(before);
  expect(log?.lines()).toHaveLength(500);
});

test('a Telemetry for one workload has its proxies log failures alone', () => {
  const own = {
    selector: { matchLabels: { app: 'cart' } },
    accessLogging: [{ providers: [{ name: 'envoy' }], filter: { expression: 'response.code >= 400' } }],
  };
  const logged = simulate(mesh().object('Telemetry', 'cart', own).view());
  expect(logged.accessLog(cart)?.lines()).toEqual([]);
  expect(logged.accessLog(front)?.lines().length).toBeGreaterThan(0);
  const denied = simulate(
    mesh().object('Telemetry', 'cart', own).object('AuthorizationPolicy', 'c', {}).view(),
  );
  expect(denied.accessLog(cart)?.lines().at(-1)).toContain(' 403 ');
});

test('reading logs changes no series; nothing is logged where the mesh does not say so', () => {
  const quiet = meshBuilder()
    .workload('front', 'front', { calls: [{ host: 'cart', port: 8080, rps: 20 }] })
    .workload('cart', 'cart', { serves: [{ port: 8080 }] })
    .service('cart', { 8080: 'http' });
  const simulation = simulate(quiet.view());
  expect(simulation.accessLog(front)?.lines()).toEqual([]);
  expect(simulation.accessLog({ namespace: 'shop', name: 'nobody' })).toBeNull();
});
