'use client';
import { useEffect, useState } from 'react';
import { ResizeHandle } from '#components/ui/resize-handle.tsx';
import { useStoredNumber } from '#components/ui/use-stored.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import type { Selection } from '#lib/url/graph-codec.ts';
import { EdgePanel } from './edge-panel.tsx';
import { NodePanel } from './node-panel.tsx';
import type { PanelFrame } from './panel-frame.ts';

const widths = { min: 360, max: 560, first: 420 } as const;

interface InspectorProps {
  readonly selection: Selection;
  readonly time: TimeSelection;
  readonly onSelect: (selection: Selection | null) => void;
}

/** The place beside the graph that tells of what is selected. Pinned, it stays with its element while others are selected. */
export function Inspector({ selection, time, onSelect }: InspectorProps) {
  const [width, setWidth] = useStoredNumber('weft-inspector-width', widths.first);
  const [pinned, setPinned] = useState<Selection | null>(null);
  const shown = pinned ?? selection;
  const frame: PanelFrame = {
    pinned: pinned !== null,
    onPin: () => setPinned(pinned ? null : selection),
    onClose: () => (pinned ? setPinned(null) : onSelect(null)),
  };
  // Whoever opened this with the keyboard is still there: the panel does not take the focus.
  useEffect(() => () => setPinned(null), []);
  return (
    <>
      <ResizeHandle
        axis="x"
        label="Width of the inspector"
        value={width}
        min={widths.min}
        max={widths.max}
        onChange={setWidth}
      />
      <aside
        aria-label="Inspector"
        className="flex h-full shrink-0 flex-col overflow-hidden border-line border-l bg-surface"
        style={{ width: Math.min(widths.max, Math.max(widths.min, width)) }}
      >
        {shown.kind === 'edge' ? (
          <EdgePanel key={shown.id} id={shown.id} time={time} frame={frame} onSelect={onSelect} />
        ) : (
          <NodePanel key={shown.id} id={shown.id} time={time} frame={frame} onSelect={onSelect} />
        )}
      </aside>
    </>
  );
}
