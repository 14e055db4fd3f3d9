import type { Incident } from './incident.ts';

export const portNamedHttp2: Incident = {
  name: 'port-named-http2',
  meshes: ['shop'],
  title: 'The port of cart is named for HTTP/2',
  breaks:
    'cart speaks HTTP/1.1 and its port became `http2-8080`: its proxies ask it in HTTP/2 and answer 502 UPE, which callers see without a flag.',
  changes: [
    {
      patch: { kind: 'Service', namespace: 'shop', name: 'cart' },
      with: { spec: { ports: [{ name: 'http2-8080', port: 8080, targetPort: 'http-8080' }] } },
    },
  ],
};
