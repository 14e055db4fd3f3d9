import {
  acknowledgeRequest,
  acknowledgeResponse,
  incidentsResponse,
  incidentTrendsResponse,
} from '#lib/api/incidents-contract.ts';
import type { Operation } from './operation.ts';
import { params } from './parse.ts';

/** The endpoints that say what is wrong in the mesh, and what people say of it. */
export const incidentOperations: readonly Operation[] = [
  {
    path: '/api/v1/incidents',
    method: 'get',
    summary: 'What is wrong in the mesh, grouped by what it comes from, what harms most first',
    params: params.nodes,
    answer: { name: 'IncidentsResponse', schema: incidentsResponse },
  },
  {
    path: '/api/v1/incident-trends',
    method: 'get',
    summary: 'Of each problem its errors over the last hour, where they are going and what changed before',
    params: params.nodes,
    answer: { name: 'IncidentTrendsResponse', schema: incidentTrendsResponse },
  },
  {
    path: '/api/v1/acknowledge',
    method: 'post',
    summary: 'Says of a problem that somebody is at it, that it can wait, or neither any more',
    request: acknowledgeRequest,
    answer: { name: 'AcknowledgeResponse', schema: acknowledgeResponse },
  },
];
