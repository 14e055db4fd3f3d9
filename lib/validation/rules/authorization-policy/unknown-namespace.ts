import { kindObjects } from '#lib/mesh/objects.ts';
import { objectRule } from '../../rule.ts';

/** A source namespace that is not there (authz.AuthorizationPoliciesAnalyzer). A `*` before or after stands for anything. */
export const unknownNamespace = objectRule({
  name: 'authorization-policy/unknown-namespace',
  codes: ['IST0101'],
  kind: 'AuthorizationPolicy',
  reads: ['Namespace'],
  *remarks(policy, cluster) {
    const known = [...(kindObjects(cluster, 'Namespace').get('')?.keys() ?? [])];
    for (const [i, { from = [] }] of (policy.spec?.rules ?? []).entries()) {
      for (const [j, { source = {} }] of from.entries()) {
        for (const list of ['namespaces', 'notNamespaces'] as const) {
          for (const [k, name] of (source[list] ?? []).entries()) {
            if (known.some((namespace) => matches(namespace, name))) continue;
            const path = `spec.rules[${i}].from[${j}].source.${list}[${k}]`;
            yield { code: 'IST0101', path, args: { what: 'namespace', name } };
          }
        }
      }
    }
  },
});

function matches(namespace: string, wanted: string): boolean {
  if (wanted.startsWith('*')) return namespace.endsWith(wanted.slice(1));
  if (wanted.endsWith('*')) return namespace.startsWith(wanted.slice(0, -1));
  return namespace.toLowerCase() === wanted.toLowerCase();
}
