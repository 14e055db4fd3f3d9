import type { ObjectRef } from '#lib/core/object-ref.ts';
import { allOf, anyOf, type Ternary } from '#lib/core/ternary.ts';
import { fitsPattern } from '#lib/istio/policy-pattern.ts';
import type { AuthorizationRule, AuthorizationSource } from '#lib/istio/security-types.ts';
import type { ApplyingPolicy, EffectiveAuthorization } from '#lib/mesh/effective-authorization.ts';

/** What is known of who calls. Null: not known. */
export interface KnownCaller {
  /** `cluster.local/ns/shop/sa/cart`, one for each trust domain it may stand under; empty where the caller proves nothing. */
  readonly principals: readonly string[] | null;
  readonly namespace: string | null;
}

/** What the policies of a workload say of a caller. */
export type Verdict =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'denied'; readonly object: ObjectRef; readonly path: string; readonly why: string }
  | { readonly kind: 'cannot-tell'; readonly object: ObjectRef; readonly path: string; readonly why: string };

/**
 * What Envoy decides, in the order CUSTOM, DENY, ALLOW (istio.io, authorization policy): by who calls alone, for methods, paths,
 * tokens and conditions are in no metric.
 */
export function authorizationVerdict({ policies }: EffectiveAuthorization, caller: KnownCaller): Verdict {
  const [custom] = policies.filter(({ action }) => action === 'CUSTOM');
  const denying = matching(policies, 'DENY', caller);
  const [deny] = denying.filter(({ result }) => result === true);
  if (deny !== undefined) return { kind: 'denied', ...deny.at, why: 'a DENY rule matches the caller' };
  const allows = policies.filter(({ action }) => action === 'ALLOW');
  const allowing = matching(policies, 'ALLOW', caller);
  const [first] = allows;
  if (first !== undefined && allowing.every(({ result }) => result === false)) {
    return { kind: 'denied', ...nearest(first), why: 'no ALLOW rule matches the caller' };
  }
  const open = [...denying, ...allowing].find(({ result }) => result === null);
  const sure = first === undefined || allowing.some(({ result }) => result === true);
  if (open !== undefined && (!sure || denying.includes(open)))
    return { kind: 'cannot-tell', ...open.at, why: 'a rule asks for more than metrics tell' };
  if (custom !== undefined)
    return {
      kind: 'cannot-tell',
      object: custom.object,
      path: 'spec.provider',
      why: 'a provider outside decides',
    };
  return { kind: 'allowed' };
}

/** The names of callers in a policy where it has one rule with one source, else its rules. */
function nearest({ object, policy }: ApplyingPolicy): { readonly object: ObjectRef; readonly path: string } {
  const [rule, ...others] = policy.spec?.rules ?? [];
  const [from, ...more] = rule?.from ?? [];
  if (others.length > 0 || more.length > 0 || from?.source === undefined)
    return { object, path: 'spec.rules' };
  const [list] = Object.keys(from.source);
  return { object, path: list === undefined ? 'spec.rules' : `spec.rules[0].from[0].source.${list}[0]` };
}

function matching(policies: readonly ApplyingPolicy[], action: string, caller: KnownCaller) {
  return policies
    .filter((each) => each.action === action)
    .flatMap(({ object, policy }) =>
      (policy.spec?.rules ?? []).map((rule, i) => ({
        at: { object, path: `spec.rules[${i}]` },
        result: matches(rule, caller, policy.metadata.namespace ?? ''),
      })),
    );
}

/** Whether a rule takes what a caller sends. What it asks of the request itself may or may not hold. */
function matches(rule: AuthorizationRule, caller: KnownCaller, own: string): Ternary {
  const { from = [], to = [], when = [] } = rule;
  return allOf([
    from.length === 0 ? true : anyOf(from.map(({ source }) => sourceMatches(source ?? {}, caller, own))),
    to.length === 0 ? true : null,
    when.length === 0 ? true : null,
  ]);
}

function sourceMatches(source: AuthorizationSource, caller: KnownCaller, own: string): Ternary {
  const { principals, namespace } = caller;
  const namespaces =
    principals === null ? (namespace === null ? null : [namespace]) : principals.map(partOf(2));
  const accounts = principals?.map((principal) => `${partOf(2)(principal)}/${partOf(4)(principal)}`) ?? null;
  const full = (names: readonly string[] | undefined) =>
    names?.map((name) => (name.includes('/') ? name : `${own}/${name}`));
  const rest = [
    'requestPrincipals',
    'notRequestPrincipals',
    'ipBlocks',
    'notIpBlocks',
    'remoteIpBlocks',
    'notRemoteIpBlocks',
  ] as const;
  return allOf([
    among(source.principals, principals),
    not(source.notPrincipals, principals),
    among(source.namespaces, namespaces),
    not(source.notNamespaces, namespaces),
    among(full(source.serviceAccounts), accounts),
    not(full(source.notServiceAccounts), accounts),
    rest.some((field) => source[field] !== undefined) ? null : true,
  ]);
}

const partOf =
  (at: number) =>
  (principal: string): string =>
    principal.split('/')[at] ?? '';

function among(patterns: readonly string[] | undefined, values: readonly string[] | null): Ternary {
  if (patterns === undefined) return true;
  if (values === null) return null;
  return patterns.some((pattern) => values.some((value) => fitsPattern(pattern, value)));
}

function not(patterns: readonly string[] | undefined, values: readonly string[] | null): Ternary {
  if (patterns === undefined) return true;
  const found = among(patterns, values);
  return found === null ? null : !found;
}
