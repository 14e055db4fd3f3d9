'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useNow } from '#components/data/use-now.ts';
import { levelLooks, levelNames } from '#components/findings/level-looks.ts';
import { cx } from '#components/ui/cx.ts';
import { FocusFrame } from '#components/ui/grid/focus-frame.tsx';
import { GridCell } from '#components/ui/grid/grid-cell.tsx';
import { SortHeaderRow } from '#components/ui/grid/sort-header-row.tsx';
import { stepRows } from '#components/ui/grid/step-rows.ts';
import type { ListedObject } from '#lib/api/object-contract.ts';
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
    const next = stepRows(event.key, here, objects.length);
    if (next === null) return;
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
          <SortHeaderRow
            columns={objectColumns}
            titleOf={(column) => titles[column]}
            isRight={(column) => column === 'changed'}
            startsDescending={(column) => startsDescending.has(column)}
            sort={sort}
            onSort={onSort}
            style={{ ...grid, height: rowHeight }}
            className="gap-2.5 px-4"
          />
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
      <FocusFrame />
    </div>
  );
}

function ObjectCells({ one, now }: { one: ListedObject; now: number }) {
  const { object, changed } = one;
  const manager = managerText(one.managedBy);
  return (
    <>
      <GridCell>
        <FindingCounts of={one.findings} />
      </GridCell>
      <GridCell>{object.kind}</GridCell>
      <GridCell className="text-muted" title={object.namespace ?? undefined}>
        <span className={cx('truncate', object.namespace === null && 'text-faint')}>
          {object.namespace ?? 'whole cluster'}
        </span>
      </GridCell>
      <GridCell title={object.name}>
        <Link
          href={pagePaths.object(object)}
          tabIndex={-1}
          className="truncate font-mono text-accent text-xs hover:underline"
        >
          {object.name}
        </Link>
      </GridCell>
      <GridCell className="text-muted" title={manager ?? undefined}>
        <span className="truncate">{manager ?? ''}</span>
      </GridCell>
      <GridCell
        className="tabular justify-end text-muted"
        title={changed === null ? undefined : formatUtc(changed)}
      >
        {changed === null ? '' : formatAge(changed, now)}
      </GridCell>
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
