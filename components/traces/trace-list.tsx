'use client';
import { type KeyboardEvent, useRef } from 'react';
import { stepRows } from '#components/ui/grid/step-rows.ts';
import type { TracedRequest } from '#lib/api/traces-contract.ts';
import { TraceRow } from './trace-row.tsx';

interface TraceListProps {
  readonly traces: readonly TracedRequest[];
  readonly open: string;
  readonly onOpen: (id: string) => void;
}

/** The traces, what failed first. Arrow keys go through them and open each; there are fifty at most. */
export function TraceList({ traces, open, onOpen }: TraceListProps) {
  const list = useRef<HTMLDivElement>(null);
  const longest = Math.max(...traces.map(({ duration }) => duration));
  const at = traces.findIndex(({ id }) => id === open);
  const press = (event: KeyboardEvent) => {
    const next = stepRows(event.key, at, traces.length);
    const trace = next === null ? undefined : traces[next];
    if (trace === undefined) return;
    event.preventDefault();
    onOpen(trace.id);
    list.current?.children[next ?? 0]?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <div
      ref={list}
      role="listbox"
      aria-label="Traces"
      tabIndex={0}
      aria-activedescendant={at < 0 ? undefined : `trace-${open}`}
      onKeyDown={press}
      className="w-72 shrink-0 overflow-y-auto border-line border-r xl:w-92"
    >
      {traces.map((trace) => (
        <TraceRow
          key={trace.id}
          trace={trace}
          longest={longest}
          chosen={trace.id === open}
          onOpen={() => onOpen(trace.id)}
        />
      ))}
    </div>
  );
}
