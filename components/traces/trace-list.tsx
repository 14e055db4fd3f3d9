'use client';
import { VirtualGrid } from '#components/ui/grid/virtual-grid.tsx';
import type { TracedRequest } from '#lib/api/traces-contract.ts';
import { TraceRow } from './trace-row.tsx';

interface TraceListProps {
  readonly traces: readonly TracedRequest[];
  readonly open: string;
  readonly onOpen: (id: string) => void;
}

const keyOf = ({ id }: TracedRequest): string => id;

/** The traces, what failed first; going to one opens it. */
export function TraceList({ traces, open, onOpen }: TraceListProps) {
  const longest = Math.max(...traces.map(({ duration }) => duration));
  return (
    <VirtualGrid
      label="Traces"
      role="listbox"
      rows={traces}
      keyOf={keyOf}
      rowHeight={77}
      measured
      isChosen={({ id }) => id === open}
      onGo={({ id }) => onOpen(id)}
      rowClass={() => 'px-3 py-2'}
      className="w-72 flex-none border-line border-r xl:w-92"
    >
      {(trace) => <TraceRow trace={trace} longest={longest} />}
    </VirtualGrid>
  );
}
