'use client';
import { useShownGraph } from '#components/data/use-graph-asked.ts';
import { useKeptView } from '#components/data/use-kept-view.ts';
import { nodeName } from '#components/graph/scene/node-name.ts';
import { PageLink } from '#components/ui/page-link.tsx';
import type { GraphNode } from '#lib/graph/model.ts';
import type { Selection } from '#lib/url/graph-codec.ts';
import { oncallPages } from '#lib/url/oncall-paths.ts';
import { hasPods } from './has-pods.ts';

interface DeeperNavProps {
  readonly of: Selection;
  /** The node itself, or both ends of the edge. */
  readonly ends: readonly GraphNode[];
  /** The page that it stands on. */
  readonly here: 'logs' | 'traces' | 'proxy';
}

/** From what is looked at on one page to the same on the others, at the same time: on the graph, its logs, its traces, its proxies. */
export function DeeperNav({ of, ends, here }: DeeperNavProps) {
  const kept = useKeptView();
  const shown = useShownGraph();
  const links = [
    { label: 'Show on the graph', href: oncallPages.onGraph(of, kept, shown) },
    ...(here === 'logs' ? [] : [{ label: 'Logs', href: oncallPages.logs(of, kept, shown) }]),
    ...(here === 'traces' ? [] : [{ label: 'Traces', href: oncallPages.traces(of, kept, shown) }]),
    ...(here === 'proxy'
      ? []
      : ends.filter(hasPods).map((end) => ({
          label: `Proxy of ${nodeName(end)}`,
          href: oncallPages.proxy(end.id, kept, shown),
        }))),
  ];
  return (
    <nav aria-label="The same elsewhere" className="flex flex-wrap gap-x-3">
      {links.map(({ label, href }) => (
        <PageLink key={href} href={href} className="text-accent hover:underline">
          {label}
        </PageLink>
      ))}
    </nav>
  );
}
