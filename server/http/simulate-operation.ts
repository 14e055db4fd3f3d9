import { simulateResponse } from '#lib/api/simulate-contract.ts';
import type { Operation } from './operation.ts';
import { params } from './parse.ts';

/** The endpoint that works out what the mesh would do with a request. */
export const simulateOperation: Operation = {
  path: '/api/v1/simulate',
  method: 'get',
  summary: 'What the proxies would do with a request, step by step with the deciding fields; nothing is sent',
  params: params.simulate,
  answer: { name: 'SimulateResponse', schema: simulateResponse },
};
