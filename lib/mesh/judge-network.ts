import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { Ternary } from '#lib/core/ternary.ts';
import type { NetworkPolicy, NetworkPolicyRule } from '#lib/k8s/network-policy-types.ts';
import { matchesSelector } from '#lib/k8s/selector.ts';
import type { NetworkEnd } from './network-end.ts';
import { type Connection, type NetworkDirection, networkRuleSays } from './network-rule.ts';
import { objects, refOf } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

/** What one NetworkPolicy says of a connection in one direction, by the rule that comes nearest to admitting it. */
export interface PolicySays {
  readonly object: ObjectRef;
  readonly admits: Ternary;
  /** The field that decides: `spec.ingress[0]`, `spec.egress[1].ports`, or `spec.ingress` where there is no rule. */
  readonly path: string;
  /** Place of the rule; null where there is none. */
  readonly rule: number | null;
  readonly why: string;
}

/** What the NetworkPolicies that select an end say of a connection. One that admits it is enough. */
export interface NetworkJudgement {
  readonly direction: NetworkDirection;
  readonly admits: Ternary;
  /** Those that select the end, the ones first that come nearest to admitting it; never empty. */
  readonly policies: readonly PolicySays[];
}

/**
 * Whether NetworkPolicies let a connection be: policies that select the source for egress must admit the destination, and those that
 * select the destination for ingress the source; both have to. A direction in which no policy selects the end is open, and is left
 * out of the answer (kubernetes.io/docs/concepts/services-networking/network-policies, "The two sorts of pod isolation").
 * Whether the network plugin carries the policies out is not known.
 */
export function judgeNetwork(cluster: ClusterSnapshot, connection: Connection): readonly NetworkJudgement[] {
  const judged = (direction: NetworkDirection, end: NetworkEnd): readonly NetworkJudgement[] => {
    const policies = selecting(cluster, end, direction)
      .map((policy) => policySays(cluster, policy, direction, connection))
      .sort((a, b) => rank(b) - rank(a));
    const [best] = policies;
    return best === undefined ? [] : [{ direction, admits: best.admits, policies }];
  };
  return [...judged('egress', connection.from), ...judged('ingress', connection.to)];
}

const rank = ({ admits, rule }: PolicySays): number =>
  admits === true ? 3 : admits === null ? 2 : rule === null ? 0 : 1;

function selecting(
  cluster: ClusterSnapshot,
  { pods }: NetworkEnd,
  direction: NetworkDirection,
): readonly NetworkPolicy[] {
  if (pods === null) return [];
  return [...objects(cluster, 'NetworkPolicy', pods.namespace)].filter(
    (policy) => isAbout(policy, direction) && matchesSelector(policy.spec?.podSelector ?? {}, pods.labels),
  );
}

/**
 * Without `policyTypes` a policy is about what comes in, and about what goes out where it has rules for that (SetDefaults_NetworkPolicy,
 * kubernetes/kubernetes pkg/apis/networking/v1/defaults.go).
 */
function isAbout({ spec }: NetworkPolicy, direction: NetworkDirection): boolean {
  const types = spec?.policyTypes;
  if (Array.isArray(types) && types.length > 0)
    return types.some((type) => String(type).toLowerCase() === direction);
  return direction === 'ingress' || rulesOf(spec?.egress).length > 0;
}

const rulesOf = (rules: readonly NetworkPolicyRule[] | undefined): readonly NetworkPolicyRule[] =>
  Array.isArray(rules) ? rules.map((rule) => rule ?? {}) : [];

function policySays(
  cluster: ClusterSnapshot,
  policy: NetworkPolicy,
  direction: NetworkDirection,
  connection: Connection,
): PolicySays {
  const object = refOf(cluster, 'NetworkPolicy', policy);
  const list = `spec.${direction}`;
  const says = rulesOf(policy.spec?.[direction]).map((rule, at) => {
    const said = networkRuleSays(cluster, policy.metadata.namespace ?? '', rule, direction, connection);
    return { ...said, at };
  });
  // Of rules that do not admit it, one that is about the other end and not the port comes nearest.
  const best =
    says.find(({ admits }) => admits === true) ??
    says.find(({ admits }) => admits === null) ??
    says.find(({ field }) => field === 'ports') ??
    says[0];
  if (best === undefined)
    return { object, admits: false, path: list, rule: null, why: 'it has no rule for that' };
  const path = `${list}[${best.at}]${best.field === '' ? '' : `.${best.field}`}`;
  const others = says.length - 1;
  const why =
    best.admits === false && others > 0 ? `${best.why}, and ${others} more do not fit either` : best.why;
  return { object, admits: best.admits, path, rule: best.at, why };
}
