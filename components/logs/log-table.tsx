'use client';
import { useMemo } from 'react';
import { VirtualGrid } from '#components/ui/grid/virtual-grid.tsx';
import type { LogLine, PodLog } from '#lib/api/logs-contract.ts';
import { LogCells, logColumns } from './log-cells.tsx';
import { lineKey } from './opened-line.ts';

interface LogTableProps {
  readonly lines: readonly LogLine[];
  readonly pods: readonly PodLog[];
  readonly open: LogLine | null;
  readonly onOpen: (line: LogLine | null) => void;
}

/** The lines. A press or Enter opens one, Esc closes it; while one is open, steps open the next. */
export function LogTable({ lines, pods, open, onOpen }: LogTableProps) {
  const keyOf = useMemo(() => (line: LogLine) => lineKey(line, { pods }), [pods]);
  return (
    <VirtualGrid
      label="Lines"
      rows={lines}
      keyOf={keyOf}
      rowHeight={28}
      columns={logColumns}
      inset={16}
      newAtTop="new line"
      isChosen={(line) => line === open}
      onGo={(line, by) => {
        if (by === 'pointer' || open !== null) onOpen(line);
      }}
      onOpen={onOpen}
      onKey={(key) => {
        if (key !== 'Escape' || open === null) return false;
        onOpen(null);
        return true;
      }}
      className="border-line border-t"
    >
      {(line) => <LogCells line={line} pod={pods[line.pod]} />}
    </VirtualGrid>
  );
}
