'use client';
import { IncidentsView } from '#components/incidents/incidents-view.tsx';
import { LinkChecked } from '#components/shell/link-checked.tsx';
import { incidentsSearchParams } from './search-params.ts';

export function IncidentsClient() {
  return (
    <LinkChecked params={incidentsSearchParams}>
      <IncidentsView />
    </LinkChecked>
  );
}
