import { kubectl } from '#demo/meshes/build/origin.ts';
import type { Incident } from './incident.ts';

export const mainframeCutOff: Incident = {
  name: 'mainframe-cut-off',
  meshes: ['bank'],
  title: 'A NetworkPolicy keeps the ledger inside the cluster',
  breaks:
    'What the ledger sends to the mainframe is dropped: connections time out (503 UF), and a third of all postings hang for half a minute.',
  changes: [
    {
      put: {
        kind: 'NetworkPolicy',
        origin: kubectl,
        body: {
          metadata: { name: 'ledger-stays-inside', namespace: 'bank-core' },
          spec: {
            podSelector: { matchLabels: { app: 'ledger' } },
            policyTypes: ['Egress'],
            egress: [{ to: [{ namespaceSelector: {} }] }],
          },
        },
      },
    },
  ],
};
