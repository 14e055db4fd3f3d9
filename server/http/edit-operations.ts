import {
  applyRequest,
  applyResponse,
  changesResponse,
  editableResponse,
  planRequest,
  planResponse,
  splitResponse,
  undoRequest,
} from '#lib/api/edit-contract.ts';
import {
  faultsResponse,
  proposeRequest,
  proposeResponse,
  templateResponse,
  tuningResponse,
} from '#lib/api/tuning-contract.ts';
import type { Operation } from './operation.ts';
import { params } from './parse.ts';

/** The endpoints by which objects are changed. */
export const editOperations: readonly Operation[] = [
  {
    path: '/api/v1/editable',
    method: 'get',
    summary: 'An object whole, as editors begin from, and what of it who asks may change',
    params: params.editable,
    answer: { name: 'EditableResponse', schema: editableResponse },
  },
  {
    path: '/api/v1/split',
    method: 'get',
    summary: 'What is seen of each rule of a route since it changed, beside what it declares',
    params: params.split,
    answer: { name: 'SplitResponse', schema: splitResponse },
  },
  {
    path: '/api/v1/template',
    method: 'get',
    summary: 'What a new object of a kind starts as',
    params: params.template,
    answer: { name: 'TemplateResponse', schema: templateResponse },
  },
  {
    path: '/api/v1/tuning',
    method: 'get',
    summary: 'How the traffic of a service is handled: what its rules and the policy of its callers do',
    params: params.tuning,
    answer: { name: 'TuningResponse', schema: tuningResponse },
  },
  {
    path: '/api/v1/faults',
    method: 'get',
    summary: 'The faults that routes of the mesh inject on purpose, the oldest first',
    answer: { name: 'FaultsResponse', schema: faultsResponse },
  },
  {
    path: '/api/v1/propose',
    method: 'post',
    summary: 'The plan by which something is reached, and what comes of it; nothing is written',
    request: proposeRequest,
    answer: { name: 'ProposeResponse', schema: proposeResponse },
  },
  {
    path: '/api/v1/plan',
    method: 'post',
    summary: 'What a plan would do: dry run, findings, checks and prediction; nothing is written',
    request: planRequest,
    answer: { name: 'PlanResponse', schema: planResponse },
  },
  {
    path: '/api/v1/apply',
    method: 'post',
    summary: 'Writes a plan with the rights of who asks, all of its steps or none',
    request: applyRequest,
    answer: { name: 'ApplyResponse', schema: applyResponse },
  },
  {
    path: '/api/v1/undo',
    method: 'post',
    summary: 'Takes back a change that was made through Weft',
    request: undoRequest,
    answer: { name: 'ApplyResponse', schema: applyResponse },
  },
  {
    path: '/api/v1/changes',
    method: 'get',
    summary: 'What was written through Weft, as long as it is remembered, the newest first',
    answer: { name: 'ChangesResponse', schema: changesResponse },
  },
];
