'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useNow } from '#components/data/use-now.ts';
import { cx } from '#components/ui/cx.ts';
import { FocusFrame } from '#components/ui/grid/focus-frame.tsx';
import { stepRows } from '#components/ui/grid/step-rows.ts';
import type { SeenFinding } from '#lib/api/findings-contract.ts';
import { formatUtc } from '#lib/format/clock.ts';
import { formatAge } from '#lib/format/duration.ts';
import { plural } from '#lib/format/ellipsis.ts';
import type { CauseGroup } from '#lib/validation/list/group-by-cause.ts';
import { causeTitle } from './cause-title.ts';
import { levelLooks } from './level-looks.ts';

const rowHeight = 48;
/** What is younger than this, in seconds, is marked as new. */
const fresh = 900;

interface CauseListProps {
  readonly groups: readonly CauseGroup<SeenFinding>[];
  readonly chosen: string;
  readonly onChoose: (key: string) => void;
}

/** Causes, the worst first. Arrow keys go through them, each showing what it is beside; only rows in sight are drawn. */
export function CauseList({ groups, chosen, onChoose }: CauseListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const now = useNow();
  const virtual = useVirtualizer({
    count: groups.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const at = groups.findIndex(({ cause }) => cause.key === chosen);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [at, virtual]);
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      document.querySelector<HTMLElement>('[data-findings-of-cause]')?.focus();
      return;
    }
    const next = stepRows(event.key, at, groups.length);
    const group = next === null ? undefined : groups[next];
    if (!group) return;
    event.preventDefault();
    onChoose(group.cause.key);
  };
  return (
    <div className="relative flex min-w-0 flex-1">
      <div
        ref={scroller}
        role="listbox"
        tabIndex={0}
        aria-label="Causes"
        aria-activedescendant={at >= 0 ? `cause-${at}` : undefined}
        onKeyDown={press}
        className="peer min-w-0 flex-1 overflow-y-auto outline-none"
      >
        <div className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const group = groups[item.index];
            if (!group) return null;
            return (
              <CauseRow
                key={group.cause.key}
                group={group}
                now={now}
                place={{ id: `cause-${item.index}`, top: item.start, of: groups.length, at: item.index }}
                chosen={item.index === at}
                onChoose={() => onChoose(group.cause.key)}
              />
            );
          })}
        </div>
      </div>
      <FocusFrame />
    </div>
  );
}

interface CauseRowProps {
  readonly group: CauseGroup<SeenFinding>;
  readonly now: number;
  readonly place: { readonly id: string; readonly top: number; readonly of: number; readonly at: number };
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function CauseRow({ group, now, place, chosen, onChoose }: CauseRowProps) {
  const { cause, level, findings, newest, suppressed } = group;
  const { icon: Icon, text } = levelLooks[level];
  const quiet = suppressed === findings.length;
  const isNew = newest !== null && now > 0 && now - newest < fresh;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list holds the focus and names the active row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list hears the keys
    <div
      id={place.id}
      role="option"
      aria-selected={chosen}
      aria-posinset={place.at + 1}
      aria-setsize={place.of}
      onClick={onChoose}
      style={{ height: rowHeight, transform: `translateY(${place.top}px)` }}
      className={cx(
        'absolute inset-x-0 flex cursor-pointer items-center gap-3 border-line border-b px-4',
        chosen ? 'bg-accent-quiet' : 'hover:bg-hover',
      )}
    >
      <Icon
        size={16}
        strokeWidth={1.75}
        aria-label={level}
        className={cx('shrink-0', quiet ? 'text-faint' : text)}
      />
      <div className="min-w-0 flex-1">
        <p className={cx('truncate', quiet ? 'text-muted' : 'font-medium')} title={causeTitle(group)}>
          {causeTitle(group)}
        </p>
        <p className="truncate text-muted text-xs">
          <span className="font-mono">{cause.code}</span>
          {cause.culprit === null || group.text !== null ? null : (
            <>
              {' · '}
              <span className="font-mono">{cause.culprit}</span>
            </>
          )}
          {` · ${whereOf(findings)}`}
        </p>
      </div>
      <div className="shrink-0 text-right">
        <p className="tabular">{plural(findings.length, 'finding')}</p>
        <p
          className={cx('tabular text-xs', isNew && !quiet ? 'text-accent' : 'text-faint')}
          title={newest === null ? undefined : formatUtc(newest)}
        >
          {quiet
            ? 'suppressed'
            : newest === null || now === 0
              ? ' '
              : `${isNew ? '● new ' : ''}${formatAge(newest, now)}`}
        </p>
      </div>
    </div>
  );
}

/** `in shop`, `in bank and shop`, `in 5 namespaces`; of one finding its object. */
function whereOf(findings: readonly SeenFinding[]): string {
  const [first] = findings;
  if (findings.length === 1 && first !== undefined) {
    const { kind, namespace, name } = first.object;
    return `${kind} ${namespace === null ? '' : `${namespace}/`}${name}`;
  }
  const names = [...new Set(findings.map(({ object }) => object.namespace ?? ''))].filter(
    (name) => name !== '',
  );
  if (names.length === 0) return 'cluster-wide';
  return names.length <= 2 ? `in ${names.sort().join(' and ')}` : `in ${names.length} namespaces`;
}
