import type { Reporter } from '#lib/graph/model.ts';

interface ReporterTableProps {
  /** What is measured, a column each. */
  readonly heads: readonly string[];
  readonly rows: readonly { readonly reporter: Reporter; readonly cells: readonly string[] }[];
  /** What is said where there are no rows. */
  readonly none: string;
}

/** Some numbers, a line for each reporter that has them. */
export function ReporterTable({ heads, rows, none }: ReporterTableProps) {
  if (rows.length === 0) return <p className="text-muted">{none}</p>;
  return (
    <table className="w-full">
      <thead>
        <tr className="text-left text-muted text-xs">
          <th className="py-1 font-medium">Reporter</th>
          {heads.map((head) => (
            <th key={head} className="py-1 text-right font-medium">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ reporter, cells }) => (
          <tr key={reporter} className="tabular border-line border-t">
            <td className="py-1 text-muted">{reporter}</td>
            {cells.map((cell, i) => (
              <td key={heads[i]} className="py-1 text-right">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
