import type { Incident } from './incident.ts';

export const rewriteWrong: Incident = {
  name: 'rewrite-wrong',
  meshes: ['shop'],
  title: 'The path of sessions is rewritten to one that auth does not know',
  breaks: 'The entrance rewrites /api/session to /v2/session: auth answers 404 itself, no proxy flags it.',
  changes: [
    {
      patch: { kind: 'VirtualService', namespace: 'shop', name: 'shop-entrance' },
      with: {
        spec: {
          http: [
            {
              name: 'session',
              match: [{ uri: { prefix: '/api/session' } }],
              rewrite: { uri: '/v2/session' },
              route: [{ destination: { host: 'auth.shop.svc.cluster.local', port: { number: 8080 } } }],
            },
            {
              name: 'pages',
              route: [{ destination: { host: 'frontend.shop.svc.cluster.local', port: { number: 8080 } } }],
            },
          ],
        },
      },
    },
  ],
};
