import type { GraphEdge, Reporter, ResponseRow } from '#lib/graph/model.ts';

/** The rows of one reporter on an edge that are not plain success. */
export const rowsOf = ({ responses }: GraphEdge, reporter: Reporter | null): readonly ResponseRow[] =>
  responses.filter((row) => row.reporter === reporter);

export const countOf = (rows: readonly ResponseRow[]): number =>
  rows.reduce((sum, { count }) => sum + count, 0);

export const rateOf = (rows: readonly ResponseRow[]): number => rows.reduce((sum, { rate }) => sum + rate, 0);

export const withFlag = (rows: readonly ResponseRow[], flags: readonly string[]): readonly ResponseRow[] =>
  rows.filter((row) => row.flags.some((flag) => flags.includes(flag)));

export const withoutFlags = (rows: readonly ResponseRow[]): readonly ResponseRow[] =>
  rows.filter(({ flags }) => flags.length === 0);

/** What is told of an outcome in a few characters: `503 UC`, `gRPC 14 UF`, `no response DC`. */
export function outcomeText({ code, grpcStatus, flags }: Pick<ResponseRow, 'code' | 'grpcStatus' | 'flags'>) {
  const grpc = grpcStatus !== null && grpcStatus !== '' && grpcStatus !== '0' && !/^[45]/.test(code);
  const status = grpc ? `gRPC ${grpcStatus}` : code === '-' || code === '0' ? 'no response' : code;
  return [status, ...flags].join(' ');
}

/** The proxy that acts for the caller and tells of an edge, then the one that acts for the callee; null where none tells. */
export function sidesOf({ reports }: Pick<GraphEdge, 'reports'>): {
  readonly caller: Reporter | null;
  readonly callee: Reporter | null;
} {
  const caller =
    reports.source !== null
      ? 'source'
      : reports.waypoint !== null
        ? 'waypoint'
        : reports.ztunnel !== null
          ? 'ztunnel'
          : null;
  const callee =
    reports.destination !== null
      ? 'destination'
      : reports.waypoint !== null && caller === 'source'
        ? 'waypoint'
        : null;
  return { caller, callee };
}
