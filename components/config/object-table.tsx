'use client';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useNow } from '#components/data/use-now.ts';
import { levelLooks, levelNames } from '#components/findings/level-looks.ts';
import { cx } from '#components/ui/cx.ts';
import { GridCell } from '#components/ui/grid/grid-cell.tsx';
import type { GridColumn } from '#components/ui/grid/grid-column.ts';
import { VirtualGrid } from '#components/ui/grid/virtual-grid.tsx';
import type { ListedObject } from '#lib/api/object-contract.ts';
import { objectKey } from '#lib/core/object-ref.ts';
import { formatUtc } from '#lib/format/clock.ts';
import { formatAge } from '#lib/format/duration.ts';
import type { ObjectColumn, ObjectSort } from '#lib/url/config-codec.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { levelOrder } from '#lib/validation/list/group-by-cause.ts';
import { managerText } from './manager-text.ts';

const columns: readonly GridColumn<ObjectColumn>[] = [
  { id: 'findings', title: 'Findings', width: 132, largestFirst: true },
  { id: 'kind', title: 'Kind', width: 176 },
  { id: 'namespace', title: 'Namespace', width: 110, grow: 0.8 },
  { id: 'name', title: 'Name', width: 180, grow: 1.6 },
  { id: 'managed', title: 'Managed by', width: 130, grow: 1 },
  { id: 'changed', title: 'Changed', width: 104, right: true, largestFirst: true },
];

interface ObjectTableProps {
  readonly objects: readonly ListedObject[];
  readonly sort: ObjectSort;
  readonly onSort: (sort: ObjectSort) => void;
}

const keyOf = ({ object }: ListedObject): string => objectKey(object);

/** The objects; Enter opens one. */
export function ObjectTable({ objects, sort, onSort }: ObjectTableProps) {
  const router = useRouter();
  const now = useNow();
  return (
    <VirtualGrid
      label="Objects"
      rows={objects}
      keyOf={keyOf}
      rowHeight={32}
      columns={columns}
      inset={16}
      sort={sort}
      onSort={onSort}
      onOpen={({ object }) => router.push(pagePaths.object(object))}
    >
      {(one) => <ObjectCells one={one} now={now} />}
    </VirtualGrid>
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
function FindingCounts({ of }: { of: ListedObject['findings'] }) {
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
