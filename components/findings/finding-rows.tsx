'use client';
import { EyeOff, Workflow } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useKeptView } from '#components/data/use-kept-view.ts';
import { VirtualGrid } from '#components/ui/grid/virtual-grid.tsx';
import type { SeenFinding } from '#lib/api/findings-contract.ts';
import { objectKey } from '#lib/core/object-ref.ts';
import { formatMoment, formatUtc } from '#lib/format/clock.ts';
import { selectionCodec } from '#lib/url/graph-codec.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { findingText } from '#lib/validation/codes.ts';

/** The element that has the focus while one goes through the findings of a cause. */
export const findingsOfCause = 'findings-of-cause';

interface FindingRowsProps {
  readonly findings: readonly SeenFinding[];
  /** Whether what they say stands above them already. */
  readonly told: boolean;
}

const keyOf = (finding: SeenFinding): string =>
  `${objectKey(finding.object)} ${finding.path} ${findingText(finding)}`;

/** The findings of a cause; Enter opens the object of one at its field. */
export function FindingRows({ findings, told }: FindingRowsProps) {
  const router = useRouter();
  return (
    <VirtualGrid
      label="Findings of this cause"
      id={findingsOfCause}
      rows={findings}
      keyOf={keyOf}
      rowHeight={72}
      measured
      onOpen={({ object, path }) => router.push(pagePaths.object(object, path))}
      className="border-line border-t"
      rowClass={() => 'px-4 py-2'}
    >
      {(finding) => <FindingRow finding={finding} told={told} />}
    </VirtualGrid>
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
