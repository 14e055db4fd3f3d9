import { ArrowDownToLine, ArrowUpFromLine, Circle, type LucideIcon, Waypoints } from 'lucide-react';
import { StatusGlyph } from '#components/graph/status-word.tsx';
import { cx } from '#components/ui/cx.ts';
import { GridCell } from '#components/ui/grid/grid-cell.tsx';
import type { GridColumn } from '#components/ui/grid/grid-column.ts';
import type { LogLine, LogSide, PodLog } from '#lib/api/logs-contract.ts';
import { explainFlags } from '#lib/diagnosis/response-flags.ts';
import { formatUtc } from '#lib/format/clock.ts';
import { formatLatency } from '#lib/format/duration.ts';
import { middleEllipsis } from '#lib/format/ellipsis.ts';
import type { AccessFields } from '#lib/logs/access-fields.ts';
import { explainDetails } from '#lib/logs/explain-details.ts';
import { logTime } from './log-time.ts';

export const logColumns: readonly GridColumn[] = [
  { id: 'time', title: 'Time', width: 92 },
  { id: 'proxy', title: 'Proxy', width: 198 },
  { id: 'code', title: 'Code', width: 48, right: true },
  { id: 'flags', title: 'Flags', width: 60 },
  { id: 'request', title: 'Request', width: 150, grow: 1.6 },
  { id: 'took', title: 'Took', width: 64, right: true },
  { id: 'to', title: 'To', width: 116, grow: 0.6 },
  { id: 'details', title: 'Details', width: 130, grow: 1.3 },
];

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
