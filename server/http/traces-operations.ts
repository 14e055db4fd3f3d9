import { traceResponse, tracesResponse } from '#lib/api/traces-contract.ts';
import type { Operation } from './operation.ts';
import { params } from './parse.ts';

/** The endpoints that look into the trace backend. */
export const tracesOperations: readonly Operation[] = [
  {
    path: '/api/v1/traces',
    method: 'get',
    summary: 'Traces of an edge or a node, failed ones first, then the slowest',
    params: params.traces,
    answer: { name: 'TracesResponse', schema: tracesResponse },
  },
  {
    path: '/api/v1/trace',
    method: 'get',
    summary: 'One trace with its spans and where on the graph each stands',
    params: params.trace,
    answer: { name: 'TraceResponse', schema: traceResponse },
  },
];
