import {
  type ApplyingPolicy,
  effectiveAuthorization,
  effectiveRequestAuthentications,
  type PolicyTarget,
} from '#lib/mesh/effective-authorization.ts';
import { meshConfigOf } from '#lib/mesh/mesh-config.ts';
import type { PolicySubject } from '#lib/mesh/policy-scope.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Arrived } from './arrived.ts';
import { matchRule, type RuleMatch } from './authorization-match.ts';
import { endpointsOf, portsOf } from './endpoints.ts';
import type { SimulatedToken } from './request.ts';
import { type Ending, fails, type Maker, type Step, stepOf } from './simulation.ts';

/** What the policies before a callee say. */
export interface Access {
  readonly steps: readonly Step[];
  /** Null where they let it in. */
  readonly ending: Ending | null;
}

interface Guarded {
  readonly subject: PolicySubject;
  /** What policies are attached to by `targetRefs`, at a gateway or waypoint. */
  readonly targets: readonly PolicyTarget[];
  /** Only those that are attached count: a waypoint is not the workload. */
  readonly attachedOnly: boolean;
  readonly by: Maker;
  /** Whether it is a request that a proxy sends, though only bytes are seen here: then that proxy answers for a closed connection. */
  readonly asked: boolean;
}

/**
 * Tokens first, then AuthorizationPolicies in the order CUSTOM, DENY, ALLOW: without any ALLOW policy everything is let in that
 * nothing denied, with one only what a rule of one takes (istio.io, authorization policy).
 */
export function accessTo(
  cluster: ClusterSnapshot,
  arrived: Arrived,
  token: SimulatedToken | null,
  guarded: Guarded,
): Access {
  const checked = arrived.stream
    ? { steps: [], token: null, ending: null }
    : tokenAt(cluster, token, guarded);
  if (checked.ending !== null) return { steps: checked.steps, ending: checked.ending };
  const decided = decide(cluster, { ...arrived, token: checked.token }, guarded);
  return { steps: [...checked.steps, ...decided.steps], ending: decided.ending };
}

const of = (policy: { readonly scope: string }, { attachedOnly }: Guarded): boolean =>
  !attachedOnly || policy.scope === 'target';

interface CheckedToken extends Access {
  readonly token: SimulatedToken | null;
}

/** A token of an issuer that no rule names is refused with 401, one for another audience with 403; a missing one passes. */
function tokenAt(cluster: ClusterSnapshot, token: SimulatedToken | null, guarded: Guarded): CheckedToken {
  const all = effectiveRequestAuthentications(cluster, guarded.subject, guarded.targets).filter(
    ({ policy }) =>
      !guarded.attachedOnly ||
      (policy.spec?.targetRefs ?? []).length > 0 ||
      policy.spec?.targetRef !== undefined,
  );
  const [first] = all;
  if (first === undefined) {
    return {
      steps: token === null ? [] : [stepOf('access', 'note', 'jwt-unread')],
      token: null,
      ending: null,
    };
  }
  const at = { object: first.object, path: 'spec.jwtRules' };
  if (token === null) return { steps: [stepOf('access', 'passed', 'jwt-none', at)], token, ending: null };
  const rules = all.flatMap(({ object, policy }) =>
    (policy.spec?.jwtRules ?? []).map((rule, i) => ({ object, rule, path: `spec.jwtRules[${i}]` })),
  );
  const named = rules.find(({ rule }) => rule.issuer === token.issuer);
  const { issuer } = token;
  if (named === undefined) {
    return {
      steps: [stepOf('access', 'blocks', 'jwt-issuer', { args: { issuer }, ...at })],
      token: null,
      ending: fails(guarded.by, 401, '-'),
    };
  }
  const wanted = named.rule.audiences ?? [];
  const { object, path } = named;
  if (wanted.length > 0 && !wanted.some((audience) => token.audiences.includes(audience))) {
    const args = { audiences: token.audiences.join(', ') || 'nobody', wanted: wanted.join(', ') };
    const step = stepOf('access', 'blocks', 'jwt-audience', { args, object, path: `${path}.audiences` });
    return { steps: [step], token: null, ending: fails(guarded.by, 403, '-') };
  }
  return {
    steps: [stepOf('access', 'passed', 'jwt-accepted', { args: { issuer }, object, path })],
    token,
    ending: null,
  };
}

interface RuleAt {
  readonly policy: ApplyingPolicy;
  readonly at: number;
  readonly match: RuleMatch;
}

const places: Readonly<Partial<Record<Maker, string>>> = {
  'callee-proxy': "the callee's proxy",
  gateway: 'the gateway',
  waypoint: 'the waypoint',
  ztunnel: 'ztunnel',
};

function decide(cluster: ClusterSnapshot, arrived: Arrived, guarded: Guarded): Access {
  const policies = effectiveAuthorization(cluster, guarded.subject, guarded.targets).policies.filter((each) =>
    of(each, guarded),
  );
  const deciding = policies.filter(({ action }) => action !== 'AUDIT');
  if (deciding.length === 0) {
    const args = { by: places[guarded.by] ?? 'the callee' };
    return { steps: [stepOf('access', 'passed', 'authz-none', { args })], ending: null };
  }
  const rulesOf = (action: string) =>
    deciding.filter((policy) => policy.action === action).flatMap((policy) => matched(policy, arrived));
  const custom = byProvider(cluster, rulesOf('CUSTOM'), guarded);
  if (custom.ending?.kind === 'fails') return custom;
  const denied = byDeny(rulesOf('DENY'), guarded, arrived);
  if (denied.ending?.kind === 'fails') return { ...denied, steps: [...custom.steps, ...denied.steps] };
  const allowed = byAllow(
    deciding.filter(({ action }) => action === 'ALLOW'),
    rulesOf('ALLOW'),
    guarded,
    arrived,
  );
  const steps = [...custom.steps, ...denied.steps, ...allowed.steps];
  if (allowed.ending?.kind === 'fails') return { steps, ending: allowed.ending };
  return { steps, ending: denied.ending ?? allowed.ending ?? custom.ending };
}

