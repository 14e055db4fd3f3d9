'use client';
import { PageLink } from '#components/ui/page-link.tsx';
import type { IncidentsResponse } from '#lib/api/incidents-contract.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import { placeText } from './incident-text.ts';

/** So many are listed; the rest is a click away. */
const few = 5;

interface IncidentEdgesProps {
  readonly title: string;
  readonly ids: readonly EdgeId[];
  readonly data: Pick<IncidentsResponse, 'ends' | 'nodes'>;
  readonly hrefOf: (id: EdgeId) => string;
}

/** Edges by name, each leading to the graph. */
export function IncidentEdges({ title, ids, data, hrefOf }: IncidentEdgesProps) {
  const edges = ids.flatMap((id) => data.ends.find((each) => each.id === id) ?? []);
  if (edges.length === 0) return null;
  const [first, rest] = [edges.slice(0, few), edges.slice(few)];
  const item = ({ id, ...ends }: (typeof edges)[number]) => (
    <li key={id} className="truncate">
      <PageLink href={hrefOf(id)} className="text-accent hover:underline">
        {placeText(ends, data.nodes)}
      </PageLink>
    </li>
  );
  return (
    <section>
      <h3 className="font-semibold text-muted text-xs">{title}</h3>
      <ul>{first.map(item)}</ul>
      {rest.length === 0 ? null : (
        <details>
          <summary className="cursor-pointer text-muted hover:text-text">{rest.length} more</summary>
          <ul>{rest.map(item)}</ul>
        </details>
      )}
    </section>
  );
}
