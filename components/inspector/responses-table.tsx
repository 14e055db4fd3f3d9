import { cx } from '#components/ui/cx.ts';
import { formatCount } from '#lib/format/number.ts';
import { formatRateShort } from '#lib/format/rate.ts';
import { flagMeaning } from '#lib/format/response-flag.ts';
import type { GraphEdge, ResponseRow } from '#lib/graph/model.ts';

const keyOf = (row: ResponseRow): string => [row.reporter, row.code, row.grpcStatus, ...row.flags].join(' ');

/** Codes, flags and who reported them, errors first. Both reporters are told apart, never added up. */
export function ResponsesTable({ edges, unit }: { edges: readonly GraphEdge[]; unit?: string }) {
  const rows = edges
    .flatMap((edge) => edge.responses)
    .sort((a, b) => Number(b.error) - Number(a.error) || b.count - a.count);
  if (rows.length === 0) {
    return <p className="text-muted">Every answer in this window was a plain success.</p>;
  }
  return (
    <table className="w-full">
      <thead>
        <tr className="text-left text-muted text-xs">
          <th className="py-1 pr-3 font-medium">Code</th>
          <th className="py-1 pr-3 font-medium">Flags</th>
          <th className="py-1 pr-3 font-medium">Reporter</th>
          <th className="py-1 text-right font-medium">Count</th>
          <th className="py-1 pl-3 text-right font-medium">Rate</th>
        </tr>
      </thead>
      <tbody>
        {merge(rows).map((row) => (
          <tr key={keyOf(row)} className="border-line border-t align-top">
            <td
              className={cx(
                'tabular whitespace-nowrap py-1 pr-3 font-mono text-xs leading-5',
                row.error && 'text-fail',
              )}
            >
              {row.code}
              {row.grpcStatus === null ? '' : ` gRPC ${row.grpcStatus}`}
            </td>
            <td className="py-1 pr-3">
              {row.flags.length === 0 ? (
                <span className="text-faint">none</span>
              ) : (
                row.flags.map((flag) => (
                  <span key={flag} className="block">
                    <span className="font-mono text-xs">{flag}</span>{' '}
                    <span className="text-muted text-xs">{flagMeaning(flag)}</span>
                  </span>
                ))
              )}
            </td>
            <td className="py-1 pr-3 text-muted">{row.reporter}</td>
            <td className="tabular py-1 text-right">{formatCount(row.count)}</td>
            <td className="tabular whitespace-nowrap py-1 pl-3 text-right text-muted">
              {formatRateShort(row.rate, unit)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Rows of several edges that say the same, as one. */
function merge(rows: readonly ResponseRow[]): readonly ResponseRow[] {
  const merged = new Map<string, ResponseRow>();
  for (const row of rows) {
    const known = merged.get(keyOf(row));
    merged.set(
      keyOf(row),
      // A sum of rates is a rate: the brand stays true.
      known
        ? { ...known, rate: (known.rate + row.rate) as ResponseRow['rate'], count: known.count + row.count }
        : row,
    );
  }
  return [...merged.values()];
}
