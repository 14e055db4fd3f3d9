'use client';
import { EyeOff } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import type { EdgeMode } from '#lib/url/drawing-codec.ts';

interface EdgesNoteProps {
  readonly mode: EdgeMode;
  readonly drawn: number;
  readonly all: number;
  readonly onAll: () => void;
}

const kept: Record<EdgeMode, string> = {
  all: 'Of the lines between closed boxes the busiest are drawn',
  unhealthy: 'Only failing and degraded edges are drawn',
  none: 'No edges are drawn',
};

/** That edges are left out, so that nobody takes it for silence. */
export function EdgesNote({ mode, drawn, all, onAll }: EdgesNoteProps) {
  return (
    <div
      role="status"
      className="flex items-center gap-2 rounded-md border border-line bg-surface p-0.5 pl-2 text-muted shadow-float"
    >
      <EyeOff size={14} strokeWidth={1.75} aria-hidden />
      <span className="tabular">
        {kept[mode]}: {drawn} of {all}
      </span>
      {mode === 'all' ? (
        <span className="pr-2">The list has all</span>
      ) : (
        <Button onClick={onAll}>Draw all</Button>
      )}
    </div>
  );
}
