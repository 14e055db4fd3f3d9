import { historyResponse } from '#lib/api/history-contract.ts';
import type { Operation } from './operation.ts';
import { params } from './parse.ts';

/** The endpoint that says what changed in the mesh. */
export const historyOperation: Operation = {
  path: '/api/v1/history',
  method: 'get',
  summary: 'What changed and who did it: edits, rollouts, scaling, restarts and warnings, the newest first',
  params: params.history,
  answer: { name: 'HistoryResponse', schema: historyResponse },
};
