import type { BackendRef, K8sRoute } from '#lib/istio/gateway-api-types.ts';
import { serviceFqdn } from '#lib/istio/hosts.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import { isGranted } from '#lib/mesh/is-granted.ts';
import { refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { type ChosenRoute, type SentTo, sharesOf } from './chosen-route.ts';
import { type MatchedRule, rulesInOrder } from './gateway-api-match.ts';
import type { RoutedRequest } from './request.ts';
import { ruleDoes } from './rule-does.ts';
import { type ConsideredRule, stepOf } from './simulation.ts';

export type RouteKind = 'HTTPRoute' | 'GRPCRoute' | 'TLSRoute' | 'TCPRoute';

/** A route with the kind it was found under. */
export interface AttachedRoute {
  readonly kind: RouteKind;
  readonly route: K8sRoute;
}

/** The rule of attached routes that takes a request: the most specific, not the first. */
export function routeByGatewayApi(
  cluster: ClusterSnapshot,
  attached: readonly AttachedRoute[],
  request: RoutedRequest,
): ChosenRoute {
  const kinds = new Map(attached.map(({ route, kind }) => [route, kind]));
  const refs = (route: K8sRoute) => refOf(cluster, kinds.get(route) ?? 'HTTPRoute', route);
  const ordered = rulesInOrder(
    attached.map(({ route }) => route),
    request,
  );
  const at = ordered.findIndex(({ unmet }) => unmet === null || unmet.unknown);
  const rules = ordered.map((each, i) => considered(refs(each.route), each, i, at));
  const found = ordered[at];
  if (found === undefined) {
    const [first] = attached;
    const object = first === undefined ? null : refs(first.route);
    const args = { count: String(ordered.length) };
    const none = stepOf('route', 'blocks', 'route-none', { args, object, path: 'spec.rules' });
    return { steps: [none], rules, effects: null, to: [], outcome: 'none' };
  }
  const object = refs(found.route);
  const path = `spec.rules[${found.at}]`;
  if (found.unmet !== null) {
    const args = { rule: String(found.at), why: found.unmet.why };
    return {
      steps: [stepOf('route', 'unknown', 'route-unknown', { args, object, path })],
      rules,
      effects: null,
      to: [],
      outcome: 'unknown',
    };
  }
  return sentBy(cluster, found, kinds.get(found.route) ?? 'HTTPRoute', rules);
}

function sentBy(
  cluster: ClusterSnapshot,
  { route, rule, at }: MatchedRule,
  kind: RouteKind,
  rules: readonly ConsideredRule[],
): ChosenRoute {
  const namespace = route.metadata.namespace ?? '';
  const object = refOf(cluster, kind, route);
  const path = `spec.rules[${at}]`;
  const { answers, effects, steps, mirrors } = ruleDoes({ api: 'gateway', namespace, rule }, object, path);
  const why = (rule.matches ?? []).length === 0 ? ': it has no conditions' : ': no more specific rule does';
  const taken = stepOf('route', 'decides', 'route-rule', { args: { rule: String(at), why }, object, path });
  const head = stepOf('route', 'passed', 'route-object', {
    args: { kind, name: `${namespace}/${route.metadata.name}`, host: 'it' },
    object,
    path: 'spec.parentRefs',
  });
  const all = [head, taken, ...steps];
  if (answers !== null) return { steps: all, rules, effects, to: [], outcome: { status: answers } };
  const to = backendsOf(cluster, kind, route, rule.backendRefs ?? [], path);
  if (to.length === 0) {
    const empty = stepOf('route', 'blocks', 'route-empty', { object, path });
    return { steps: [...all, empty], rules, effects, to: [], outcome: { status: 500 } };
  }
  return { steps: all, rules, effects, to: [...to, ...mirrors], outcome: 'sent' };
}

function backendsOf(
  cluster: ClusterSnapshot,
  kind: KindName,
  route: K8sRoute,
  backends: readonly BackendRef[],
  path: string,
): readonly SentTo[] {
  const namespace = route.metadata.namespace ?? '';
  const weights = backends.map(({ weight }) => weight ?? 1);
  const only = backends.length === 1 && weights[0] === 0;
  const shares = only ? [0] : sharesOf(weights);
  return backends
    .map((backend, i): SentTo => {
      const own = backend.namespace ?? namespace;
      const granted = own === namespace || isGranted(cluster, kind, namespace, backend, own);
      return {
        // A backend that may not be named is none: it is answered as one that is not there.
        host: !granted ? `${backend.name} of ${own} (no ReferenceGrant)` : hostOf(backend, own),
        namespace,
        subset: null,
        port: backend.port ?? null,
        share: shares[i] ?? 0,
        mirror: false,
        missingCode: 500,
        object: refOf(cluster, kind, route),
        path: `${path}.backendRefs[${i}]`,
      };
    })
    .filter(({ share }) => share > 0);
}

const hostOf = ({ kind, name }: BackendRef, namespace: string): string =>
  kind === 'Hostname' ? name : serviceFqdn(name, namespace);

function considered(
  object: ConsideredRule['object'],
  { rule, at, unmet }: MatchedRule,
  i: number,
  taken: number,
): ConsideredRule {
  const path = `spec.rules[${at}]`;
  const base = { object, path, name: rule.name ?? null, why: unmet?.why ?? '' };
  const field = unmet === null ? null : `${path}.${unmet.field}`;
  if (i === taken) return { ...base, outcome: unmet === null ? 'taken' : 'unknown', field };
  if (taken === -1 || i < taken) return { ...base, outcome: 'skipped', field };
  return unmet === null
    ? { ...base, outcome: 'shadowed', why: 'it would take the request too, and is less specific', field }
    : { ...base, outcome: 'later', field };
}

/** Where routes of TCP or TLS send a connection: the first rule of the oldest one; null where there is none. */
export function streamByGatewayApi(
  cluster: ClusterSnapshot,
  attached: readonly AttachedRoute[],
): ChosenRoute | null {
  const [first] = attached;
  const rule = first?.route.spec?.rules?.[0];
  if (first === undefined || rule === undefined) return null;
  return sentBy(cluster, { route: first.route, rule, at: 0, unmet: null, rank: [] }, first.kind, []);
}
