'use client';
import { Maximize, Minus, Network, Plus } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';

interface ZoomBarProps {
  readonly onZoom: (factor: number) => void;
  readonly onFit: () => void;
  readonly onRelayout: () => void;
}

/** Zoom, fit and layout of the graph, each with its key. */
export function ZoomBar({ onZoom, onFit, onRelayout }: ZoomBarProps) {
  return (
    <div className="flex flex-col rounded-md border border-line bg-surface p-0.5 shadow-float">
      <IconButton side="left" icon={Plus} label="Zoom in" keys="+" onClick={() => onZoom(1.3)} />
      <IconButton side="left" icon={Minus} label="Zoom out" keys="-" onClick={() => onZoom(1 / 1.3)} />
      <IconButton side="left" icon={Maximize} label="Show everything" keys="f" onClick={onFit} />
      <IconButton side="left" icon={Network} label="Lay out again" keys="r" onClick={onRelayout} />
    </div>
  );
}
