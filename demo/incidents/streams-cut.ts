import { envoyFilter } from '#demo/meshes/build/istio.ts';
import type { Incident } from './incident.ts';

export const streamsCut: Incident = {
  name: 'streams-cut',
  meshes: ['shop'],
  title: 'The gateway ends streams that are silent for 60 ms',
  breaks: 'An EnvoyFilter was to say 60 s: every request that takes longer ends with 504 SI at the gateway.',
  changes: [
    {
      put: envoyFilter('istio-ingress', 'idle-streams', {
        workloadSelector: { labels: { istio: 'ingressgateway' } },
        configPatches: [
          {
            applyTo: 'NETWORK_FILTER',
            match: {
              context: 'GATEWAY',
              listener: {
                filterChain: { filter: { name: 'envoy.filters.network.http_connection_manager' } },
              },
            },
            patch: {
              operation: 'MERGE',
              value: {
                typed_config: {
                  '@type':
                    'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager',
                  stream_idle_timeout: '0.060s',
                },
              },
            },
          },
        ],
      }),
    },
  ],
};
