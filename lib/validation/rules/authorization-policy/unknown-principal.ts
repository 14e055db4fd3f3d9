import type { Finding } from '#lib/core/finding.ts';
import { derive } from '#lib/mesh/derive.ts';
import { trustDomainsOf } from '#lib/mesh/mesh-config.ts';
import { objectAt, objects, refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot, MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { workloadKinds, workloads } from '#lib/mesh/workloads.ts';
import { findingOf, type Remark, type Rule } from '../../rule.ts';

/**
 * A principal that nobody can have: it is not written as one, its trust domain is another mesh's, or no workload runs as
 * that ServiceAccount. Wildcards are left alone.
 */
export const unknownPrincipal: Rule = {
  name: 'authorization-policy/unknown-principal',
  codes: ['WEFT1005', 'WEFT1006', 'WEFT1007'],
  reads: ['AuthorizationPolicy', ...workloadKinds],
  mayRead: ['ServiceAccount', 'ConfigMap', 'Namespace'],
  acrossClusters: true,
  *check(cluster, mesh): Generator<Finding> {
    for (const policy of objects(cluster, 'AuthorizationPolicy')) {
      const object = refOf(cluster, 'AuthorizationPolicy', policy);
      for (const [i, { from = [] }] of (policy.spec?.rules ?? []).entries()) {
        for (const [j, { source = {} }] of from.entries()) {
          for (const list of ['principals', 'notPrincipals'] as const) {
            for (const [k, principal] of (source[list] ?? []).entries()) {
              const path = `spec.rules[${i}].from[${j}].source.${list}[${k}]`;
              const remark = judge(cluster, mesh, principal, path);
              if (remark !== null) yield findingOf(remark, object);
            }
          }
        }
      }
    }
  },
};

const written = /^(?<domain>[^/]+)\/ns\/(?<namespace>[^/]+)\/sa\/(?<account>[^/]+)$/;

function judge(cluster: ClusterSnapshot, mesh: MeshSnapshot, principal: string, path: string): Remark | null {
  if (principal.includes('*')) return null;
  const { namespace = '', account = '' } = written.exec(principal)?.groups ?? {};
  const [domain = ''] = principal.split('/');
  const args = { principal, domain, namespace, account };
  const clusters = [...mesh.clusters.values()];
  const foreign = !clusters.some((each) => isDomainOf(each, domain));
  // Identities of other meshes need not be written as Istio writes its own.
  if (foreign && (account !== '' || /\..*\//.test(principal))) return { code: 'WEFT1007', path, args };
  if (account === '') return { code: 'WEFT1005', path, args: { why: 'form', principal } };
  const has = (each: ClusterSnapshot): boolean => identities(each).has(`${namespace}/${account}`);
  if (isDomainOf(cluster, domain) && has(cluster)) return null;
  const elsewhere = clusters.find((other) => other !== cluster && has(other));
  if (elsewhere !== undefined) return { code: 'WEFT1006', path, args: { ...args, cluster: elsewhere.id } };
  const exists = objectAt(cluster, 'ServiceAccount', namespace, account) !== null;
  return exists
    ? { code: 'WEFT1005', path, args: { ...args, why: 'idle' }, level: 'info' }
    : { code: 'WEFT1005', path, args: { ...args, why: 'missing' } };
}

/** Istio reads cluster.local as the trust domain of the mesh, whatever that is. */
const isDomainOf = (cluster: ClusterSnapshot, domain: string): boolean =>
  domain === 'cluster.local' || trustDomainsOf(cluster).has(domain);

/** The ServiceAccounts that workloads run as, `namespace/name`. */
const identities = derive(
  workloadKinds,
  (cluster) =>
    new Set(
      [...workloads(cluster).values()].map((workload) => `${workload.namespace}/${workload.serviceAccount}`),
    ),
);
