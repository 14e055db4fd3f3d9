import { StatusWord } from '#components/graph/status-word.tsx';
import { formatLatency } from '#lib/format/duration.ts';
import { formatCountOf } from '#lib/format/number.ts';
import { formatShare } from '#lib/format/share.ts';
import type { Health } from '#lib/graph/model.ts';

/** A status with the numbers it comes from: how many of how many, who saw it, which rule decided. */
export function HealthEvidence({ health, since }: { health: Health; since?: string | null }) {
  const { failed, total, reporter, rule, belowFloor, status, latency } = health;
  const counted = failed !== null && total !== null && total > 0;
  return (
    <div className="mt-1">
      <div className="flex flex-wrap items-center gap-x-2">
        <StatusWord status={status} className="font-medium" />
        {counted ? (
          <span className="tabular text-muted">
            {formatShare(failed / total)} failed, {formatCountOf(failed, total)}
            {reporter ? `, seen at the ${reporter}` : ''}
          </span>
        ) : null}
        {since ? <span className="text-faint">{since}</span> : null}
      </div>
      {latency ? (
        <p className="tabular text-muted text-xs">
          Mean latency {formatLatency(latency.mean)}; {formatLatency(latency.limit)} is the bound that is set
        </p>
      ) : null}
      {rule ? <p className="text-faint text-xs">Judged by the rule for {rule}</p> : null}
      {belowFloor ? (
        <p className="text-faint text-xs">
          Too few were counted to judge by the rule; the counts are shown as they are.
        </p>
      ) : null}
    </div>
  );
}
