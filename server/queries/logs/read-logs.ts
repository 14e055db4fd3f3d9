import type { LogEnd, LogsResponse } from '#lib/api/logs-contract.ts';
import { asEpochSeconds } from '#lib/core/branded.ts';
import { logFailures } from '#lib/logs/errors-only.ts';
import { isFailure } from '#lib/logs/is-failure.ts';
import { logFormats } from '#lib/logs/log-formats.ts';
import { isCarried, isFromCallee, isFromCaller } from '#lib/logs/of-edge.ts';
import { createLineReader, type ParsedLine } from '#lib/logs/parse-line.ts';
import { accessLogging } from '#lib/mesh/access-logging.ts';
import { meshConfigFor } from '#lib/mesh/mesh-config.ts';
import { type Workload, workloadAt } from '#lib/mesh/workloads.ts';
import type { Context } from '../../context.ts';
import { type LogSubject, type LogsQuery, logSubject, type SubjectEnd } from './log-subject.ts';
import { LineMerge } from './merge-lines.ts';
import { mostPods, type ToRead, waypointOf, withoutPods, withProxy, ztunnelsOf } from './pods-to-read.ts';
import { readPods } from './read-pods.ts';

/** So many pods of an end are named, to choose from. */
const mostNames = 200;

/**
 * What the proxies of an edge or a node logged, of all their pods merged by time. Read from Kubernetes as the viewer; nothing is kept.
 * Throws WeftError as the graph does; a pod whose log cannot be read is named in the answer.
 */
export async function readLogs(ctx: Context, input: LogsQuery): Promise<LogsResponse> {
  const subject = await logSubject(ctx, input);
  const end = input.at === null ? ctx.clock.now() : input.at * 1000;
  const from = end - input.window * 1000;
  const ends = subject.ends.map((each) => toRead(subject, each, input.pod));
  const between = input.pod === '' ? betweenEnds(subject) : [];
  const wanted = [...ends.flatMap(({ pods }) => pods), ...between].slice(0, 3 * mostPods);
  const frozen = input.at !== null && !input.previous;
  const merge = new LineMerge({
    read: createLineReader(logFormats(configOf(subject))),
    span: input.previous ? null : [from, frozen ? end : Number.POSITIVE_INFINITY],
    wants: (line, of) => isWanted(line, of, subject, input),
  });
  const asked = {
    previous: input.previous,
    // A container that ran before did so whenever it did. Of a moment that is over the first lines come first, of now the last.
    since: input.previous ? null : from,
    // What began in the time may have ended, and been written, somewhat later.
    until: frozen ? end + 60_000 : null,
    tail: frozen ? null : input.lines,
  };
  const pods = await readPods(ctx, wanted, asked, (...log) => merge.take(...log));
  const { lines, more, others } = merge.chosen();
  return {
    at: asEpochSeconds(Math.floor(end / 1000)),
    window: input.window,
    ends: ends.map(({ end: of }) => of),
    pods: [...pods],
    lines,
    more,
    others,
  };
}

const configOf = ({ cluster, ends }: LogSubject) => {
  const namespace = ends.findLast(({ node }) => node.namespace !== null)?.node.namespace ?? '';
  return meshConfigFor(cluster, namespace);
};

function isWanted(line: ParsedLine, of: ToRead, { told, ends }: LogSubject, input: LogsQuery): boolean {
  const { access, ztunnel } = line;
  if (input.errors && (access === null || !isFailure(access))) return false;
  if (input.request !== '') return access?.requestId === input.request;
  if (ztunnel !== null) return isCarried(ztunnel, podNames(ends));
  // The proxies' own lines tell of reloads, rejected configuration and lost connections: they are of every edge.
  if (told === null || access === null) return of.side !== 'ztunnel';
  switch (of.side) {
    case 'caller':
      return isFromCaller(access, told);
    case 'callee':
      return isFromCallee(access, told);
    default:
      return true;
  }
}

function podNames(ends: readonly SubjectEnd[]) {
  const of = (side: SubjectEnd['side']) => {
    const names = ends.find((end) => end.side === side)?.pods.map(({ metadata }) => metadata.name) ?? [];
    return names.length === 0 ? null : new Set(names);
  };
  return { caller: of('caller'), callee: of('callee') ?? of('own') };
}

/** ztunnel of both ends' nodes and the waypoint that requests pass, where the mesh is ambient. */
function betweenEnds({ cluster, ends, edge }: LogSubject): readonly ToRead[] {
  const hidden = ends.some(({ node }) => node.kind === 'inaccessible');
  const tunnels = ztunnelsOf(
    cluster,
    ends.flatMap(({ pods }) => pods),
  );
  return [...tunnels.slice(0, mostPods), ...(hidden ? [] : waypointOf(cluster, edge?.service ?? null))];
}

function toRead(
  subject: LogSubject,
  end: SubjectEnd,
  only: string,
): { readonly pods: readonly ToRead[]; readonly end: LogEnd } {
  const found = withProxy(end.pods, end.side);
  const names = found.map(({ pod }) => pod.metadata.name);
  const pods = only === '' ? found.slice(0, mostPods) : found.filter((_, at) => names[at] === only);
  return {
    pods,
    end: {
      side: end.side,
      node: end.node,
      leftOut: found.length - pods.length,
      names: names.slice(0, mostNames),
      without: found.length === 0 ? withoutPods(end.node, end.pods) : null,
      ...(found.length === 0 ? { logging: null, offer: null } : loggingOf(subject, end)),
    },
  };
}

function loggingOf(
  { cluster, edge }: LogSubject,
  { side, described, node }: SubjectEnd,
): Pick<LogEnd, 'logging' | 'offer'> {
  const workload = workloadOf(cluster, described);
  if (workload === null) return { logging: null, offer: null };
  const mode = side === 'caller' || node.gateway ? 'CLIENT' : 'SERVER';
  const service = edge?.service ?? null;
  const services = service === null ? [] : [{ kind: 'Service' as const, ...service }];
  const logging = accessLogging(cluster, { ...workload, services }, mode);
  return {
    logging: logging.state === 'elsewhere' ? { ...logging, providers: [...logging.providers] } : logging,
    offer: logging.state === 'off' ? logFailures(cluster, workload, mode) : null,
  };
}

/** The workload of an end; of several, one that stands for them. */
function workloadOf(cluster: LogSubject['cluster'], described: SubjectEnd['described']): Workload | null {
  for (const { kind, namespace, name } of described)
    if (kind === 'workload' && namespace !== null) return workloadAt(cluster, namespace, name);
  return null;
}
