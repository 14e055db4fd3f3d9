import { expect, test } from 'vitest';
import { meshBuilder } from '#demo/traffic/testing/mesh-builder.ts';
import { reports, simulate, sums } from '#demo/traffic/testing/observe.ts';

const system = { namespace: 'istio-system' };

const ingress = (call: Record<string, unknown> = {}) =>
  meshBuilder()
    .workload('load', 'load', {
      meshed: false,
      calls: [
        { host: 'istio-ingressgateway.istio-system', port: 80, authority: 'shop.example', rps: 100, ...call },
      ],
    })
    .workload('istio-ingressgateway', 'istio-ingressgateway', {
      ...system,
      labels: { istio: 'ingressgateway' },
    })
    .service('istio-ingressgateway', { 80: 'http2' }, system)
    .workload('front', 'front', { serves: [{ port: 8080 }] })
    .service('front', { 8080: 'http' });

const gateway = {
  selector: { istio: 'ingressgateway' },
  servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['shop.example'] }],
};

const toFront = {
  hosts: ['shop.example'],
  gateways: ['public'],
  http: [{ route: [{ destination: { host: 'front', port: { number: 8080 } } }] }],
};

test('an ingress gateway reports as the source, its own callers leave nothing', () => {
  const builder = ingress().object('Gateway', 'public', gateway).object('VirtualService', 'front', toFront);
  expect(reports(simulate(builder.view()))).toEqual([
    'destination istio-ingressgateway front front 200 - mutual_tls',
    'source istio-ingressgateway front front 200 - unknown',
  ]);
});

test('a host that no server or service holds: 404 NR at the gateway, which does not name it', () => {
  const unrouted = ingress().object('Gateway', 'public', gateway);
  expect(reports(simulate(unrouted.view()))).toEqual([
    'source istio-ingressgateway unknown unknown 404 NR unknown',
  ]);
  const other = ingress({ authority: 'bank.example' })
    .object('Gateway', 'public', gateway)
    .object('VirtualService', 'front', toFront);
  expect(reports(simulate(other.view()))).toEqual([
    'source istio-ingressgateway unknown unknown 404 NR unknown',
  ]);
});

test('a VirtualService of another gateway does not route it, no server on the port takes nothing', () => {
  const elsewhere = ingress()
    .object('Gateway', 'public', gateway)
    .object('VirtualService', 'front', { ...toFront, gateways: ['private'] });
  expect(reports(simulate(elsewhere.view()))).toEqual([
    'source istio-ingressgateway unknown unknown 404 NR unknown',
  ]);
  expect(reports(simulate(ingress().view()))).toEqual([]);
});

test('a server may take routes of one namespace only', () => {
  const only = (scope: string) => ({
    ...gateway,
    servers: [{ ...gateway.servers[0], hosts: [`${scope}/shop.example`] }],
  });
  const mesh = (scope: string) =>
    ingress().object('Gateway', 'public', only(scope)).object('VirtualService', 'front', toFront);
  expect(reports(simulate(mesh('bank').view()))).toEqual([
    'source istio-ingressgateway unknown unknown 404 NR unknown',
  ]);
  expect(reports(simulate(mesh('.').view()))).toEqual(reports(simulate(mesh('shop').view())));
  expect(reports(simulate(mesh('shop').view()))).toHaveLength(2);
});

test('two VirtualServices for a host at a gateway are one list of rules', () => {
  const builder = ingress({ path: '/two' })
    .workload('two', 'two', { serves: [{ port: 8080 }] })
    .service('two', { 8080: 'http' })
    .object('Gateway', 'public', gateway)
    .object('VirtualService', 'a', {
      ...toFront,
      http: [{ ...toFront.http[0], match: [{ uri: { exact: '/' } }] }],
    })
    .object('VirtualService', 'b', { ...toFront, http: [{ route: [{ destination: { host: 'two' } }] }] });
  expect(reports(simulate(builder.view()))).toEqual([
    'destination istio-ingressgateway two two 200 - mutual_tls',
    'source istio-ingressgateway two two 200 - unknown',
  ]);
});

test('a Gateway of the Gateway API and its HTTPRoute', () => {
  const builder = meshBuilder()
    .workload('load', 'load', {
      meshed: false,
      calls: [{ host: 'public-istio', port: 80, authority: 'shop.example', rps: 50, path: '/v1/x' }],
    })
    .workload('public-istio', 'public-istio', {
      labels: { 'gateway.networking.k8s.io/gateway-name': 'public' },
    })
    .service('public-istio', { 80: 'http' })
    .workload('front', 'front', { serves: [{ port: 8080 }] })
    .service('front', { 8080: 'http' })
    .object('K8sGateway', 'public', { listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] })
    .object('HTTPRoute', 'front', {
      parentRefs: [{ name: 'public' }],
      hostnames: ['shop.example'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/v1' } }],
          backendRefs: [{ name: 'front', port: 8080 }],
        },
        { backendRefs: [{ name: 'nowhere', port: 80 }] },
      ],
    });
  expect(reports(simulate(builder.view()))).toEqual([
    'destination public-istio front front 200 - mutual_tls',
    'source public-istio front front 200 - unknown',
  ]);
});

test('an egress gateway: the caller names the gateway, the gateway the host outside', () => {
  const host = 'api.stripe.example';
  const destination = (name: string) => ({ destination: { host: name, port: { number: 80 } } });
  const builder = meshBuilder()
    .workload('pay', 'pay', { calls: [{ host, port: 80, rps: 50 }] })
    .workload('istio-egressgateway', 'istio-egressgateway', { ...system, labels: { istio: 'egressgateway' } })
    .service('istio-egressgateway', { 80: 'http2' }, system)
    .object('ServiceEntry', 'stripe', {
      hosts: [host],
      location: 'MESH_EXTERNAL',
      resolution: 'DNS',
      ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
    })
    .object('Gateway', 'egress', {
      selector: { istio: 'egressgateway' },
      servers: [{ port: { number: 80, protocol: 'HTTP' }, hosts: [host] }],
    })
    .object('VirtualService', 'stripe', {
      hosts: [host],
      gateways: ['mesh', 'egress'],
      http: [
        {
          match: [{ gateways: ['mesh'] }],
          route: [destination('istio-egressgateway.istio-system.svc.cluster.local')],
        },
        { match: [{ gateways: ['egress'] }], route: [destination(host)] },
      ],
    });
  const simulation = simulate(builder.view());
  expect(reports(simulation)).toEqual([
    'source istio-egressgateway unknown api.stripe.example 200 - unknown',
    'source pay istio-egressgateway istio-egressgateway 200 - unknown',
  ]);
  const both = [...sums(simulation, 'istio_requests_total', ['source_workload']).values()];
  expect(both[0]).toBe(both[1]);
});

test('what a gateway cannot deliver is what its callers get', () => {
  const builder = ingress()
    .object('Gateway', 'public', gateway)
    .object('VirtualService', 'front', {
      ...toFront,
      http: [{ route: [{ destination: { host: 'gone' } }] }],
    });
  expect(reports(simulate(builder.view()))).toEqual([
    'source istio-ingressgateway unknown unknown 503 NC unknown',
  ]);
});
