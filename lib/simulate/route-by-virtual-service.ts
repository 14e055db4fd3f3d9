import { objectName } from '#lib/core/object-ref.ts';
import { fullHost } from '#lib/istio/hosts.ts';
import type { HttpMatch, L4Rule, RouteDestination, VirtualService } from '#lib/istio/networking-types.ts';
import { refOf } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { type ChosenRoute, type SentTo, sharesOf } from './chosen-route.ts';
import { type Unmet, unmetHttp, unmetL4 } from './http-match.ts';
import type { RoutedRequest } from './request.ts';
import { ruleDoes } from './rule-does.ts';
import { type ConsideredRule, type Step, stepOf } from './simulation.ts';
import { type Governing, type HttpCandidate, httpCandidates } from './virtual-services.ts';

/** The rule of VirtualServices that takes a request: the first whose conditions hold. Nothing after it is asked. */
export function routeByVirtualService(
  cluster: ClusterSnapshot,
  { used, ignored }: Governing,
  request: RoutedRequest,
  host: string,
): ChosenRoute {
  const candidates = httpCandidates(cluster, used);
  const looked = candidates.map((candidate) => ({ candidate, unmet: unmetBy(candidate, request) }));
  const at = looked.findIndex(({ unmet }) => unmet === null || unmet.unknown);
  const rules = looked.map(({ candidate, unmet }, i) => considered(candidate, unmet, i, at));
  const heads = headsOf(cluster, used, ignored, host);
  const found = looked[at];
  if (found === undefined) {
    const [first] = used;
    const object = first === undefined ? null : refOf(cluster, 'VirtualService', first);
    const args = { count: String(candidates.length) };
    const none = stepOf('route', 'blocks', 'route-none', { args, object, path: 'spec.http' });
    return { steps: [...heads, none], rules, effects: null, to: [], outcome: 'none' };
  }
  const { candidate, unmet } = found;
  const { object, path } = candidate;
  const rule = ruleName(candidate);
  if (unmet !== null) {
    const args = { rule, why: unmet.why };
    const unknown = stepOf('route', 'unknown', 'route-unknown', { args, object, path });
    return { steps: [...heads, unknown], rules, effects: null, to: [], outcome: 'unknown' };
  }
  const taken = stepOf('route', 'decides', 'route-rule', {
    args: { rule, why: whyTaken(candidate, request) },
    object,
    path,
  });
  return sentBy(candidate, [...heads, taken], rules);
}

function sentBy(
  candidate: HttpCandidate,
  before: readonly Step[],
  rules: readonly ConsideredRule[],
): ChosenRoute {
  const { rule, object, path, service } = candidate;
  const namespace = service.metadata.namespace ?? '';
  const { answers, effects, steps, mirrors } = ruleDoes({ api: 'istio', namespace, rule }, object, path);
  const all = [...before, ...steps];
  if (answers !== null) return { steps: all, rules, effects, to: [], outcome: { status: answers } };
  const to = destinationsOf(rule.route ?? [], namespace, object, `${path}.route`);
  if (to.length === 0) {
    const empty = stepOf('route', 'blocks', 'route-empty', { object, path });
    return { steps: [...all, empty], rules, effects, to, outcome: { status: 500 } };
  }
  return { steps: all, rules, effects, to: [...to, ...mirrors], outcome: 'sent' };
}

function destinationsOf(
  route: readonly RouteDestination[],
  namespace: string,
  object: Step['object'],
  path: string,
): readonly SentTo[] {
  const shares = sharesOf(route.map(({ weight }) => weight ?? 0));
  return route
    .map(
      ({ destination }, i): SentTo => ({
        host: fullHost(destination?.host ?? '', namespace),
        namespace,
        subset: destination?.subset || null,
        port: destination?.port?.number || null,
        share: shares[i] ?? 0,
        mirror: false,
        missingCode: 503,
        object,
        path: `${path}[${i}].destination`,
      }),
    )
    .filter(({ share }) => share > 0);
}

/** What a rule lacks to take a request: that of its match that comes first; null where one of them holds. */
function unmetBy({ rule, delegated, root, left }: HttpCandidate, request: RoutedRequest): Unmet | null {
  if (left !== null) return { field: '', why: left, unknown: false };
  const namespace = root.metadata.namespace ?? '';
  const before = unmetOf(delegated, (match) => unmetHttp(match, request, namespace), '');
  const own = unmetOf(rule.match ?? [], (match) => unmetHttp(match, request, namespace), '.match');
  const delegating = before && { ...before, field: '', why: `${before.why} (of the rule that delegates)` };
  return delegating !== null && !delegating.unknown ? delegating : (own ?? delegating);
}

