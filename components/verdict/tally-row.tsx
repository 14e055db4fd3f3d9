import type { ReactNode } from 'react';
import { cx } from '#components/ui/cx.ts';
import { formatLatency } from '#lib/format/duration.ts';
import { formatCountOf, noData } from '#lib/format/number.ts';
import { formatRateShort } from '#lib/format/rate.ts';
import { formatShare } from '#lib/format/share.ts';
import type { Tally, VersionNumbers } from '#lib/verdict/version-numbers.ts';
import { answersText } from './answer-text.ts';
import { IntervalBar } from './interval-bar.tsx';

interface TallyRowProps {
  readonly name: ReactNode;
  /** What is to be known of it, under its name. */
  readonly note: string;
  readonly tally: Tally | null;
  /** Absent where latency is not told apart. */
  readonly latency?: VersionNumbers['latency'];
  readonly end: number;
  readonly worse?: boolean;
  /** No bar is drawn of what has no share to compare. */
  readonly bare?: boolean;
}

const figure = 'tabular whitespace-nowrap pl-2 text-right align-top';

/** Requests of one version: the figures, and under them how sure the share of failures is and what was answered. */
export function TallyRow({ name, note, tally, latency, end, worse = false, bare = false }: TallyRowProps) {
  const share = tally === null || tally.requests === 0 ? null : tally.failed / tally.requests;
  const answers = tally === null ? '' : answersText(tally.answers);
  return (
    <tbody className="border-line border-t">
      <tr>
        <th scope="row" className="truncate pt-1.5 pr-1 text-left align-top font-medium">
          {name}
        </th>
        <td className={cx(figure, 'pt-1.5')}>{formatRateShort(tally?.rate ?? null, '/s')}</td>
        <td className={cx(figure, 'pt-1.5', worse && 'font-medium text-fail')}>{formatShare(share)}</td>
        {(['p50', 'p95', 'p99'] as const).map((p) => (
          <td key={p} className={cx(figure, 'pt-1.5')}>
            {latency === undefined ? '' : formatLatency(latency[p])}
          </td>
        ))}
      </tr>
      <tr>
        <td colSpan={6} className="pb-1.5">
          <div className="flex justify-between gap-3 text-muted text-xs">
            <span className="min-w-0 truncate">{note}</span>
            <span className="tabular shrink-0">
              {tally === null ? noData : formatCountOf(tally.failed, tally.requests)}
            </span>
          </div>
          {share === null || tally?.failing == null || bare ? null : (
            <IntervalBar interval={tally.failing} observed={share} end={end} worse={worse} />
          )}
          {answers === '' ? null : <p className="break-words text-muted text-xs">{answers}</p>}
        </td>
      </tr>
    </tbody>
  );
}
