import type { AuthorizationPolicy } from '#lib/istio/security-types.ts';
import { meshConfigOf } from '#lib/mesh/mesh-config.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import { policyScope } from '#lib/mesh/policy-scope.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Workload } from '#lib/mesh/workloads.ts';
import { findingOf, type Remark } from '../../rule.ts';
import type { ObservedRule } from '../observed-rule.ts';
import type { Arrival } from '../seen.ts';
import { countArgs, workloadText } from '../tally.ts';

/**
 * A caller that an ALLOW policy names and that calls none of its workloads, while others do. It may call rarely; where the
 * callers that do call are refused (403, or PERMISSION_DENIED) the name is probably wrong.
 */
export const principalNeverSeen: ObservedRule = {
  name: 'principal-never-seen',
  codes: ['WEFT0232'],
  reads: ['AuthorizationPolicy', 'Pod', 'ConfigMap'],
  *check(cluster, seen) {
    const { rootNamespace } = meshConfigOf(cluster);
    for (const policy of objects(cluster, 'AuthorizationPolicy')) {
      if ((policy.spec?.action ?? 'ALLOW') !== 'ALLOW' || !namesCallers(policy)) continue;
      const calls = seen.arrivals.filter(({ callee }) => policyScope(policy, callee, rootNamespace) !== null);
      const known = calls.flatMap(({ caller }) => caller ?? []);
      if (known.length === 0) continue;
      for (const remark of remarks(policy, cluster, { calls, known, window: seen.graph.window }))
        yield findingOf(remark, refOf(cluster, 'AuthorizationPolicy', policy));
    }
  },
};

type Names = 'principals' | 'namespaces' | 'serviceAccounts';
const lists: readonly Names[] = ['principals', 'namespaces', 'serviceAccounts'];

interface CallsSeen {
  readonly calls: readonly Arrival[];
  readonly known: readonly Workload[];
  readonly window: number;
}

/** Every name of a caller in a policy, with its place. */
function* namesIn(policy: AuthorizationPolicy) {
  for (const [i, { from = [] }] of (policy.spec?.rules ?? []).entries()) {
    for (const [j, { source = {} }] of from.entries()) {
      for (const list of lists) {
        for (const [k, name] of (source[list] ?? []).entries())
          yield { list, name, path: `spec.rules[${i}].from[${j}].source.${list}[${k}]` };
      }
    }
  }
}

const namesCallers = (policy: AuthorizationPolicy): boolean => namesIn(policy).next().done !== true;

function* remarks(
  policy: AuthorizationPolicy,
  cluster: ClusterSnapshot,
  { calls, known, window }: CallsSeen,
): Generator<Remark> {
  const named = [...namesIn(policy)];
  const own = policy.metadata.namespace ?? '';
  const isSeen = ({ list, name }: (typeof named)[number]) =>
    known.some((caller) => means(list, name, caller, own, cluster));
  const unseen = named.filter((one) => !isSeen(one));
  const refused = refusedOf(calls);
  // Where one of its names lets callers in, the policy does what it is for.
  const level = unseen.length === named.length && refused > 0 ? 'warning' : 'info';
  const counted = {
    hit: refused,
    total: calls.reduce((sum, { edge }) => sum + (edge.reports.destination?.count ?? 0), 0),
    callers: known.map(workloadText).sort(),
  };
  for (const { list, name, path } of unseen) {
    const args = { ...countArgs(counted, window), what: list.replace(/s$/, ''), name };
    yield { code: 'WEFT0232', path, args, level };
  }
}

/** Requests that the callee's proxy or application refused: 403, and PERMISSION_DENIED of gRPC, without a flag. */
function refusedOf(calls: readonly Arrival[]): number {
  const rows = calls.flatMap(({ edge }) =>
    edge.responses.filter(({ reporter }) => reporter === 'destination'),
  );
  const denied = rows.filter(
    ({ code, grpcStatus, flags }) => flags.length === 0 && (code === '403' || grpcStatus === '7'),
  );
  return denied.reduce((sum, { count }) => sum + count, 0);
}

/** Whether a name of a policy means a caller (istio.io, authorization policy: exact, `prefix*`, `*suffix` or `*`). */
function means(list: Names, name: string, caller: Workload, own: string, cluster: ClusterSnapshot): boolean {
  const { namespace, serviceAccount } = caller;
  if (list === 'namespaces') return fits(name, namespace);
  if (list === 'serviceAccounts')
    return name.includes('/')
      ? name === `${namespace}/${serviceAccount}`
      : name === serviceAccount && namespace === own;
  const { trustDomain, trustDomainAliases } = meshConfigOf(cluster);
  return [trustDomain, ...trustDomainAliases].some((domain) =>
    fits(name, `${domain}/ns/${namespace}/sa/${serviceAccount}`),
  );
}

function fits(pattern: string, text: string): boolean {
  if (pattern.endsWith('*')) return text.startsWith(pattern.slice(0, -1));
  return pattern.startsWith('*') ? text.endsWith(pattern.slice(1)) : pattern === text;
}
