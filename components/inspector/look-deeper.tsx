'use client';
import { BellPlus, ChartNoAxesGantt, Container, type LucideIcon, Route, ScrollText } from 'lucide-react';
import { useShownGraph } from '#components/data/use-graph-asked.ts';
import { useKeptView } from '#components/data/use-kept-view.ts';
import { nodeName } from '#components/graph/scene/node-name.ts';
import { simulateLink } from '#components/simulate/simulate-link.ts';
import { PageLink } from '#components/ui/page-link.tsx';
import { Section } from '#components/ui/section.tsx';
import type { TimeSelection } from '#lib/core/time.ts';
import type { GraphNode, ServiceRef } from '#lib/graph/model.ts';
import type { Selection } from '#lib/url/graph-codec.ts';
import { oncallPages } from '#lib/url/oncall-paths.ts';
import { hasPods } from './has-pods.ts';

/** What is looked at deeper: an edge with both its ends, or a node, which is then the source. */
interface LookDeeperProps {
  readonly selection: Selection;
  readonly source: GraphNode;
  readonly target: GraphNode | null;
  /** What an edge is addressed to. */
  readonly service?: ServiceRef | null;
  readonly time: TimeSelection;
}

interface DeeperLink {
  readonly label: string;
  readonly icon: LucideIcon;
  /** Null where the page has nothing on this element. */
  readonly href: string | null;
}

/** The ways from an edge or a node to what its proxies say themselves. */
export function LookDeeper({ selection, source, target, service = null }: LookDeeperProps) {
  const kept = useKeptView();
  const shown = useShownGraph();
  const ends = target === null ? [source] : [source, target];
  const links: readonly DeeperLink[] = [
    {
      label: 'Logs',
      icon: ScrollText,
      href: ends.some(hasPods) ? oncallPages.logs(selection, kept, shown) : null,
    },
    {
      label: 'Traces',
      icon: ChartNoAxesGantt,
      href: ends.some(hasPods) ? oncallPages.traces(selection, kept, shown) : null,
    },
    ...ends.map((end) => ({
      label: target === null ? 'Proxy' : `Proxy of ${nodeName(end)}`,
      icon: Container,
      href: hasPods(end) ? oncallPages.proxy(end.id, kept, shown) : null,
    })),
    { label: 'Simulate a request', icon: Route, href: simulateLink(source, target, service) },
    {
      label: 'Alert rule',
      icon: BellPlus,
      href:
        selection.kind === 'edge' && shown.asked.graph === 'mesh'
          ? oncallPages.alertRule(selection.id, kept)
          : null,
    },
  ];
  const led = links.flatMap(({ href, ...link }) => (href === null ? [] : [{ ...link, href }]));
  if (led.length === 0) return null;
  return (
    <Section title="Look deeper">
      <p className="flex flex-wrap gap-1.5">
        {led.map(({ label, icon: Icon, href }) => (
          <PageLink
            key={label}
            href={href}
            className="inline-flex h-7 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-md border border-line-strong bg-surface px-2 text-text hover:bg-hover"
          >
            <Icon size={14} strokeWidth={1.75} aria-hidden /> {label}
          </PageLink>
        ))}
      </p>
    </Section>
  );
}
