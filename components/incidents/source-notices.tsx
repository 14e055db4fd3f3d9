import { Clock, Unplug } from 'lucide-react';
import { useStatus } from '#components/data/use-api.ts';
import { Notice } from '#components/ui/notice.tsx';
import type { SourceState } from '#lib/api/status-contract.ts';
import { formatAge } from '#lib/format/duration.ts';

/** That the server or a source of truth does not answer any more: problems are then those of before, and new ones do not come up. */
export function SourceNotices({ now }: { now: number }) {
  const status = useStatus();
  if (status.state !== 'ready') return null;
  if (status.failing !== null)
    return (
      <Notice icon={Unplug} tone="warn" className="m-3 mb-0">
        {`${status.failing.message} What was last known is shown.`}
      </Notice>
    );
  const { kubernetes, prometheus } = status.data;
  return (
    <>
      <Old source={prometheus} what="The traffic" now={now} />
      <Old source={kubernetes} what="The configuration" now={now} />
    </>
  );
}

function Old({ source, what, now }: { source: SourceState; what: string; now: number }) {
  if (source.phase !== 'stale') return null;
  const age = source.lastGood === null ? '' : ` of ${formatAge(source.lastGood, now)}`;
  return (
    <Notice icon={Clock} tone="warn" className="m-3 mb-0">
      {`${what} is that${age}: ${source.reason ?? 'it is not known why.'}`}
    </Notice>
  );
}
