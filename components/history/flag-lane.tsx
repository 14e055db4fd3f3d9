import { cx } from '#components/ui/cx.ts';
import { Floating } from '#components/ui/floating.tsx';
import { formatClock } from '#lib/format/clock.ts';
import { changeText } from '#lib/history/change-text.ts';
import type { Flag } from '#lib/history/flags.ts';
import { changeLooks } from './change-looks.ts';
import { ChangeRow } from './change-row.tsx';

interface FlagLaneProps {
  readonly flags: readonly Flag[];
  /** The ends of the axis, in Unix seconds, and how far they lie from the edges of the lane, in pixels. */
  readonly from: number;
  readonly to: number;
  readonly left?: number;
  readonly right?: number;
}

/** So many changes of a flag are listed. */
const most = 20;

/** Changes as flags over a time axis: the pointer is told what it was, a click opens it. */
export function FlagLane({ flags, from, to, left = 0, right = 0 }: FlagLaneProps) {
  return (
    <section aria-label="Changes in this time" className="relative h-4">
      {flags.map((flag) => {
        const share = (flag.at - from) / (to - from);
        return (
          <span
            key={flag.at}
            style={{ left: `calc(${left}px + (100% - ${left + right}px) * ${share.toFixed(4)})` }}
            className="absolute top-0 -translate-x-1/2"
          >
            <Flagged flag={flag} />
          </span>
        );
      })}
    </section>
  );
}

function Flagged({ flag: { changes, at } }: { flag: Flag }) {
  const [first, ...others] = changes;
  if (first === undefined) return null;
  const { icon: Icon, tone } = changeLooks[first.what];
  const said = `${formatClock(at)} ${first.object.kind} ${first.object.name} ${changeText(first)}`;
  const text = others.length === 0 ? said : `${said}, and ${others.length} more`;
  return (
    <Floating
      label={text}
      align="center"
      className="max-h-96 w-96 overflow-y-auto p-3"
      trigger={
        <button
          type="button"
          aria-label={text}
          data-tip={text}
          data-tip-side="top"
          className={cx(
            'flex h-4 items-center rounded-sm border border-line bg-raised px-0.5 hover:border-line-strong',
            tone,
          )}
        >
          <Icon size={11} strokeWidth={2} aria-hidden />
          {others.length === 0 ? null : (
            <span className="tabular pl-0.5 text-[10px] text-muted leading-none">+{others.length}</span>
          )}
        </button>
      }
    >
      <ul>
        {changes.slice(0, most).map((change) => (
          <ChangeRow key={change.id} change={change} named />
        ))}
      </ul>
      {changes.length > most ? (
        <p className="text-muted">{`${changes.length - most} more at that time.`}</p>
      ) : null}
    </Floating>
  );
}
