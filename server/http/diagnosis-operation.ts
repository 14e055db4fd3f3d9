import { diagnosisResponse } from '#lib/api/diagnosis-contract.ts';
import type { Operation } from './operation.ts';
import { params } from './parse.ts';

/** The endpoint that says what is wrong on an edge. */
export const diagnosisOperation: Operation = {
  path: '/api/v1/diagnosis',
  method: 'get',
  summary:
    'What is wrong on one edge and why: symptoms, causes with what speaks for and against each, and fixes',
  params: params.diagnosis,
  answer: { name: 'DiagnosisResponse', schema: diagnosisResponse },
};
