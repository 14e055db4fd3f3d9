'use client';
import { IncidentsView } from '#components/incidents/incidents-view.tsx';
import { LinkChecked } from '#components/shell/link-checked.tsx';

export function IncidentsClient() {
  return (
    <LinkChecked>
      <IncidentsView />
    </LinkChecked>
  );
}
