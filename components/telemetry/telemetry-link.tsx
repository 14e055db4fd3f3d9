'use client';
import type { ReactNode } from 'react';
import { useKeptView } from '#components/data/use-kept-view.ts';
import { PageLink } from '#components/ui/page-link.tsx';
import type { NodeId } from '#lib/core/ids.ts';
import type { GraphNode } from '#lib/graph/model.ts';
import { pagePaths } from '#lib/url/paths.ts';

interface TelemetryLinkProps {
  /** The part of the page that it leads to. */
  readonly part: 'unplaced' | 'why';
  readonly from?: NodeId;
  readonly to?: NodeId;
  readonly children: ReactNode;
}

/** A link to the telemetry page, at the time and for the namespaces of this one. */
export function TelemetryLink({ part, children, ...ends }: TelemetryLinkProps) {
  const kept = useKeptView();
  return (
    <PageLink
      href={`${pagePaths.telemetry({ ...ends, ...kept })}#${part}`}
      className="text-accent hover:underline"
    >
      {children}
    </PageLink>
  );
}

/** The way from a node to the question why an edge of it is missing; who never calls is asked about as the called. */
export function MissedEdgeLink({ node: { id, kind } }: { node: Pick<GraphNode, 'id' | 'kind'> }) {
  // The question is asked of what is an end of series: applications and operations are several.
  if (kind === 'inaccessible' || kind === 'app' || kind === 'operation') return null;
  const end = kind === 'workload' || kind === 'unknown' ? { from: id } : { to: id };
  return (
    <TelemetryLink part="why" {...end}>
      No edge where you expect one?
    </TelemetryLink>
  );
}
