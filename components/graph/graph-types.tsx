'use client';
import { useId } from 'react';
import { CheckRow } from '#components/ui/check-row.tsx';
import { cx } from '#components/ui/cx.ts';
import { type AskedGraph, type GraphTypeName, graphTypes } from '#lib/url/asked-graph.ts';

const texts: Record<GraphTypeName, { readonly name: string; readonly means: string }> = {
  mesh: { name: 'Mesh', means: 'Workloads, an edge for each service called' },
  workload: { name: 'Workloads', means: 'Workloads, one edge a protocol' },
  app: { name: 'Apps', means: 'All versions of an application as one' },
  'versioned-app': { name: 'Versioned apps', means: 'Each version of an application' },
  service: { name: 'Services', means: 'Which services call which' },
};

interface GraphTypesProps {
  readonly asked: AskedGraph;
  readonly onAsked: (change: Partial<AskedGraph>) => void;
}

/** What the nodes of the graph stand for. */
export function GraphTypes({ asked, onAsked }: GraphTypesProps) {
  const id = useId();
  return (
    <fieldset>
      <legend className="px-2 py-1 font-semibold text-muted text-xs">Graph of</legend>
      {graphTypes.map((type) => (
        <label
          key={type}
          className="flex cursor-pointer items-start gap-2 rounded-sm px-2 py-1 hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:-outline-offset-2"
        >
          <input
            type="radio"
            name={id}
            checked={asked.graph === type}
            onChange={() => onAsked({ graph: type })}
            aria-labelledby={`${id}${type}`}
            aria-describedby={`${id}${type}means`}
            className="sr-only"
          />
          <span
            aria-hidden="true"
            className={cx(
              'mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border',
              asked.graph === type ? 'border-accent bg-accent' : 'border-control',
            )}
          >
            {asked.graph === type ? <span className="size-1.5 rounded-full bg-on-accent" /> : null}
          </span>
          <span className="min-w-0">
            <span id={`${id}${type}`} className="block">
              {texts[type].name}
            </span>
            <span id={`${id}${type}means`} className="block text-muted text-xs">
              {texts[type].means}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** What a view shows beside the traffic; the graph of the mesh has none of it. */
export function ViewParts({ asked, onAsked }: GraphTypesProps) {
  if (asked.graph === 'mesh') return null;
  return (
    <>
      <CheckRow
        label="Nodes without traffic"
        checked={asked.idle}
        onChange={() => onAsked({ idle: !asked.idle })}
      />
      {asked.graph === 'service' ? null : (
        <CheckRow
          label="Operations as nodes"
          checked={asked.operations}
          onChange={() => onAsked({ operations: !asked.operations })}
        />
      )}
      <CheckRow
        label="Waypoints"
        checked={asked.waypoints}
        onChange={() => onAsked({ waypoints: !asked.waypoints })}
      />
    </>
  );
}
