import { Route } from 'lucide-react';
import { simulateLink } from '#components/simulate/simulate-link.ts';
import { PageLink } from '#components/ui/page-link.tsx';
import type { ObjectResponse } from '#lib/api/object-contract.ts';

/** The way to a simulated request along the busiest edge that an object governs; nothing where it governs none. */
export function SimulateLink({ traffic }: Pick<ObjectResponse, 'traffic'>) {
  const nodeOf = (id: string) => traffic?.nodes.find((node) => node.id === id) ?? null;
  const edge = traffic?.edges.find(({ source }) => nodeOf(source)?.kind === 'workload');
  const source = edge === undefined ? null : nodeOf(edge.source);
  const href =
    edge === undefined || source === null ? null : simulateLink(source, nodeOf(edge.target), edge.service);
  if (href === null) return null;
  return (
    <PageLink
      href={href}
      className="inline-flex h-7 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-md border border-line-strong bg-surface px-2 text-text hover:bg-hover"
    >
      <Route size={14} strokeWidth={1.75} aria-hidden /> Simulate a request
    </PageLink>
  );
}
