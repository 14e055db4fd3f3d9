import type { KindInfo } from './kinds.ts';

/** Kinds that Weft writes and does not watch: the mesh is not read from them. */
const writtenKinds: readonly KindInfo[] = [
  // https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusRule
  {
    group: 'monitoring.coreos.com',
    versions: ['v1'],
    kind: 'PrometheusRule',
    plural: 'prometheusrules',
    namespaced: true,
  },
];

/** What is known of such a kind; null for any other. */
export const writtenKind = (group: string, kind: string): KindInfo | null =>
  writtenKinds.find((one) => one.group === group && one.kind === kind) ?? null;
