'use client';
import { CheckRow } from '#components/ui/check-row.tsx';
import { boxKindOf, boxName } from '#lib/graph/boxes.ts';
import { type BoxKind, boxKinds } from '#lib/url/drawing-codec.ts';
import type { CollapseState } from './use-collapse.ts';

/** Which boxes are open. */
export function ClosingsPanel({ collapse }: { collapse: CollapseState }) {
  return (
    <>
      <p className="px-2 pb-1 text-muted text-xs">
        A closed namespace is one node; the ends of failing edges stay in sight. Double-click does the same.
      </p>
      {boxKinds.map((kind) => (
        <Closings key={kind} kind={kind} collapse={collapse} />
      ))}
    </>
  );
}

const headings = { cluster: 'Clusters', namespace: 'Namespaces', app: 'Applications' } as const;

/** The boxes of a kind, open or closed. Namespaces alone need no heading. */
function Closings({ kind, collapse }: { kind: BoxKind; collapse: CollapseState }) {
  const boxes = collapse.boxes.filter(({ box }) => boxKindOf(box) === kind);
  const alone = boxes.length === collapse.boxes.length;
  if (boxes.length === 0) return null;
  return (
    <>
      {alone ? null : <div className="px-2 py-1 font-semibold text-muted text-xs">{headings[kind]}</div>}
      {boxes.map(({ box, nodes }) => (
        <CheckRow
          key={box}
          label={boxName(box)}
          hint={String(nodes)}
          checked={!collapse.isCollapsed(box)}
          onChange={() => collapse.toggle(box)}
        />
      ))}
    </>
  );
}
