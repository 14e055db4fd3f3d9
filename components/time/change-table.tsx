'use client';
import { CirclePlus, Diamond, type LucideIcon, SquareMinus } from 'lucide-react';
import { cx } from '#components/ui/cx.ts';
import { GridCell } from '#components/ui/grid/grid-cell.tsx';
import type { GridColumn } from '#components/ui/grid/grid-column.ts';
import { VirtualGrid } from '#components/ui/grid/virtual-grid.tsx';
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
import { type ChangeColumn, type ChangeSort, changeName } from './change-order.ts';

const columns: readonly GridColumn<ChangeColumn>[] = [
  { id: 'weight', title: 'What changed', width: 184, largestFirst: true },
  { id: 'name', title: 'Where', width: 180, grow: 1 },
  { id: 'rate', title: 'Rate', width: 164, right: true, largestFirst: true },
  { id: 'errors', title: 'Errors', width: 170, right: true, largestFirst: true },
  { id: 'latency', title: 'Mean', width: 164, right: true, largestFirst: true },
];

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

const keyOf = ({ kind, id }: GraphChange): string => `${kind} ${id}`;

/** What is not the same at two moments; going to a row chooses what it is about. */
export function ChangeTable({ changes, sort, onSort, chosen, onChoose }: ChangeTableProps) {
  return (
    <VirtualGrid
      label="Changes"
      rows={changes}
      keyOf={keyOf}
      rowHeight={32}
      columns={columns}
      sort={sort}
      onSort={onSort}
      isChosen={({ id }) => id === chosen}
      onGo={onChoose}
    >
      {(change) => <ChangeCells change={change} />}
    </VirtualGrid>
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
