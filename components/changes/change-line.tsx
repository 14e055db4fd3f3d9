import { ChevronRight } from 'lucide-react';
import { changeLooks } from '#components/history/change-looks.ts';
import { FieldDiff } from '#components/history/field-diff.tsx';
import { cx } from '#components/ui/cx.ts';
import { PageLink } from '#components/ui/page-link.tsx';
import { formatClock, formatUtc } from '#lib/format/clock.ts';
import type { ChangeRecord } from '#lib/history/change-record.ts';
import { changeText } from '#lib/history/change-text.ts';
import { pagePaths } from '#lib/url/paths.ts';

/** Texts up to this long stand in the line itself. */
const most = 28;

/** Whether there is a before and after that does not stand in the line itself. */
export const canOpen = (change: ChangeRecord): boolean =>
  change.fields.length > 0 && inShort(change) === null;

interface ChangeLineProps {
  readonly change: ChangeRecord;
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** A change in one line: when, of what, what happened and who did it; before and after on demand. */
export function ChangeLine({ change, open, onToggle }: ChangeLineProps) {
  const { at, object, what, written, seen } = change;
  const short = inShort(change);
  const { icon: Icon, tone, name } = changeLooks[what];
  const where = object.namespace === null ? object.name : `${object.namespace}/${object.name}`;
  return (
    <>
      <div className="flex min-h-8 items-baseline gap-3 py-1.5">
        <time
          dateTime={new Date(at * 1000).toISOString()}
          title={formatUtc(at)}
          className="tabular w-16 shrink-0 text-faint"
        >
          {formatClock(at)}
        </time>
        <Icon
          size={14}
          strokeWidth={1.75}
          className={cx('mt-0.5 shrink-0 self-start', tone)}
          aria-label={name}
        />
        <PageLink
          href={pagePaths.object(object)}
          title={`${object.kind} ${where}`}
          className="w-[36%] shrink-0 truncate text-accent hover:underline"
        >
          {object.kind} <span className="font-mono">{where}</span>
        </PageLink>
        <div className="min-w-0 flex-1">
          <p className="wrap-anywhere first-letter:uppercase">
            {changeText(change)}
            {short === null ? null : (
              <span className="text-muted">
                : <span className="font-mono text-xs">{short.before}</span> →{' '}
                <span className="font-mono text-xs">{short.after}</span>
              </span>
            )}
            {seen === 'found' && what !== 'event' ? (
              <span className="text-faint"> · before Weft watched</span>
            ) : null}
          </p>
          {written === undefined ? null : <p className="wrap-anywhere text-muted text-xs">{written.says}</p>}
          {!canOpen(change) ? null : (
            <button
              type="button"
              aria-expanded={open}
              tabIndex={-1}
              onClick={onToggle}
              className="flex items-center gap-1 text-muted text-xs hover:text-text"
            >
              <ChevronRight size={14} className={cx(open && 'rotate-90')} aria-hidden /> Before and after
            </button>
          )}
        </div>
        <p className="w-44 shrink-0 truncate text-right text-muted text-xs" title={byText(change)}>
          {byText(change)}
        </p>
      </div>
      {open ? (
        <div className="pb-2 pl-24">
          <FieldDiff change={change} />
        </div>
      ) : null}
    </>
  );
}

const byText = ({ by, written }: ChangeRecord): string =>
  written === undefined ? (by ?? '') : `${written.user}, through Weft`;

/** Before and after of a single short field, so that nothing need be opened. */
function inShort({ what, fields, more }: ChangeRecord): { before: string; after: string } | null {
  const [only, ...others] = fields;
  if (what !== 'edited' || only === undefined || others.length > 0 || more > 0) return null;
  const [before, after] = [only.before ?? 'nothing', only.after ?? 'nothing'];
  return before.length > most || after.length > most || /\n/.test(before + after) ? null : { before, after };
}
