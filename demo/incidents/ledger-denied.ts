import { authorizationPolicy } from '#demo/meshes/build/istio.ts';
import { from } from '#demo/meshes/build/origin.ts';
import type { Incident } from './incident.ts';

export const ledgerDenied: Incident = {
  name: 'ledger-denied',
  meshes: ['bank'],
  title: 'The ledger’s policy names a namespace that does not exist',
  breaks:
    'ledger admits the namespace `bank-cores`: accounts, transfers and statements get PERMISSION_DENIED (gRPC status 7) for every call.',
  changes: from({ by: 'argocd', application: 'bank-core' }, [
    authorizationPolicy('bank-core', 'ledger-writers', {
      selector: { matchLabels: { app: 'ledger' } },
      action: 'ALLOW',
      rules: [{ from: [{ source: { namespaces: ['bank-cores'] } }] }],
    }),
  ]).map((put) => ({ put })),
};
