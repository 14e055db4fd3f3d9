import { app } from './build/app.ts';
import { destinationRule, gateway, versionSubsets, virtualService } from './build/istio.ts';
import { gatewayHost, namespace, platform } from './build/platform.ts';
import type { DemoMesh, MeshObject } from './mesh.ts';

const day = 24 * 60;
const home = 'bookinfo';
const web = (median: number, p99: number) => [{ port: 9080, latency: { median, p99 } }];

/** Istio's well-known sample: a product page, details, three versions of reviews, ratings. */
export function bookinfo(): DemoMesh {
  return {
    name: 'bookinfo',
    chapters: [
      { minutesAgo: 30 * day, objects: platform() },
      {
        minutesAgo: 6 * day,
        objects: [namespace(home), namespace('load', null), ...programs(), ...routes()],
      },
    ],
  };
}

function programs(): MeshObject[] {
  const calls = [{ host: 'ratings', port: 9080, path: '/ratings/0', perRequest: 1 }];
  return [
    ...app({
      name: 'productpage',
      namespace: home,
      versions: [{ version: 'v1' }],
      serves: web(20, 160),
      calls: [
        { host: 'details', port: 9080, path: '/details/0', perRequest: 1 },
        { host: 'reviews', port: 9080, path: '/reviews/0', perRequest: 1 },
      ],
    }),
    ...app({ name: 'details', namespace: home, versions: [{ version: 'v1' }], serves: web(5, 30) }),
    ...app({
      name: 'reviews',
      namespace: home,
      serves: web(12, 90),
      versions: [{ version: 'v1' }, { version: 'v2', calls }, { version: 'v3', calls }],
    }),
    ...app({ name: 'ratings', namespace: home, versions: [{ version: 'v1' }], serves: web(4, 25) }),
    ...app({
      name: 'visitors',
      namespace: 'load',
      image: 'load-generator',
      inject: false,
      headless: 'no-service',
      calls: [
        { host: gatewayHost, port: 80, authority: 'bookinfo.example.com', path: '/productpage', rps: 18 },
      ],
    }),
  ];
}

function routes(): MeshObject[] {
  return [
    gateway(home, 'bookinfo-gateway', {
      selector: { istio: 'ingressgateway' },
      servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['bookinfo.example.com'] }],
    }),
    virtualService(home, 'bookinfo', {
      hosts: ['bookinfo.example.com'],
      gateways: ['bookinfo-gateway'],
      http: [
        {
          match: [{ uri: { exact: '/productpage' } }, { uri: { prefix: '/static' } }],
          route: [{ destination: { host: 'productpage', port: { number: 9080 } } }],
        },
      ],
    }),
    destinationRule(home, 'reviews', { host: 'reviews', subsets: versionSubsets('v1', 'v2', 'v3') }),
    virtualService(home, 'reviews', {
      hosts: ['reviews'],
      http: [
        {
          route: [
            { destination: { host: 'reviews', subset: 'v1' }, weight: 60 },
            { destination: { host: 'reviews', subset: 'v2' }, weight: 30 },
            { destination: { host: 'reviews', subset: 'v3' }, weight: 10 },
          ],
        },
      ],
    }),
  ];
}
