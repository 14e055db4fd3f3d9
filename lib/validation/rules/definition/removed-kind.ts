import { objectRule } from '../../rule.ts';

const removed = new Set(['ClusterRbacConfig', 'RbacConfig', 'ServiceRole', 'ServiceRoleBinding']);

/** Definitions of kinds that Istio no longer reads (deprecation.FieldAnalyzer). */
export const removedKind = objectRule({
  name: 'definition/removed-kind',
  codes: ['IST0002'],
  kind: 'CustomResourceDefinition',
  *remarks({ spec }) {
    const kind = spec?.names?.kind ?? '';
    if (spec?.group !== 'rbac.istio.io' || !removed.has(kind)) return;
    const args = { field: `${kind} of ${spec.group}`, instead: 'an AuthorizationPolicy' };
    yield { code: 'IST0002', path: 'spec.names.kind', args };
  },
});
