import { diagnosisResponse } from '#lib/api/diagnosis-contract.ts';
import { incidentsResponse } from '#lib/api/incidents-contract.ts';
import type { Operation } from './operation.ts';
import { params } from './parse.ts';

/** The endpoint that says what is wrong in the mesh. */
export const incidentsOperation: Operation = {
  path: '/api/v1/incidents',
  method: 'get',
  summary: 'What is wrong in the mesh, grouped by what it comes from, what harms most first',
  params: params.nodes,
  answer: { name: 'IncidentsResponse', schema: incidentsResponse },
};

/** The endpoint that says what is wrong on an edge. */
export const diagnosisOperation: Operation = {
  path: '/api/v1/diagnosis',
  method: 'get',
  summary:
    'What is wrong on one edge and why: symptoms, causes with what speaks for and against each, and fixes',
  params: params.diagnosis,
  answer: { name: 'DiagnosisResponse', schema: diagnosisResponse },
};
