'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { EyeOff, Workflow } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useKeptView } from '#components/data/use-kept-view.ts';
import { cx } from '#components/ui/cx.ts';
import { stepRows } from '#components/ui/grid/step-rows.ts';
import type { SeenFinding } from '#lib/api/findings-contract.ts';
import { objectKey } from '#lib/core/object-ref.ts';
import { formatMoment, formatUtc } from '#lib/format/clock.ts';
import { selectionCodec } from '#lib/url/graph-codec.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { findingText } from '#lib/validation/codes.ts';

const estimate = 72;

interface FindingRowsProps {
  readonly findings: readonly SeenFinding[];
  /** Whether what they say stands above them already. */
  readonly told: boolean;
}

/** The findings of a cause. Arrow keys go through them, Enter opens the object at its field; only rows in sight are drawn. */
export function FindingRows({ findings, told }: FindingRowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const router = useRouter();
  const [at, setAt] = useState(0);
  const virtual = useVirtualizer({
    count: findings.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimate,
    overscan: 6,
  });
  const press = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const finding = findings[at];
    if (event.key === 'Enter' && finding !== undefined) {
      event.preventDefault();
      router.push(pagePaths.object(finding.object, finding.path));
      return;
    }
    const next = stepRows(event.key, at, findings.length);
    if (next === null) return;
    event.preventDefault();
    setAt(next);
    virtual.scrollToIndex(next, { align: 'auto' });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are virtual, which a <table> cannot be
    <div
      ref={scroller}
      role="grid"
      aria-rowcount={findings.length}
      tabIndex={0}
      data-findings-of-cause
      aria-label="Findings of this cause"
      aria-activedescendant={`finding-${at}`}
      onKeyDown={press}
      className="group min-h-0 flex-1 overflow-y-auto outline-none focus-visible:outline-2 focus-visible:outline-accent focus-visible:-outline-offset-2"
    >
      <div className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const finding = findings[item.index];
          if (!finding) return null;
          return (
            // biome-ignore lint/a11y/useSemanticElements: a virtual grid is no <table>
            // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names the active row
            <div
              role="row"
              aria-rowindex={item.index + 1}
              key={`${objectKey(finding.object)} ${finding.path} ${item.index}`}
              id={`finding-${item.index}`}
              ref={virtual.measureElement}
              data-index={item.index}
              style={{ transform: `translateY(${item.start}px)` }}
              className={cx(
                'absolute inset-x-0 border-line border-t px-4 py-2',
                item.index === at && 'group-focus-visible:bg-accent-quiet',
              )}
            >
              {/* biome-ignore lint/a11y/useSemanticElements: a virtual grid is no <table> */}
              {/* biome-ignore lint/a11y/useFocusableInteractive: the links in it hold the focus */}
              <div role="gridcell">
                <FindingRow finding={finding} told={told} />
              </div>
            </div>
          );
        })}
      </div>
    </div>
  );
}

function FindingRow({ finding, told }: { finding: SeenFinding; told: boolean }) {
  const { object, path, since, suppressed, node } = finding;
  const { ns, ...kept } = useKeptView();
  const where = object.namespace === null ? object.name : `${object.namespace}/${object.name}`;
  const visible = ns === undefined || ns.split(',').includes(object.namespace ?? '');
  return (
    <>
      <div className="flex items-baseline justify-between gap-3">
        <Link
          href={pagePaths.object(object, path)}
          className="min-w-0 truncate text-accent hover:underline"
          title={`${object.kind} ${where}`}
        >
          {object.kind} <span className="font-mono">{where}</span>
        </Link>
        {node === null ? null : (
          <Link
            href={pagePaths.graph({
              ...kept,
              ...(visible && ns !== undefined ? { ns } : {}),
              sel: selectionCodec.serialize({ kind: 'node', id: node }),
            })}
            className="inline-flex shrink-0 items-center gap-1 text-accent hover:underline"
          >
            <Workflow size={13} aria-hidden /> Show on graph
          </Link>
        )}
      </div>
      {told ? null : <p className="break-words">{findingText(finding)}</p>}
      <p className="text-faint text-xs">
        <span className="wrap-anywhere font-mono">{path}</span>
        {since === null ? null : (
          <span title={formatUtc(since)}>{`${path === '' ? '' : ' · '}since ${formatMoment(since)}`}</span>
        )}
      </p>
      {suppressed === undefined ? null : (
        <p className="flex items-center gap-1 text-muted text-xs">
          <EyeOff size={12} aria-hidden />
          {suppressed.by === 'annotation' ? 'Suppressed by its annotation ' : 'Suppressed by the setting '}
          <span className="wrap-anywhere font-mono">{suppressed.as}</span>
        </p>
      )}
    </>
  );
}
