/**
 * The schemas of the API, each fetched when the first answer is to be checked on the main thread: what the graph page needs
 * at its start is checked by the graph worker, so the library of schemas does not delay that page.
 */
export const contracts = {
  alerts: () => import('#lib/api/alerts-contract.ts'),
  details: () => import('#lib/api/details-contract.ts'),
  diagnosis: () => import('#lib/api/diagnosis-contract.ts'),
  edit: () => import('#lib/api/edit-contract.ts'),
  error: () => import('#lib/api/error-contract.ts'),
  findings: () => import('#lib/api/findings-contract.ts'),
  graph: () => import('#lib/api/graph-contract.ts'),
  history: () => import('#lib/api/history-contract.ts'),
  incidents: () => import('#lib/api/incidents-contract.ts'),
  logs: () => import('#lib/api/logs-contract.ts'),
  object: () => import('#lib/api/object-contract.ts'),
  pods: () => import('#lib/api/pods-contract.ts'),
  proxy: () => import('#lib/api/proxy-contract.ts'),
  simulate: () => import('#lib/api/simulate-contract.ts'),
  timeline: () => import('#lib/api/timeline-contract.ts'),
  traces: () => import('#lib/api/traces-contract.ts'),
  tuning: () => import('#lib/api/tuning-contract.ts'),
  verdict: () => import('#lib/api/verdict-contract.ts'),
};
