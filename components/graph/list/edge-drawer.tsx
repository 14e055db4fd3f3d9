'use client';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { lazy, Suspense, useMemo } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { useStoredNumber } from '#components/ui/use-stored.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import { plural } from '#lib/format/ellipsis.ts';
import type { EdgeSort } from '#lib/url/graph-codec.ts';
import { edgeErrorText } from '../scene/edge-facts.ts';
import { nodeLabel } from '../scene/node-name.ts';
import { StatusGlyph } from '../status-word.tsx';
import { type EdgeRow, filterRows, sortRows, summarise } from './edge-row.ts';
import type { ListColumns } from './use-list-columns.ts';

const loadTable = () => import('./edge-table.tsx');
const EdgeTable = lazy(() => loadTable().then((module) => ({ default: module.EdgeTable })));
const loadTools = () => import('./edge-tools.tsx');
const EdgeTools = lazy(() => loadTools().then((module) => ({ default: module.EdgeTools })));
const loadHandle = () => import('#components/ui/resize-handle.tsx');
const ResizeHandle = lazy(() => loadHandle().then((module) => ({ default: module.ResizeHandle })));

/** Fetches what the list needs before it is opened. */
export const loadEdgeTable = () => Promise.all([loadTable(), loadTools(), loadHandle()]);

interface EdgeDrawerProps {
  /** Null until the first answer. */
  readonly rows: readonly EdgeRow[] | null;
  /** Whether an answer is still to come. */
  readonly waiting: boolean;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly columns: ListColumns;
  readonly sort: EdgeSort;
  readonly onSort: (sort: EdgeSort) => void;
  /** Words that narrow the list. */
  readonly words: string;
  readonly onWords: (words: string) => void;
  readonly chosen: EdgeId | null;
  readonly onChoose: (id: EdgeId) => void;
  /** What a find expression matches; null for no expression. */
  readonly found: ReadonlySet<EdgeId> | null;
}

/** The same edges as a list: one line when closed, the on-call view when open. */
export function EdgeDrawer({
  rows,
  waiting,
  open,
  onOpen,
  columns,
  sort,
  onSort,
  words,
  onWords,
  chosen,
  onChoose,
  found,
}: EdgeDrawerProps) {
  const [height, setHeight] = useStoredNumber('weft-list-height', 300);
  const shown = useMemo(
    () => (open && rows ? sortRows(filterRows(rows, words), sort) : []),
    [rows, words, sort, open],
  );
  return (
    <section aria-label="Edge list" className="flex min-h-9 flex-col border-line border-t bg-surface">
      {open ? (
        <Suspense>
          <ResizeHandle
            axis="y"
            label="Height of the list"
            value={height}
            min={140}
            max={900}
            onChange={setHeight}
          />
        </Suspense>
      ) : null}
      <div className="flex h-9 shrink-0 items-center gap-2 px-3">
        {rows ? <Summary rows={rows} onChoose={onChoose} /> : null}
        {waiting ? <div className="skeleton h-4 w-64" /> : null}
        <div className="flex-1" />
        {open ? (
          <Suspense>
            <EdgeTools words={words} onWords={onWords} columns={columns} />
          </Suspense>
        ) : null}
        <IconButton
          side="top"
          icon={open ? ChevronDown : ChevronUp}
          label={open ? 'Close the list' : 'Open the list'}
          keys="l"
          aria-expanded={open}
          onClick={() => onOpen(!open)}
        />
      </div>
      {open ? (
        <div className="flex min-h-0 flex-col" style={{ height: `min(${height}px, 60vh)` }}>
          <Suspense fallback={<div className="skeleton m-3 flex-1" />}>
            <EdgeTable
              rows={shown}
              shown={columns.shown}
              sort={sort}
              onSort={onSort}
              chosen={chosen}
              onChoose={onChoose}
              found={found}
            />
          </Suspense>
          {rows && shown.length === 0 ? (
            <p className="absolute px-3 pt-10 text-muted">
              {words
                ? `No edge matches “${words}”. A name, a namespace, a protocol, a state, a code or a flag can.`
                : 'No edge in this window.'}
            </p>
          ) : null}
        </div>
      ) : null}
    </section>
  );
}

function Summary({ rows, onChoose }: { rows: readonly EdgeRow[]; onChoose: (id: EdgeId) => void }) {
  const summary = useMemo(() => summarise(rows), [rows]);
  const { failing, degraded, total, worst, worstError } = summary;
  const status = failing > 0 ? 'failing' : degraded > 0 ? 'degraded' : total > 0 ? 'healthy' : 'idle';
  const count =
    failing > 0
      ? `${failing} of ${plural(total, 'edge')} failing`
      : degraded > 0
        ? `${degraded} of ${plural(total, 'edge')} degraded`
        : total > 0
          ? `None of ${plural(total, 'edge')} failing`
          : 'No edges in this window';
  return (
    <div className="flex min-w-0 items-center gap-2">
      <StatusGlyph status={status} />
      <span className="shrink-0 whitespace-nowrap font-medium">{count}</span>
      {worst ? (
        <>
          <span className="text-faint">·</span>
          <button
            type="button"
            className="min-w-0 truncate text-left text-muted hover:text-text hover:underline"
            onClick={() => onChoose(worst.edge.id)}
          >
            worst {nodeLabel(worst.source)} → {nodeLabel(worst.target)}{' '}
            <span className="tabular">{edgeErrorText(worst.edge)}</span>
            {worstError ? <span className="font-mono text-xs"> {worstError}</span> : null}
          </button>
        </>
      ) : null}
    </div>
  );
}
