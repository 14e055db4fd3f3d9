import { objectAt } from '#lib/mesh/objects.ts';
import { objectRule } from '../../rule.ts';

/** A ReferenceGrant for a namespace that does not exist. */
export const grantFromUnknownNamespace = objectRule({
  name: 'gateway-api/grant-from-unknown-namespace',
  codes: ['WEFT1127'],
  kind: 'ReferenceGrant',
  reads: ['Namespace'],
  *remarks({ spec }, cluster) {
    for (const [i, { namespace }] of (spec?.from ?? []).entries()) {
      if (!namespace || objectAt(cluster, 'Namespace', '', namespace) !== null) continue;
      yield { code: 'WEFT1127', path: `spec.from[${i}].namespace`, args: { namespace } };
    }
  },
});
