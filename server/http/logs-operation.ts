import { logsResponse } from '#lib/api/logs-contract.ts';
import type { Operation } from './operation.ts';
import { params } from './parse.ts';

/** The endpoint that reads what proxies logged. */
export const logsOperation: Operation = {
  path: '/api/v1/logs',
  method: 'get',
  summary: 'What the proxies at both ends of an edge, or of a node, logged, read with the rights of who asks',
  params: params.logs,
  answer: { name: 'LogsResponse', schema: logsResponse },
};
