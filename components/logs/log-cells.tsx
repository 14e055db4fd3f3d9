import { ArrowDownToLine, ArrowUpFromLine, Circle, type LucideIcon, Waypoints } from 'lucide-react';
import { StatusGlyph } from '#components/graph/status-word.tsx';
import { cx } from '#components/ui/cx.ts';
import { GridCell } from '#components/ui/grid/grid-cell.tsx';
import type { LogLine, LogSide, PodLog } from '#lib/api/logs-contract.ts';
import { explainFlags } from '#lib/diagnosis/response-flags.ts';
import { formatUtc } from '#lib/format/clock.ts';
import { formatLatency } from '#lib/format/duration.ts';
import { middleEllipsis } from '#lib/format/ellipsis.ts';
import type { AccessFields } from '#lib/logs/access-fields.ts';
import { explainDetails } from '#lib/logs/explain-details.ts';
import { logTime } from './log-time.ts';

export const logGrid = {
  gridTemplateColumns:
    '92px 198px 48px 60px minmax(150px,1.6fr) 64px minmax(116px,0.6fr) minmax(130px,1.3fr)',
} as const;

const sides: Readonly<Record<LogSide, { readonly icon: LucideIcon; readonly says: string }>> = {
  caller: { icon: ArrowUpFromLine, says: 'The caller’s proxy' },
  callee: { icon: ArrowDownToLine, says: 'The callee’s proxy' },
  waypoint: { icon: Waypoints, says: 'The waypoint between them' },
  ztunnel: { icon: Waypoints, says: 'The node’s ztunnel' },
  own: { icon: Circle, says: 'Its proxy' },
};

/** Names are cut in their middle: their end tells pods apart. */
const longestName = 22;

/** The cells of a line: of one that is not of the access log, its text stands in place of the fields. */
export function LogCells({ line, pod }: { line: LogLine; pod: PodLog | undefined }) {
  const { at, access, raw } = line;
  const side = sides[pod?.side ?? 'own'];
  const Icon = side.icon;
  return (
    <>
      <GridCell className="tabular text-muted" title={at === null ? undefined : formatUtc(at / 1000)}>
        {at === null ? '' : logTime(at)}
      </GridCell>
      <GridCell className="gap-1.5" title={`${side.says}: ${pod?.namespace}/${pod?.pod}`}>
        <Icon size={12} strokeWidth={1.75} aria-label={side.says} className="shrink-0 text-faint" />
        <span className="truncate">{middleEllipsis(pod?.pod ?? '', longestName)}</span>
      </GridCell>
      {access === null ? (
        <GridCell className="col-span-6 font-mono text-muted text-xs [font-variant-ligatures:none]">
          <span className="truncate">{raw}</span>
        </GridCell>
      ) : (
        <AccessCells access={access} failed={line.failed} />
      )}
    </>
  );
}

function AccessCells({ access, failed }: { access: AccessFields; failed: boolean }) {
  const { method, path, code, flags, duration, upstreamHost, details, transportFailure, termination } =
    access;
  const why = transportFailure ?? details ?? termination;
  return (
    <>
      <GridCell className={cx('tabular justify-end gap-1', failed ? 'font-medium text-fail' : 'text-text')}>
        {failed ? <StatusGlyph status="failing" size={11} /> : null}
        {code === null || (code === 0 && method === null) ? '' : String(code)}
      </GridCell>
      <GridCell title={flags.length === 0 ? undefined : explainFlags(flags)}>
        <span className={cx('truncate font-mono text-xs', failed && 'text-fail')}>{flags.join(',')}</span>
      </GridCell>
      <GridCell title={path ?? undefined} className="font-mono text-xs">
        <span className="truncate">{method === null ? 'connection' : `${method} ${path ?? ''}`}</span>
      </GridCell>
      <GridCell className="tabular justify-end">{formatLatency(duration)}</GridCell>
      <GridCell className="font-mono text-muted text-xs" title={upstreamHost ?? 'No host was chosen'}>
        <span className="truncate">{upstreamHost ?? '–'}</span>
      </GridCell>
      <GridCell
        className="font-mono text-muted text-xs"
        title={why === null ? undefined : `${explainDetails(why)} ${why}`}
      >
        <span className="truncate">{why ?? ''}</span>
      </GridCell>
    </>
  );
}
