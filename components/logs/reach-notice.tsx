import { History } from 'lucide-react';
import { useTime } from '#components/data/url-state.ts';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { LogsResponse, PodLog } from '#lib/api/logs-contract.ts';
import { asEpochSeconds } from '#lib/core/branded.ts';
import { formatClock } from '#lib/format/clock.ts';
import { formatSpan } from '#lib/format/duration.ts';
import { formatCount } from '#lib/format/number.ts';
import { logReach, narrowerWindow } from '#lib/logs/log-reach.ts';
import { mostLogLines } from '#lib/url/log-lines-codec.ts';
import { windowChoices } from '#lib/url/time-codec.ts';
import { useLogsParams } from './logs-params.ts';
import { podsCounted } from './pods-counted.ts';

/** How far back the logs were looked through, where that is not all of the time, and the ways to what is beyond. */
export function ReachNotice({ data }: { data: LogsResponse }) {
  const { params, change } = useLogsParams();
  const { selection, setWindow, freeze } = useTime();
  const { older, from, later, to } = logReach(data.pods);
  const { window } = data;
  if (older.length === 0 && later.length === 0) return null;
  const narrower =
    later.length === 0 || to === null || selection.at === null
      ? null
      : narrowerWindow(windowChoices, { window, at: selection.at }, to);
  return (
    <Notice icon={History} tone="info">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <div className="wrap-anywhere min-w-60 flex-1">
          {older.length === 0 ? null : (
            <p>
              {`The last ${formatCount(params.lines)} lines of each log are looked through. ${backText(older, data.pods)} Older lines ${params.previous ? '' : `of these ${formatSpan(window)} `}are in the cluster.`}
            </p>
          )}
          {later.length === 0 ? null : <p>{laterText(later, data.pods)}</p>}
        </div>
        {older.length > 0 && params.lines < mostLogLines ? (
          <Button look="outline" onClick={() => change({ lines: mostLogLines })}>
            {`Look through ${formatCount(mostLogLines)} lines`}
          </Button>
        ) : null}
        {from === null || params.previous ? null : (
          <Button
            look="outline"
            onClick={() => freeze(asEpochSeconds(Math.ceil(from / 1000)))}
          >{`The ${formatSpan(window)} up to ${clock(from)}`}</Button>
        )}
        {narrower === null ? null : (
          <Button look="outline" onClick={() => setWindow(narrower)}>
            {`The last ${formatSpan(narrower)} of it`}
          </Button>
        )}
      </div>
    </Notice>
  );
}

const clock = (milliseconds: number): string => formatClock(milliseconds / 1000);

/** `That reaches back to 12:03:20 for cart-1` or `to 12:03:20 – 12:05:10 for 3 of 4 pods`. */
function backText(older: readonly PodLog[], all: readonly PodLog[]): string {
  const moments = older.flatMap(({ read }) => read?.from ?? []).sort((a, b) => a - b);
  const [first, last] = [moments[0], moments.at(-1)];
  const where = whose(older, all);
  if (first === undefined || last === undefined) return `That is not all for ${where}.`;
  const reach = clock(first) === clock(last) ? clock(first) : `${clock(first)} – ${clock(last)}`;
  return `That reaches back to ${reach} for ${where}.`;
}

function laterText(later: readonly PodLog[], all: readonly PodLog[]): string {
  const reason = later[0]?.read?.cut?.reason ?? '';
  const moments = later.flatMap(({ read }) => read?.to ?? []).sort((a, b) => a - b);
  const [first] = moments;
  return `${whose(later, all)}: ${reason}${first === undefined ? '' : ` That reaches up to ${clock(first)}.`}`;
}

const whose = (of: readonly PodLog[], all: readonly PodLog[]): string =>
  of.length <= 2 ? of.map(({ pod }) => pod).join(' and ') : podsCounted(of.length, all.length);
