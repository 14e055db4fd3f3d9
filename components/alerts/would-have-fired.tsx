import type { AlertRuleResponse } from '#lib/api/alerts-contract.ts';
import { formatMoment } from '#lib/format/clock.ts';
import { formatSpan } from '#lib/format/duration.ts';
import { plural } from '#lib/format/ellipsis.ts';

/** How often the rule would have fired: whether it wakes people for nothing. */
export function WouldHaveFired({ data: { fired, missing } }: { data: AlertRuleResponse }) {
  const [failed] = missing;
  if (fired === null)
    return (
      <p className="text-warn">{`It is not known how often it would have fired: ${failed?.reason ?? ''}`}</p>
    );
  const span = `${Math.round((fired.to - fired.from) / 3600)} h`;
  return (
    <>
      <p>
        <strong className="font-medium">
          {fired.times === 0
            ? `It would not have fired in the last ${span}.`
            : `It would have fired ${plural(fired.times, 'time')} in the last ${span}, for ${formatSpan(fired.lasted)} in all${fired.now ? ', and would fire now' : ''}.`}
        </strong>
      </p>
      <p className="mt-1 text-muted">
        {`Looked at every ${formatSpan(fired.step)} up to ${formatMoment(fired.to)}; as far back as Prometheus has these series.`}
      </p>
    </>
  );
}
