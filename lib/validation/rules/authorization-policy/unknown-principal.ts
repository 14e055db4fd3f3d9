import type { Finding } from '#lib/core/finding.ts';
import { derive } from '#lib/mesh/derive.ts';
import { meshConfigFor } from '#lib/mesh/mesh-config.ts';
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
              const remark = judge(cluster, mesh, policy.metadata.namespace ?? '', principal, path);
              if (remark !== null) yield findingOf(remark, object);
            }
          }
        }
      }
    }
  },
};

const written = /^(?<domain>[^/]+)\/ns\/(?<namespace>[^/]+)\/sa\/(?<account>[^/]+)$/;

function judge(
  cluster: ClusterSnapshot,
  mesh: MeshSnapshot,
  own: string,
  principal: string,
  path: string,
): Remark | null {
  if (principal.includes('*')) return null;
  const { domain = '', namespace = '', account = '' } = written.exec(principal)?.groups ?? {};
  if (account === '') return { code: 'WEFT1005', path, args: { why: 'form', principal } };
  const { trustDomain, trustDomainAliases } = meshConfigFor(cluster, own);
  const args = { principal, domain, namespace, account };
  // Istio reads cluster.local as the trust domain of the mesh, whatever that is.
  if (![trustDomain, ...trustDomainAliases, 'cluster.local'].includes(domain))
    return { code: 'WEFT1007', path, args };
  if (identities(cluster).has(`${namespace}/${account}`)) return null;
  const elsewhere = [...mesh.clusters.values()].find((other) =>
    identities(other).has(`${namespace}/${account}`),
  );
  if (elsewhere !== undefined) return { code: 'WEFT1006', path, args: { ...args, cluster: elsewhere.id } };
  const exists = objectAt(cluster, 'ServiceAccount', namespace, account) !== null;
  return exists
    ? { code: 'WEFT1005', path, args: { ...args, why: 'idle' }, level: 'info' }
    : { code: 'WEFT1005', path, args: { ...args, why: 'missing' } };
}

/** The ServiceAccounts that workloads run as, `namespace/name`. */
const identities = derive(
  workloadKinds,
  (cluster) =>
    new Set(
      [...workloads(cluster).values()].map((workload) => `${workload.namespace}/${workload.serviceAccount}`),
    ),
);
