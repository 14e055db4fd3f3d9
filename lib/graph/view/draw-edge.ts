import { clusterId, nodeId } from '#lib/core/ids.ts';
import { bytesPerSecond, milliseconds, perSecond, type Seconds, share } from '#lib/core/units.ts';
import { isGrpcError, isHttpError } from '#lib/health/response-code.ts';
import { edgeIdOf } from '../identity.ts';
import type {
  EdgeReport,
  GraphEdge,
  Health,
  Mtls,
  Protocol,
  Reporter,
  ResponseRow,
  ServiceRef,
} from '../model.ts';
import { compareRows } from '../report.ts';
import type { Response } from './traffic.ts';
import type { ViewEdge } from './view-graph.ts';

/** Requests in a window at a rate; something is never rounded to nothing. */
const countIn = (window: Seconds, rate: number): number =>
  rate > 0 ? Math.max(1, Math.round(rate * window)) : 0;

/** An edge of a view with the one report it was made of. */
export function drawEdge(edge: ViewEdge, window: Seconds): GraphEdge {
  const { protocol, answered } = edge;
  const [source, target] = [nodeId.parse(edge.source), nodeId.parse(edge.target)];
  const service = serviceOf(edge);
  const shown: Reporter = answered ? 'destination' : 'source';
  const responses = [...edge.responses.values()];
  const reports: GraphEdge['reports'] = { source: null, destination: null, waypoint: null, ztunnel: null };
  reports[shown] = protocol === 'tcp' ? bytesReport(responses) : requestReport(edge, responses, window);
  return {
    id: edgeIdOf(source, target, protocol, service),
    source,
    target,
    protocol,
    service,
    reports,
    shown,
    responses: rowsOf(protocol, responses, shown, window),
    mtls: mtlsOf(edge),
    split: null,
    health: healthOf(edge, shown),
    findings: { error: 0, warning: 0, info: 0 },
  };
}

/** The service that was addressed, where it is one. */
function serviceOf({ services }: ViewEdge): ServiceRef | null {
  const [only, ...others] = services;
  if (only === undefined) return null;
  const [host, { cluster, namespace, name }] = only;
  const same = others.every(([, other]) => other.name === name && other.namespace === namespace);
  return same ? { cluster: clusterId.parse(cluster), namespace, name, host } : null;
}

const sum = (responses: readonly Response[]): number =>
  responses.reduce((total, { rate }) => total + rate, 0);

const isError = (protocol: Protocol, { code, flags }: Response): boolean => {
  // Messages have no outcome.
  if (flags === null || protocol === 'tcp') return false;
  if (code === '-') return true;
  return protocol === 'grpc' ? isGrpcError(code) : isHttpError(code);
};

const noNumbers: EdgeReport = {
  rate: null,
  count: null,
  errorRate: null,
  errorCount: null,
  avgLatency: null,
  sentBytes: null,
  receivedBytes: null,
};

function requestReport(edge: ViewEdge, responses: readonly Response[], window: Seconds): EdgeReport {
  const [rate, errors] = [sum(responses), sum(responses.filter((row) => isError(edge.protocol, row)))];
  return {
    ...noNumbers,
    rate: perSecond.parse(rate),
    count: countIn(window, rate),
    errorRate: perSecond.parse(errors),
    errorCount: countIn(window, errors),
    avgLatency: edge.latency === null ? null : milliseconds.parse(edge.latency),
  };
}

const bytesReport = (responses: readonly Response[]): EdgeReport => ({
  ...noNumbers,
  sentBytes: bytesPerSecond.parse(sum(responses)),
});

/** Rows that are not plain success, hosts together. */
function rowsOf(
  protocol: Protocol,
  responses: readonly Response[],
  reporter: Reporter,
  window: Seconds,
): ResponseRow[] {
  const told = responses.filter((row) => row.flags !== null && (isError(protocol, row) || row.flags !== '-'));
  const rows = Map.groupBy(protocol === 'tcp' ? [] : told, ({ code, flags }) => `${code} ${flags}`);
  return [...rows.values()]
    .flatMap((same) => {
      const [first] = same;
      if (first === undefined) return [];
      const status = protocol === 'grpc' && first.code.length < 3 && first.code !== '-' ? first.code : null;
      const rate = sum(same);
      return {
        reporter,
        code: status === null ? first.code : '200',
        grpcStatus: status,
        flags: first.flags === null || first.flags === '-' ? [] : first.flags.split(','),
        error: isError(protocol, first),
        rate: perSecond.parse(rate),
        count: countIn(window, rate),
      };
    })
    .sort(compareRows);
}

function mtlsOf({ security }: ViewEdge): Mtls {
  const mutual = security?.mutualTls ?? null;
  if (mutual === null) return { state: 'unknown', share: null, reporter: null };
  const state = mutual >= 1 ? 'all' : mutual <= 0 ? 'none' : 'partial';
  return { state, share: share.parse(mutual), reporter: 'destination' };
}

function healthOf({ health, protocol, responses }: ViewEdge, reporter: Reporter): Health {
  if (health !== null && protocol !== 'tcp') return { ...health, reporter };
  const status = responses.size === 0 ? 'idle' : protocol === 'tcp' ? 'healthy' : 'unknown';
  return { status, rule: null, failed: null, total: null, reporter, belowFloor: false };
}
