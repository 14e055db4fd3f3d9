import type { PlanResponse } from '#lib/api/edit-contract.ts';
import { formatRate } from '#lib/format/rate.ts';
import { selectionCodec } from '#lib/url/graph-codec.ts';
import { pagePaths } from '#lib/url/paths.ts';

/** Who would get how much, from the shares alone: retries, latency and what callers do about them are not foreseen. */
export function PredictionTable({ prediction }: { prediction: PlanResponse['prediction'] }) {
  return (
    <table className="w-full text-left tabular-nums">
      <caption className="pb-1 text-left text-muted">
        A prediction: the traffic of now by the new shares.
      </caption>
      <thead className="text-muted text-xs">
        <tr>
          <th className="font-medium">Who gets it</th>
          <th className="text-right font-medium">Now</th>
          <th className="text-right font-medium">Predicted</th>
        </tr>
      </thead>
      <tbody>
        {prediction.map(({ what, edge, now, after }) => (
          <tr key={`${what} ${edge}`} className="h-7 border-line border-t">
            <td className="max-w-0 truncate pr-2" title={what}>
              {edge === null ? (
                what
              ) : (
                <a
                  href={pagePaths.graph({ sel: selectionCodec.serialize({ kind: 'edge', id: edge }) })}
                  target="_blank"
                  rel="noreferrer"
                  className="text-accent hover:underline"
                >
                  {what}
                </a>
              )}
            </td>
            <td className="whitespace-nowrap text-right">{formatRate(now)}</td>
            <td className="whitespace-nowrap pl-3 text-right">{formatRate(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
