import { podsResponse } from '#lib/api/pods-contract.ts';
import { proxyResponse } from '#lib/api/proxy-contract.ts';
import type { Operation } from './operation.ts';
import { params } from './parse.ts';

/** The endpoints that look into pods. */
export const podsOperations: readonly Operation[] = [
  {
    path: '/api/v1/pods',
    method: 'get',
    summary: 'The pods behind a node with conditions, restarts and events',
    params: params.pods,
    answer: { name: 'PodsResponse', schema: podsResponse },
  },
  {
    path: '/api/v1/proxy',
    method: 'get',
    summary:
      'What the proxy of a pod says itself, through a port-forward, and where it differs from what is declared',
    params: params.proxy,
    answer: { name: 'ProxyResponse', schema: proxyResponse },
  },
];
