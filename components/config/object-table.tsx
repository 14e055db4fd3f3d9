'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useNow } from '#components/data/use-now.ts';
import { levelLooks, levelNames } from '#components/findings/level-looks.ts';
import { cx } from '#components/ui/cx.ts';
import type { ListedObject } from '#lib/api/contract.ts';
import { objectKey } from '#lib/core/object-ref.ts';
import { formatUtc } from '#lib/format/clock.ts';
import { formatAge } from '#lib/format/duration.ts';
import { type ObjectColumn, type ObjectSort, objectColumns } from '#lib/url/config-codec.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { levelOrder } from '#lib/validation/list/group-by-cause.ts';
import { managerText } from './manager-text.ts';

const rowHeight = 32;
const grid = {
  gridTemplateColumns: '132px 176px minmax(110px,0.8fr) minmax(180px,1.6fr) minmax(130px,1fr) 104px',
} as const;

const titles: Readonly<Record<ObjectColumn, string>> = {
  findings: 'Findings',
  kind: 'Kind',
  namespace: 'Namespace',
  name: 'Name',
  managed: 'Managed by',
  changed: 'Changed',
};
const startsDescending: ReadonlySet<ObjectColumn> = new Set(['findings', 'changed']);

interface ObjectTableProps {
  readonly objects: readonly ListedObject[];
  readonly sort: ObjectSort;
  readonly onSort: (sort: ObjectSort) => void;
}

/** The objects. Arrow keys go through the rows, Enter opens one; only rows in sight are drawn. */
export function ObjectTable({ objects, sort, onSort }: ObjectTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const router = useRouter();
  const now = useNow();
  const [at, setAt] = useState(0);
  const virtual = useVirtualizer({
    count: objects.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: rowHeight,
  });
  const here = Math.min(at, objects.length - 1);
  const press = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const one = objects[here];
    if (event.key === 'Enter' && one) {
      event.preventDefault();
      router.push(pagePaths.object(one.object));
      return;
    }
    const last = objects.length - 1;
    const steps: Record<string, number> = {
      ArrowDown: Math.min(last, here + 1),
      ArrowUp: Math.max(0, here - 1),
      PageDown: Math.min(last, here + 10),
      PageUp: Math.max(0, here - 10),
      Home: 0,
      End: last,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setAt(next);
    virtual.scrollToIndex(next, { align: 'auto' });
  };
  return (
    <div className="relative flex min-h-0 flex-1">
      {/* biome-ignore lint/a11y/useSemanticElements: rows are virtual, which a <table> cannot be */}
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label="Objects"
        aria-rowcount={objects.length + 1}
        aria-activedescendant={`object-row-${here}`}
        onKeyDown={press}
        className="group peer min-h-0 flex-1 overflow-auto outline-none"
      >
        <div className="min-w-[860px]">
          <HeaderRow sort={sort} onSort={onSort} />
          <div className="relative" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const one = objects[item.index];
              return one ? (
                // biome-ignore lint/a11y/useSemanticElements: the grid is no <table>
                // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names the active row
                <div
                  key={objectKey(one.object)}
                  id={`object-row-${item.index}`}
                  role="row"
                  aria-rowindex={item.index + 2}
                  aria-selected={item.index === here}
                  style={{ ...grid, height: rowHeight, transform: `translateY(${item.start}px)` }}
                  className={cx(
                    'absolute inset-x-0 grid items-center gap-2.5 border-line border-b px-4 hover:bg-hover',
                    item.index === here && 'group-focus-visible:bg-accent-quiet',
                  )}
                >
                  <ObjectCells one={one} now={now} />
                </div>
              ) : null;
            })}
          </div>
        </div>
      </div>
      {/* Over the rows, whose own grounds would hide an outline of the grid. */}
      <div className="pointer-events-none absolute inset-0 z-20 hidden border-2 border-accent peer-focus-visible:block" />
    </div>
  );
}

function ObjectCells({ one, now }: { one: ListedObject; now: number }) {
  const { object, changed } = one;
  const manager = managerText(one.managedBy);
  return (
    <>
      <Cell>
        <FindingCounts of={one.findings} />
      </Cell>
      <Cell>{object.kind}</Cell>
      <Cell className="text-muted" title={object.namespace ?? undefined}>
        <span className={cx('truncate', object.namespace === null && 'text-faint')}>
          {object.namespace ?? 'whole cluster'}
        </span>
      </Cell>
      <Cell title={object.name}>
        <Link
          href={pagePaths.object(object)}
          tabIndex={-1}
          className="truncate font-mono text-accent text-xs hover:underline"
        >
          {object.name}
        </Link>
      </Cell>
      <Cell className="text-muted" title={manager ?? undefined}>
        <span className="truncate">{manager ?? ''}</span>
      </Cell>
      <Cell
        className="tabular justify-end text-muted"
        title={changed === null ? undefined : formatUtc(changed)}
      >
        {changed === null ? '' : formatAge(changed, now)}
      </Cell>
    </>
  );
}

/** Each level that there is of, as glyph and number. */
export function FindingCounts({ of }: { of: ListedObject['findings'] }) {
  const levels = levelOrder.filter((level) => of[level] > 0);
  if (levels.length === 0) return <span className="text-faint">none</span>;
  return levels.map((level) => {
    const { icon: Icon, text } = levelLooks[level];
    const [single, many] = levelNames[level];
    return (
      <span
        key={level}
        className="tabular mr-2 inline-flex items-center gap-1"
        title={`${of[level]} ${of[level] === 1 ? single : many}`}
      >
        <Icon size={14} aria-hidden className={text} />
        {of[level]}
        <span className="sr-only">{of[level] === 1 ? single : many}</span>
      </span>
    );
  });
}

interface CellProps {
  readonly children: React.ReactNode;
  readonly className?: string;
  readonly title?: string | undefined;
}

function Cell({ children, className, title }: CellProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: the grid is no <table>
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
    <div
      role="gridcell"
      title={title}
      className={cx('flex min-w-0 items-center overflow-hidden whitespace-nowrap', className)}
    >
      {children}
    </div>
  );
}

function HeaderRow({ sort, onSort }: Pick<ObjectTableProps, 'sort' | 'onSort'>) {
  const press = (column: ObjectColumn) =>
    onSort({
      column,
      descending: sort.column === column ? !sort.descending : startsDescending.has(column),
    });
  return (
    // biome-ignore lint/a11y/useSemanticElements: the grid is no <table>
    // biome-ignore lint/a11y/useFocusableInteractive: its buttons hold the focus
    <div
      role="row"
      style={{ ...grid, height: rowHeight }}
      className="sticky top-0 z-10 grid items-center gap-2.5 border-line border-b bg-surface px-4"
    >
      {objectColumns.map((column) => {
        const on = sort.column === column;
        const Arrow = sort.descending ? ArrowDown : ArrowUp;
        return (
          // biome-ignore lint/a11y/useSemanticElements: the grid is no <table>
          // biome-ignore lint/a11y/useFocusableInteractive: its button holds the focus
          <div
            key={column}
            role="columnheader"
            aria-sort={on ? (sort.descending ? 'descending' : 'ascending') : 'none'}
            className={cx('whitespace-nowrap', column === 'changed' && 'text-right')}
          >
            <button
              type="button"
              onClick={() => press(column)}
              className={cx(
                'inline-flex items-center gap-1 font-medium text-xs hover:text-text',
                on ? 'text-text' : 'text-muted',
              )}
            >
              {titles[column]}
              {on ? <Arrow size={12} aria-hidden /> : null}
            </button>
          </div>
        );
      })}
    </div>
  );
}
