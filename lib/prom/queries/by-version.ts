import type { Seconds } from '#lib/core/units.ts';
import { parseServiceFqdn } from '#lib/istio/hosts.ts';
import { outcomeLabels } from '../labels.ts';
import {
  anyOf,
  eq,
  escapeRegex,
  type Matcher,
  matches,
  type NamedQuery,
  rate,
  type Selector,
  select,
  sumBy,
} from '../promql.ts';

/**
 * Labels by which versions are told apart: the canonical revision, and `destination_version` where a pod has no label for that
 * one. The canonical service tells whether a request came to a pod at all, for without one the revision is `latest`; the service is
 * there because the versions of one rule may be services of their own.
 */
const versionLabels = [
  'reporter',
  'destination_service',
  'destination_canonical_service',
  'destination_canonical_revision',
  'destination_version',
] as const;

/** What was addressed to some hosts (full names) in one cluster; `cluster` null where telemetry of one is all there is. */
export interface Addressed {
  readonly hosts: readonly [string, ...string[]];
  readonly cluster: string | null;
}

const named = (names: readonly string[]): Matcher =>
  matches('destination_service', `(${[...names].sort().map(escapeRegex).join('|')})(:[0-9]+)?`);

// What came to no pod came to no cluster.
const within = ({ cluster }: Addressed): readonly Matcher[] =>
  cluster === null ? [] : [matches('destination_cluster', `(${escapeRegex(cluster)}|unknown)?`)];

/** Where no host was chosen (NR, NC) a sidecar writes the Host header as the program wrote it, short within a namespace. */
function requestsTo(to: Addressed): readonly [Selector, ...Selector[]] {
  const requests = (...matchers: readonly Matcher[]) =>
    select('istio_requests_total', [...matchers, ...within(to)]);
  const services = to.hosts.flatMap((host) => parseServiceFqdn(host) ?? []);
  const longer = services.flatMap(({ name, namespace }) => [
    `${name}.${namespace}`,
    `${name}.${namespace}.svc`,
  ]);
  const short = [...Map.groupBy(services, ({ namespace }) => namespace)].map(([namespace, of]) =>
    requests(named(of.map(({ name }) => name)), eq('source_workload_namespace', namespace)),
  );
  return [requests(named([...to.hosts, ...longer])), ...short];
}

function answers(to: Addressed, window: Seconds, by: readonly string[]) {
  const [first, ...rest] = requestsTo(to);
  return sumBy(by, anyOf(rate(first, window), ...rest.map((one) => rate(one, window))));
}

/** Requests per second of hosts by reporter, version and outcome. */
export const requestsByVersion = (to: Addressed, window: Seconds): NamedQuery => ({
  name: 'requests by version',
  expr: answers(to, window, [...versionLabels, ...outcomeLabels]),
});

/** Requests per second by duration at most `le` milliseconds, by reporter and version: all percentiles are worked out of these. */
export function durationsByVersion(to: Addressed, window: Seconds): NamedQuery {
  const buckets = select('istio_request_duration_milliseconds_bucket', [named(to.hosts), ...within(to)]);
  return { name: 'durations by version', expr: sumBy(['le', ...versionLabels], rate(buckets, window)) };
}

/** Requests per second of hosts by reporter and outcome; `span` names the window. */
export const answersOver = (span: string, to: Addressed, window: Seconds): NamedQuery => ({
  name: `answers over ${span}`,
  expr: answers(to, window, ['reporter', ...outcomeLabels]),
});
