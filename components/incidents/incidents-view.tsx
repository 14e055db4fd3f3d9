'use client';
import { useQueryClient } from '@tanstack/react-query';
import { Loaded } from '#components/data/loaded.tsx';
import { useTime } from '#components/data/url-state.ts';
import { useIncidents } from '#components/data/use-incidents.ts';
import { incidentColumns } from './incident-columns.ts';
import { IncidentsList } from './incidents-list.tsx';

/** What is wrong in the mesh: a sentence a problem, what harms most first. Quiet when all is well. */
export function IncidentsView() {
  const { selection } = useTime();
  const loaded = useIncidents(selection);
  const client = useQueryClient();
  return (
    <Loaded
      of={loaded}
      waiting={<Skeleton />}
      failed="What is wrong cannot be told"
      onRetry={() => void client.invalidateQueries({ queryKey: ['incidents'] })}
    >
      {(data, { failing, previous }) => (
        <IncidentsList
          data={data}
          failing={failing?.message ?? null}
          previous={previous}
          selection={selection}
        />
      )}
    </Loaded>
  );
}

function Skeleton() {
  return (
    <div role="status" aria-label="Looking for what is wrong" className="px-4 pt-10">
      {['a', 'b', 'c'].map((row) => (
        <div key={row} className={`${incidentColumns} border-line border-t py-2`}>
          <div className="skeleton h-14" />
          <div className="skeleton h-8" />
          <div className="skeleton h-8" />
          <div className="skeleton h-8" />
        </div>
      ))}
    </div>
  );
}
