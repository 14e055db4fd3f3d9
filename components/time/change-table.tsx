'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { CirclePlus, Diamond, type LucideIcon, SquareMinus } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { cx } from '#components/ui/cx.ts';
import { GridCell } from '#components/ui/grid/grid-cell.tsx';
import { SortHeaderRow } from '#components/ui/grid/sort-header-row.tsx';
import { stepRows } from '#components/ui/grid/step-rows.ts';
import type { GraphChange } from '#lib/graph/compare.ts';
import {
  concernOf,
  differenceText,
  errorPair,
  latencyPair,
  markText,
  ratePair,
} from '#lib/graph/compare-text.ts';
import type { Delta } from '#lib/graph/diff/delta.ts';
import { type ChangeColumn, type ChangeSort, changeColumns, changeName } from './change-order.ts';

const rowHeight = 32;
const grid = {
  gridTemplateColumns: '184px minmax(180px,1fr) 164px 170px 164px',
} as const;

const titles: Record<ChangeColumn, string> = {
  weight: 'What changed',
  name: 'Where',
  rate: 'Rate',
  errors: 'Errors',
  latency: 'Mean',
};

/** The shapes and colours that the canvas marks changes with. */
const marks: Record<GraphChange['mark'], { icon: LucideIcon; tone: string }> = {
  new: { icon: CirclePlus, tone: 'text-info' },
  lost: { icon: SquareMinus, tone: 'text-warn' },
  changed: { icon: Diamond, tone: 'text-accent' },
};

interface ChangeTableProps {
  readonly changes: readonly GraphChange[];
  readonly sort: ChangeSort;
  readonly onSort: (sort: ChangeSort) => void;
  readonly chosen: string | null;
  readonly onChoose: (change: GraphChange) => void;
}

/** What is not the same at two moments. Arrow keys go through the rows; only rows in sight are drawn. */
export function ChangeTable({ changes, sort, onSort, chosen, onChoose }: ChangeTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: changes.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: rowHeight,
  });
  const chosenIndex = changes.findIndex(({ id }) => id === chosen);
  const press = (event: KeyboardEvent) => {
    const next = stepRows(event.key, chosenIndex, changes.length);
    const change = next === null ? undefined : changes[next];
    if (next === null || !change) return;
    event.preventDefault();
    virtual.scrollToIndex(next, { align: 'auto' });
    onChoose(change);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are virtual, which a <table> cannot be
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label="Changes"
      aria-rowcount={changes.length + 1}
      aria-activedescendant={chosenIndex >= 0 ? `change-row-${chosenIndex}` : undefined}
      onKeyDown={press}
      className="min-h-0 flex-1 overflow-auto focus-visible:-outline-offset-2"
    >
      <div className="min-w-[930px]">
        <SortHeaderRow
          columns={changeColumns}
          titleOf={(column) => titles[column]}
          isRight={(column) => column !== 'weight' && column !== 'name'}
          startsDescending={(column) => column !== 'name'}
          sort={sort}
          onSort={onSort}
          style={{ ...grid, height: rowHeight }}
          className="gap-2.5 px-3"
        />
        <div className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const change = changes[item.index];
            if (!change) return null;
            return (
              // biome-ignore lint/a11y/useSemanticElements: a virtual grid is no <table>
              // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names the active row
              // biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys
              <div
                key={`${change.kind} ${change.id}`}
                id={`change-row-${item.index}`}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={change.id === chosen}
                onClick={() => onChoose(change)}
                style={{ ...grid, height: rowHeight, transform: `translateY(${item.start}px)` }}
                className={cx(
                  'absolute inset-x-0 grid cursor-pointer items-center gap-2.5 border-line border-b px-3',
                  change.id === chosen ? 'bg-accent-quiet' : 'hover:bg-hover',
                )}
              >
                <ChangeCells change={change} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function ChangeCells({ change }: { change: GraphChange }) {
  const { icon: Icon, tone } = marks[change.mark];
  const edge = change.kind === 'edge' ? change : null;
  const aside = edge ? (edge.service ? `to ${edge.service}` : edge.protocol) : 'node';
  return (
    <>
      <GridCell>
        <Icon size={14} aria-hidden className={cx('shrink-0', tone)} />
        <span className={cx('ml-1.5', tone)}>{markText[change.mark]}</span>
        <span className="ml-1.5 truncate text-muted">{concernOf(change)}</span>
      </GridCell>
      <GridCell title={`${changeName(change)} ${aside}`}>
        <span className="min-w-0 shrink-0 truncate" style={{ maxWidth: '100%' }}>
          {changeName(change)}
        </span>
        <span className="ml-1.5 min-w-0 truncate text-faint text-xs">{aside}</span>
      </GridCell>
      <Numbers
        text={ratePair(change)}
        delta={edge?.protocol === 'tcp' ? edge.bytes : change.rate}
        kind="other"
      />
      <Numbers text={errorPair(change)} delta={edge?.errorShare ?? null} kind="share" />
      <Numbers text={latencyPair(change)} delta={edge?.latency ?? null} kind="other" />
    </>
  );
}

/** Both numbers and the difference; what may be chance is quiet. */
function Numbers({ text, delta, kind }: { text: string; delta: Delta | null; kind: 'share' | 'other' }) {
  const difference = delta === null ? '' : differenceText(delta, kind);
  return (
    <GridCell
      title={delta?.verdict === 'noise' ? 'The difference may be chance' : undefined}
      className={cx('tabular justify-end gap-2', delta?.verdict === 'real' ? 'text-text' : 'text-faint')}
    >
      <span>{text}</span>
      <span className={cx('w-16 shrink-0 text-right', delta?.verdict === 'real' && 'font-medium')}>
        {difference}
      </span>
    </GridCell>
  );
}