const matched = (policy: ApplyingPolicy, arrived: Arrived): readonly RuleAt[] =>
  (policy.policy.spec?.rules ?? []).map((rule, at) => ({
    policy,
    at,
    match: matchRule(rule, arrived, policy.action !== 'ALLOW', policy.policy.metadata.namespace ?? ''),
  }));

const args = ({ policy, at, match }: RuleAt, more: Readonly<Record<string, string>> = {}) => ({
  args: { rule: String(at), why: match.why, ...more },
  object: policy.object,
  path: match.field === '' ? `spec.rules[${at}]` : `spec.rules[${at}].${match.field}`,
});

const cannotTell = (by: Maker): Ending => ({ kind: 'unknown', by, code: null, flags: '-' });

/** What a refusal looks like: 403 where requests are seen; a connection that is closed where only bytes are. */
const refused = ({ by, asked }: Guarded, { stream }: Arrived): Ending => {
  if (!stream) return fails(by, 403, '-');
  return asked ? fails('caller-proxy', 503, 'UC') : fails(by, 0, by === 'ztunnel' ? 'DENY' : '-');
};

function byProvider(cluster: ClusterSnapshot, rules: readonly RuleAt[], { by }: Guarded): Access {
  const found =
    rules.find(({ match }) => match.result === true) ?? rules.find(({ match }) => match.result === null);
  if (found === undefined) return { steps: [], ending: null };
  const provider = found.policy.policy.spec?.provider?.name ?? '';
  const at = { ...args(found, { provider }), path: 'spec.provider.name' };
  if (found.match.result === true && !answers(cluster, provider)) {
    return {
      steps: [stepOf('access', 'blocks', 'authz-custom-missing', at)],
      ending: fails(by, 403, 'UAEX'),
    };
  }
  return { steps: [stepOf('access', 'unknown', 'authz-custom', at)], ending: cannotTell(by) };
}

/** Whether the mesh configuration has a provider of this name with somebody to answer. */
function answers(cluster: ClusterSnapshot, name: string): boolean {
  const provider = meshConfigOf(cluster).extensionProviders.find((each) => each.name === name);
  const settings = [provider?.envoyExtAuthzGrpc, provider?.envoyExtAuthzHttp].find(
    (each) => typeof each === 'object',
  );
  const service =
    settings === null || settings === undefined || !('service' in settings) ? null : settings.service;
  if (typeof service !== 'string') return false;
  const host = resolveHost(cluster, service.split('/').at(-1) ?? service, '');
  return (
    host !== null &&
    portsOf(host).some(({ number }) => endpointsOf(cluster, host, number, {}).groups.length > 0)
  );
}

function byDeny(rules: readonly RuleAt[], guarded: Guarded, arrived: Arrived): Access {
  const takes = rules.find(({ match }) => match.result === true);
  if (takes !== undefined) {
    const step = stepOf('access', 'blocks', 'authz-denied', args(takes));
    return { steps: [step], ending: refused(guarded, arrived) };
  }
  const open = rules.find(({ match }) => match.result === null);
  if (open !== undefined) {
    return {
      steps: [stepOf('access', 'unknown', 'authz-deny-unknown', args(open))],
      ending: cannotTell(guarded.by),
    };
  }
  // One line for each policy: its first rule's reason speaks for it.
  const policies = [...new Map(rules.map((each) => [each.policy, each])).values()];
  return {
    steps: policies.map((each) => stepOf('access', 'passed', 'authz-passed-deny', args(each))),
    ending: null,
  };
}

function byAllow(
  policies: readonly ApplyingPolicy[],
  rules: readonly RuleAt[],
  guarded: Guarded,
  arrived: Arrived,
): Access {
  if (policies.length === 0) return { steps: [], ending: null };
  const takes = rules.find(({ match }) => match.result === true);
  if (takes !== undefined) {
    const step = stepOf('access', 'decides', 'authz-allowed', {
      ...args(takes),
      path: `spec.rules[${takes.at}]`,
    });
    return { steps: [step], ending: null };
  }
  const open = rules.find(({ match }) => match.result === null);
  if (open !== undefined) {
    return {
      steps: [stepOf('access', 'unknown', 'authz-allow-unknown', args(open))],
      ending: cannotTell(guarded.by),
    };
  }
  const each = policies.map((policy) => {
    const own = rules.filter((rule) => rule.policy === policy);
    const [first] = own;
    if (first === undefined)
      return stepOf('access', 'blocks', 'authz-allow-empty', { object: policy.object, path: 'spec' });
    const why = own
      .map(({ at, match }) => (own.length === 1 ? match.why : `rule ${at}: ${match.why}`))
      .join('; ');
    return stepOf('access', 'blocks', 'authz-not-allowed', { ...args(first), args: { rule: '0', why } });
  });
  return { steps: each, ending: refused(guarded, arrived) };
}
