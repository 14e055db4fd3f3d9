import type { AuthorizationPolicy } from '#lib/istio/security-types.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import { type ArrivedRequest, ruleMatches } from './authorization-match.ts';
import type { MeshSettings } from './mesh-settings.ts';
import type { ProxyPatches } from './proxy-patches.ts';
import type { Registry } from './registry.ts';
import { type ConfigView, namespaceOf, objectsOf } from './view.ts';
import type { WorkloadNode } from './workloads.ts';

/** A token that a request carries. */
export interface Token {
  readonly issuer: string;
  readonly audiences: readonly string[];
}

/**
 * What the callee's proxy decides: `denied` by RBAC (403 without flag), `unauthenticated` (401) or `wrong-audience`
 * (403) by its JWT filter, `ext-denied` by a CUSTOM policy whose provider does not let it through (403 UAEX).
 */
export type Access = 'allowed' | 'denied' | 'unauthenticated' | 'wrong-audience' | 'ext-denied';

/** A decision and what Envoy's log says of it (`%RESPONSE_CODE_DETAILS%`). */
export interface Decision {
  readonly access: Access;
  readonly details: string;
}

export const allowed: Decision = { access: 'allowed', details: 'via_upstream' };

export interface AccessRules {
  decide(workload: WorkloadNode, request: ArrivedRequest, token: Token | null): Decision;
  /** What a waypoint decides by the policies that are attached to it, or to the Service. */
  decideAt(targets: readonly AttachedTo[], request: ArrivedRequest): Decision;
  /** Whether any policy stands before the workload: only then does its proxy count what RBAC lets through. */
  guarded(workload: WorkloadNode): boolean;
}

/** Reads who may call whom. */
export function readAccess(
  view: ConfigView,
  settings: MeshSettings,
  registry: Registry,
  patches: (workload: WorkloadNode) => ProxyPatches,
): AccessRules {
  const policies = objectsOf(view, 'AuthorizationPolicy');
  const known = new Map<WorkloadNode, readonly AuthorizationPolicy[]>();
  const policiesOf = (workload: WorkloadNode) => {
    const cached = known.get(workload);
    if (cached !== undefined) return cached;
    const found = policies.filter((policy) => selects(policy, workload, settings.rootNamespace));
    known.set(workload, found);
    return found;
  };
  const requestPrincipal = readRequestAuthentication(view, settings);
  return {
    decideAt: (targets, request) =>
      evaluate(
        policies.filter((policy) => targets.some((target) => isAttached(policy, target))),
        request,
        (name) => providerAnswers(name, settings, registry),
      ),
    guarded: (workload) => policiesOf(workload).length > 0 || patches(workload).unfetched !== null,
    decide(workload, request, token) {
      const { unfetched } = patches(workload);
      // The filter that stands in for the module is RBAC's, by which it counts and answers.
      if (unfetched !== null && request.protocol !== 'tcp') return rbacDenied(unfetched);
      const identity = token === null ? { principal: null } : requestPrincipal(workload, token);
      if ('refused' in identity) return identity.refused;
      const arrived = {
        ...request,
        requestPrincipal: identity.principal,
        audiences: identity.principal === null ? [] : (token?.audiences ?? []),
      };
      return evaluate(policiesOf(workload), arrived, (name) => providerAnswers(name, settings, registry));
    },
  };
}

/** A Service, or a Gateway of the Gateway API. */
export interface AttachedTo {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

const isAttached = (policy: AuthorizationPolicy, { kind, namespace, name }: AttachedTo): boolean =>
  namespaceOf(policy) === namespace &&
  [policy.spec?.targetRef, ...(policy.spec?.targetRefs ?? [])].some(
    (ref) => ref?.kind === kind && ref.name === name,
  );

interface Selecting {
  readonly metadata: { readonly namespace?: string };
  readonly spec?: {
    readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
    readonly targetRef?: unknown;
    readonly targetRefs?: readonly unknown[];
  };
}

/** By selector in its own namespace; the root namespace reaches all. Policies attached by reference concern gateways and waypoints. */
function selects(policy: Selecting, workload: WorkloadNode, rootNamespace: string): boolean {
  const { namespace } = policy.metadata;
  if (policy.spec?.targetRef !== undefined || (policy.spec?.targetRefs ?? []).length > 0) return false;
  if (namespace !== workload.namespace && namespace !== rootNamespace) return false;
  return matchesLabels(policy.spec?.selector?.matchLabels ?? {}, workload.labels);
}

/** Evaluation order of Istio: CUSTOM, then DENY, then ALLOW, which denies what none of its rules takes. */
function evaluate(
  policies: readonly AuthorizationPolicy[],
  request: ArrivedRequest,
  answers: (provider: string) => boolean,
): Decision {
  const taking = (policy: AuthorizationPolicy, deny: boolean) =>
    (policy.spec?.rules ?? []).findIndex((rule) => ruleMatches(rule, request, deny, namespaceOf(policy)));
  const of = (action: string) => policies.filter((policy) => (policy.spec?.action ?? 'ALLOW') === action);
  const custom = of('CUSTOM').find((policy) => taking(policy, true) >= 0);
  if (custom !== undefined && !answers(custom.spec?.provider?.name ?? '')) {
    return { access: 'ext-denied', details: 'ext_authz_error' };
  }
  for (const policy of of('DENY')) {
    const rule = taking(policy, true);
    const name = `ns[${namespaceOf(policy)}]-policy[${policy.metadata.name}]-rule[${rule}]`;
    if (rule >= 0) return rbacDenied(name);
  }
  const allow = of('ALLOW');
  const passes = allow.length === 0 || allow.some((policy) => taking(policy, false) >= 0);
  return passes ? allowed : rbacDenied('none');
}

const rbacDenied = (policy: string): Decision => ({
  access: 'denied',
  details: `rbac_access_denied_matched_policy[${policy}]`,
});

/** Whether the external authorizer is configured and has somebody to answer. */
function providerAnswers(name: string, settings: MeshSettings, registry: Registry): boolean {
  const provider = settings.extensionProviders.find((candidate) => candidate.name === name);
  const service = provider?.envoyExtAuthzGrpc?.service ?? provider?.envoyExtAuthzHttp?.service;
  if (service === undefined) return false;
  const host = registry.exact(service.split('/').at(-1) ?? service)[0];
  return host?.ports.some((port) => port.endpoints.length > 0) ?? false;
}

type Identity = { readonly principal: string | null } | { readonly refused: Decision };

function readRequestAuthentication(
  view: ConfigView,
  settings: MeshSettings,
): (workload: WorkloadNode, token: Token) => Identity {
  const all = objectsOf(view, 'RequestAuthentication');
  return (workload, token) => {
    const rules = all
      .filter((policy) => selects(policy, workload, settings.rootNamespace))
      .flatMap((policy) => policy.spec?.jwtRules ?? []);
    if (rules.length === 0) return { principal: null };
    const rule = rules.find((candidate) => candidate.issuer === token.issuer);
    if (rule === undefined) return { refused: unknownIssuer };
    const wanted = rule.audiences ?? [];
    const fits = wanted.length === 0 || wanted.some((audience) => token.audiences.includes(audience));
    return fits ? { principal: `${token.issuer}/user` } : { refused: wrongAudience };
  };
}

const unknownIssuer: Decision = {
  access: 'unauthenticated',
  details: 'jwt_authn_access_denied{Jwt_issuer_is_not_configured}',
};
const wrongAudience: Decision = {
  access: 'wrong-audience',
  details: 'jwt_authn_access_denied{Audiences_in_Jwt_are_not_allowed}',
};
