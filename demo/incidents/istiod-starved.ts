import type { Incident } from './incident.ts';

export const istiodStarved: Incident = {
  name: 'istiod-starved',
  meshes: ['shop'],
  title: 'istiod may use a fiftieth of a CPU',
  breaks:
    'Changes of the configuration take minutes to reach the proxies, which run on what was true before.',
  changes: [
    {
      patch: { kind: 'Deployment', namespace: 'istio-system', name: 'istiod' },
      with: {
        spec: {
          template: {
            spec: {
              containers: [
                {
                  name: 'discovery',
                  image: 'docker.io/istio/pilot:1.29.2',
                  resources: { limits: { cpu: '20m', memory: '2Gi' } },
                },
              ],
            },
          },
        },
      },
    },
  ],
};
