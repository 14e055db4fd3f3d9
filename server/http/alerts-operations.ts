import { alertResponse, alertRuleResponse, alertsResponse } from '#lib/api/alerts-contract.ts';
import type { Operation } from './operation.ts';
import { params } from './parse.ts';

/** The endpoints that lead from edges to alerts and back. */
export const alertsOperations: readonly Operation[] = [
  {
    path: '/api/v1/alert-rule',
    method: 'get',
    summary: 'An alerting rule for an edge, and how often it would have fired in the last 24 hours',
    params: params.alertRule,
    answer: { name: 'AlertRuleResponse', schema: alertRuleResponse },
  },
  {
    path: '/api/v1/alert',
    method: 'get',
    summary: 'Where the labels of an alert lead: the edges that have them, the worst first',
    params: params.alert,
    answer: { name: 'AlertResponse', schema: alertResponse },
  },
  {
    path: '/api/v1/alerts',
    method: 'get',
    summary: 'What alerts fire in the same Prometheus, beside the problems that they are about',
    params: params.nodes,
    answer: { name: 'AlertsResponse', schema: alertsResponse },
  },
];