function unmetOf<M>(matches: readonly M[], unmet: (match: M) => Unmet | null, path: string): Unmet | null {
  if (matches.length === 0) return null;
  const all = matches.map((match, i) => ({ found: unmet(match), i }));
  if (all.some(({ found }) => found === null)) return null;
  const first = all.find(({ found }) => found?.unknown) ?? all[0];
  if (first?.found == null) return null;
  const why =
    all.length === 1 || first.found.unknown ? first.found.why : all.map(({ found }) => found?.why).join('; ');
  return { ...first.found, field: `${path}[${first.i}].${first.found.field}`, why };
}

function considered(candidate: HttpCandidate, unmet: Unmet | null, i: number, at: number): ConsideredRule {
  const base = { object: candidate.object, path: candidate.path, name: candidate.rule.name ?? null };
  const field = unmet === null || unmet.field === '' ? null : `${candidate.path}${unmet.field}`;
  if (i === at) {
    return unmet === null
      ? { ...base, outcome: 'taken', why: '', field: null }
      : { ...base, outcome: 'unknown', why: unmet.why, field };
  }
  if (at === -1 || i < at) return { ...base, outcome: 'skipped', why: unmet?.why ?? '', field };
  return unmet === null
    ? { ...base, outcome: 'shadowed', why: 'it would take the request too', field: null }
    : { ...base, outcome: 'later', why: unmet.why, field };
}

const ruleName = ({ path, rule }: HttpCandidate): string => {
  const number = /\[(\d+)\]/.exec(path)?.[1] ?? '0';
  return rule.name === undefined ? number : `${number} "${rule.name}"`;
};

function whyTaken({ rule, delegated, root }: HttpCandidate, request: RoutedRequest): string {
  const matches = rule.match ?? [];
  if (matches.length === 0)
    return delegated.length === 0 ? ': it has no conditions' : ': the rule that delegates does';
  const at = matches.findIndex(
    (match: HttpMatch) => unmetHttp(match, request, root.metadata.namespace ?? '') === null,
  );
  return ` by its match ${at}`;
}

function headsOf(
  cluster: ClusterSnapshot,
  used: readonly VirtualService[],
  ignored: readonly VirtualService[],
  host: string,
): readonly Step[] {
  const [first] = used;
  const refs = ignored.map((service) => refOf(cluster, 'VirtualService', service));
  const left = refs.map((object) =>
    stepOf('route', 'note', 'route-ignored', {
      args: { name: objectName(object), host },
      object,
      path: 'spec.hosts',
    }),
  );
  if (first === undefined) return left;
  const object = refOf(cluster, 'VirtualService', first);
  const head =
    used.length > 1
      ? stepOf('route', 'passed', 'route-merged', {
          args: { count: String(used.length), host },
          object,
          path: 'spec.hosts',
        })
      : stepOf('route', 'passed', 'route-object', {
          args: { kind: 'VirtualService', name: `${object.namespace}/${object.name}`, host },
          object,
          path: 'spec.hosts',
        });
  return [head, ...left];
}

/** The rule of TLS or TCP that takes a connection; null where the VirtualServices have none such. */
export function streamByVirtualService(
  cluster: ClusterSnapshot,
  { used, ignored }: Governing,
  request: RoutedRequest,
  host: string,
): ChosenRoute | null {
  const all = used.flatMap((service) => [...l4Of(service, 'tls'), ...l4Of(service, 'tcp')]);
  if (all.length === 0) return null;
  const looked = all.map((each) => {
    const namespace = each.service.metadata.namespace ?? '';
    return {
      ...each,
      unmet: unmetOf(each.rule.match ?? [], (match) => unmetL4(match, request, namespace), '.match'),
    };
  });
  const at = looked.findIndex(({ unmet }) => unmet === null);
  const rules = looked.map(
    ({ service, path, unmet }, i): ConsideredRule => ({
      object: refOf(cluster, 'VirtualService', service),
      path,
      name: null,
      outcome: i === at ? 'taken' : at === -1 || i < at ? 'skipped' : unmet === null ? 'shadowed' : 'later',
      why: unmet?.why ?? '',
      field: unmet === null ? null : `${path}${unmet.field}`,
    }),
  );
  const found = looked[at];
  if (found === undefined) return null;
  const object = refOf(cluster, 'VirtualService', found.service);
  const args = { rule: /\[(\d+)\]/.exec(found.path)?.[1] ?? '0', why: '' };
  const steps = [
    ...headsOf(cluster, used, ignored, host),
    stepOf('route', 'decides', 'route-rule', { args, object, path: found.path }),
  ];
  const to = destinationsOf(
    found.rule.route ?? [],
    found.service.metadata.namespace ?? '',
    object,
    `${found.path}.route`,
  );
  return { steps, rules, effects: null, to, outcome: to.length === 0 ? 'none' : 'sent' };
}

const l4Of = (service: VirtualService, list: 'tls' | 'tcp') =>
  (service.spec?.[list] ?? []).map((rule: L4Rule, i) => ({ service, rule, path: `spec.${list}[${i}]` }));
