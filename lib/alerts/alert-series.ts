import { edgeMatchers } from '#lib/graph/edge-selector.ts';
import type { Reporter } from '#lib/graph/model.ts';
import { eq, escapeRegex, type Matcher, matches } from '#lib/prom/promql.ts';
import type { AlertSubject } from './alert-subject.ts';

/**
 * Matchers of all requests of an edge as one reporter counts them. Where no host was chosen (UH, NR, NC) the edge ends at the
 * service and its series name no workload: they are held against all that the caller sends to that service, whoever answers.
 */
export function alertSeries(
  { edge, source, target, clusters }: AlertSubject,
  reporter: Reporter,
  flags: readonly string[] = [],
): readonly Matcher[] {
  const own = edgeMatchers(edge, source, target, clusters);
  const ended = target.kind === 'service' ? own.filter(({ label }) => !namesWorkload.has(label)) : own;
  return [
    ...reportedBy(reporter, flags),
    ...besideZtunnel(edge.reports.ztunnel !== null, reporter),
    ...ended.map(readable),
  ];
}

/** Stands in a name for what no one sees. Prometheus does not parse it, nor is it in the series: there is any character. */
const hidden = '\u{fffd}';

function readable(matcher: Matcher): Matcher {
  const { label, op, value } = matcher;
  if (!value.includes(hidden)) return matcher;
  const regex = op === '=' ? escapeRegex(value) : value;
  return matches(label, regex.replaceAll(hidden, '.+'));
}

const namesWorkload = new Set([
  'destination_workload',
  'destination_workload_namespace',
  'destination_cluster',
]);

/** What a policy denied is told at the side of the callee alone. */
function reportedBy(reporter: Reporter, flags: readonly string[]): readonly Matcher[] {
  if (reporter !== 'ztunnel') return [eq('reporter', reporter)];
  return [eq('app', 'ztunnel'), eq('reporter', flags.includes('DENY') ? 'destination' : 'source')];
}

const besideZtunnel = (there: boolean, reporter: Reporter): readonly Matcher[] =>
  there && reporter !== 'ztunnel' ? [{ label: 'app', op: '!=', value: 'ztunnel' }] : [];
