import type { ObjectRef } from '#lib/core/object-ref.ts';
import { shellWord } from '#lib/format/shell-word.ts';
import type { Workload } from '#lib/mesh/workloads.ts';
import { eq, escapeRegex, matches, rate, select, sumBy, toPromql } from '#lib/prom/promql.ts';
import type { Situation } from './situation.ts';

/** The command that prints an object. */
export function showObject({ group, kind, namespace, name }: ObjectRef): string {
  const resource = group === '' ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`;
  return `kubectl ${namespace === null ? '' : `-n ${shellWord(namespace)} `}get ${resource} ${shellWord(name)} -o yaml`;
}

/** The command that lists the pods of a workload. */
export const showPods = ({ namespace, labels }: Pick<Workload, 'namespace' | 'labels'>): string => {
  const telling = ['app', 'app.kubernetes.io/name', 'version'].flatMap((key) =>
    labels[key] === undefined ? [] : [`${key}=${labels[key]}`],
  );
  return `kubectl -n ${shellWord(namespace)} get pods ${telling.length === 0 ? '' : `-l ${shellWord(telling.join(','))} `}-o wide`;
};

/** The command that prints what the caller's proxy knows of a host. */
export function showClusters(
  { caller, source, host }: Situation,
  what: 'cluster' | 'endpoint' | 'route',
): string {
  const proxy =
    caller === null ? `${source.name}.${source.namespace}` : `deploy/${caller.name}.${caller.namespace}`;
  const which = what === 'cluster' ? ` --fqdn ${shellWord(host)}` : '';
  return `istioctl proxy-config ${what} ${shellWord(proxy)}${which}`;
}

/** Requests of the edge per second that have one of some flags, by both reporters. */
export function flagQuery({ matchers, edge, graph }: Situation, flags: readonly string[]): string {
  const metric = edge.protocol === 'tcp' ? 'istio_tcp_connections_closed_total' : 'istio_requests_total';
  const any = matches('response_flags', `(.*,)?(${flags.map(escapeRegex).join('|')})(,.*)?`);
  const by =
    edge.protocol === 'tcp'
      ? ['reporter', 'response_flags']
      : ['reporter', 'response_code', 'response_flags'];
  return toPromql(sumBy(by, rate(select(metric, [...matchers, any]), graph.window)));
}

/** Requests of the edge per second that were answered with a code, by both reporters. */
export function codeQuery({ matchers, edge, graph }: Situation, code: string): string {
  const label = edge.protocol === 'grpc' ? 'grpc_response_status' : 'response_code';
  const by = ['reporter', label, 'response_flags'];
  return toPromql(
    sumBy(by, rate(select('istio_requests_total', [...matchers, eq(label, code)]), graph.window)),
  );
}

/** What policies turned away per second at the pods of a namespace. */
export const deniedQuery = (namespace: string, { window }: Situation['graph']): string =>
  toPromql(
    sumBy(
      ['pod'],
      rate(
        select('', [
          matches('__name__', 'envoy_http_.*rbac'),
          eq('authz_enforce_result', 'denied'),
          eq('namespace', namespace),
        ]),
        window,
      ),
    ),
  );
