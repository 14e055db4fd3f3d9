import { matchesSource } from '#demo/traffic/config/http-match.ts';
import type { RequestShape, Rule, RuleTarget } from '#demo/traffic/config/rule.ts';
import { defaultRetry, effectiveTargets } from '#demo/traffic/config/rule.ts';
import { ruleOf } from '#demo/traffic/config/virtual-service-rule.ts';
import type { HttpMatch, HttpRule, StringMatch, VirtualService } from '#lib/istio/networking-types.ts';

/** The name of the cluster that a destination leads to, for the port that the route is on. */
export type ClusterNamer = (target: RuleTarget) => string;

/** One rule of a VirtualService as Envoy's routes, one for each of its matches that the proxy can meet. */
export function rulesJson(
  service: VirtualService,
  rule: HttpRule,
  proxy: RequestShape,
  clusterOf: ClusterNamer,
): object[] {
  const matches: readonly HttpMatch[] = rule.match?.length ? rule.match : [{}];
  const { namespace = '', name } = service.metadata;
  const action = actionJson(ruleOf(rule, namespace), clusterOf);
  const config = `/apis/networking.istio.io/v1/namespaces/${namespace}/virtual-service/${name}`;
  return matches
    .filter((match) => matchesSource(match, proxy))
    .map((match) => ({
      ...(rule.name === undefined ? {} : { name: rule.name }),
      match: matchJson(match),
      ...action,
      metadata: { filter_metadata: { istio: { config } } },
    }));
}

/** The route to a host that no rule is about. */
export const defaultRouteJson = (cluster: string) => ({
  name: 'default',
  match: { prefix: '/' },
  route: { cluster, timeout: '0s', retry_policy: retryJson(defaultRetry) },
});

function actionJson(rule: Rule, clusterOf: ClusterNamer) {
  if (rule.reply !== null)
    return rule.reply >= 300 && rule.reply < 400
      ? { redirect: { response_code: 'MOVED_PERMANENTLY' } }
      : { direct_response: { status: rule.reply } };
  const targets = effectiveTargets(rule.targets);
  const [only] = targets;
  if (only === undefined) return { direct_response: { status: 500 } };
  const clusters = targets.map((target) => ({ name: clusterOf(target), weight: target.weight }));
  return {
    route: {
      ...(targets.length === 1
        ? { cluster: clusterOf(only) }
        : {
            weighted_clusters: {
              clusters,
              total_weight: clusters.reduce((sum, { weight }) => sum + weight, 0),
            },
          }),
      timeout: seconds(rule.timeoutMs ?? 0),
      ...(rule.retry.attempts === 0 ? {} : { retry_policy: retryJson(rule.retry) }),
    },
  };
}

const retryJson = ({ on, codes, attempts, perTryTimeoutMs }: Rule['retry']) => ({
  retry_on: [...on, ...codes].join(','),
  num_retries: attempts,
  ...(perTryTimeoutMs === null ? {} : { per_try_timeout: seconds(perTryTimeoutMs) }),
});

const seconds = (ms: number): string => `${ms / 1000}s`;

function matchJson({ uri, headers = {}, withoutHeaders = {}, method }: HttpMatch) {
  const conditions = [
    ...(method === undefined ? [] : [headerJson(':method', method, false)]),
    ...Object.entries(headers).map(([name, match]) => headerJson(name, match, false)),
    ...Object.entries(withoutHeaders).map(([name, match]) => headerJson(name, match, true)),
  ];
  return {
    ...pathJson(uri),
    case_sensitive: true,
    ...(conditions.length === 0 ? {} : { headers: conditions }),
  };
}

function pathJson(uri: StringMatch | undefined) {
  if (uri?.exact !== undefined) return { path: uri.exact };
  if (uri?.regex !== undefined) return { safe_regex: { regex: uri.regex } };
  return { prefix: uri?.prefix ?? '/' };
}

function headerJson(name: string, { exact, prefix, regex }: StringMatch, inverted: boolean) {
  const value =
    exact !== undefined
      ? { exact }
      : prefix !== undefined
        ? { prefix }
        : regex !== undefined
          ? { safe_regex: { regex } }
          : null;
  return {
    name,
    ...(value === null ? { present_match: true } : { string_match: value }),
    ...(inverted ? { invert_match: true } : {}),
  };
}
