import { type Seconds, seconds } from '#lib/core/units.ts';
import {
  ago,
  call,
  type Expr,
  eq,
  escapeRegex,
  type Matcher,
  matches,
  type NamedQuery,
  number,
  over,
  rate,
  select,
  sumBy,
} from '../promql.ts';

const duration = 'istio_request_duration_milliseconds';

/** Milliseconds of request duration per second, by reporter: over the rate of requests it is the mean. */
export function edgeDuration(matchers: readonly Matcher[], window: Seconds): NamedQuery {
  return { name: 'duration', expr: sumBy(['reporter'], rate(select(`${duration}_sum`, matchers), window)) };
}

/** Hours, in seconds, that traffic is compared with: the same moment an hour, a day and a week before. */
const pasts = [
  ['an hour', 3600],
  ['a day', 86_400],
  ['a week', 7 * 86_400],
] as const;

/** Requests per second at those moments, by reporter. */
export const edgeRequestsBefore = (matchers: readonly Matcher[], window: Seconds): readonly NamedQuery[] =>
  pasts.map(([name, back]) => {
    const then = ago(select('istio_requests_total', matchers), seconds.parse(back));
    return { name: `rate ${name} before`, expr: sumBy(['reporter'], rate(then, window)) };
  });

/** Pods of a workload, by the name that the scrape gives them. */
const podsNamed = (namespace: string, workload: string): readonly Matcher[] => [
  eq('namespace', namespace),
  matches('pod', `${escapeRegex(workload)}-.*`),
];

/**
 * Requests per second that policies judged at the pods of a workload, by what they decided; Envoy's counter, which Istio exports
 * by default. One that allows is there from the first request on, so that none denied is told from none counted.
 */
export function rbacJudged(namespace: string, workload: string, window: Seconds): NamedQuery {
  const judged = select('', [matches('__name__', 'envoy_http_.*rbac'), ...podsNamed(namespace, workload)]);
  return { name: 'denied by policies', expr: sumBy(['authz_enforce_result'], rate(judged, window)) };
}

/** Seconds until the first of the certificates of a workload's pods ends. */
export function certificateExpiry(namespace: string, workload: string): NamedQuery {
  const expr = least(select('istio_agent_cert_expiry_seconds', podsNamed(namespace, workload)));
  return { name: 'certificates', expr };
}

const least = (arg: Expr): Expr => ({ kind: 'aggregate', op: 'min', by: [], arg });

/** What istiod counts of requests for a certificate that it did not grant (istio/istio security/pkg/server/ca monitoring). */
const signingErrors =
  'citadel_server_(csr_parsing_err|csr_sign_err|id_extraction_err|authentication_failure)_count';

/** What istiod tells of itself: proxies connected, configurations refused, seconds to bring a change to them, end of the root certificate, certificates that it did not sign; and the first to end of all. */
export function controlPlaneQueries(window: Seconds) {
  const slow = sumBy(['le'], rate(select('pilot_proxy_convergence_time_bucket'), window));
  return {
    connections: { name: 'connected proxies', expr: sumBy([], select('pilot_xds')) },
    rejects: {
      name: 'refused configurations',
      expr: sumBy(['type'], call('increase', over(select('pilot_total_xds_rejects'), window))),
    },
    convergence: { name: 'time to proxies', expr: call('histogram_quantile', number(0.99), slow) },
    rootExpiry: {
      name: 'root certificate',
      expr: least(select('citadel_server_root_cert_expiry_timestamp')),
    },
    certificates: { name: 'first certificate', expr: least(select('istio_agent_cert_expiry_seconds')) },
    signing: {
      name: 'certificates not signed',
      expr: sumBy([], call('increase', over(select('', [matches('__name__', signingErrors)]), window))),
    },
  } satisfies Record<string, NamedQuery>;
}
