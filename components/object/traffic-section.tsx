'use client';
import Link from 'next/link';
import { useKeptView } from '#components/data/use-kept-view.ts';
import { edgeErrorText, edgeRateText } from '#components/graph/scene/edge-facts.ts';
import { nodeLabel } from '#components/graph/scene/node-name.ts';
import { StatusGlyph, statusWord } from '#components/graph/status-word.tsx';
import { Section } from '#components/ui/section.tsx';
import type { ObjectResponse } from '#lib/api/object-contract.ts';
import { formatWindow } from '#lib/format/duration.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { selectionCodec } from '#lib/url/graph-codec.ts';
import { pagePaths } from '#lib/url/paths.ts';

/** The traffic that the object governs, the busiest edges first. */
export function TrafficSection({ traffic }: Pick<ObjectResponse, 'traffic'>) {
  const kept = useKeptView();
  if (traffic === null)
    return (
      <Section title="Traffic it governs">
        <p className="text-muted">Prometheus did not answer: what goes there is not known.</p>
      </Section>
    );
  const { edges, nodes, more, window } = traffic;
  const labels = new Map(nodes.map((node) => [node.id, nodeLabel(node)]));
  return (
    <Section title="Traffic it governs" aside={`last ${formatWindow(window)}`}>
      {edges.length === 0 ? (
        <p className="text-muted">
          {nodes.length === 0
            ? 'It is about no workload that the graph knows.'
            : `${plural(nodes.length, 'workload')}, and no traffic to ${nodes.length === 1 ? 'it' : 'them'}: ${nodes
                .slice(0, 5)
                .map(nodeLabel)
                .join(', ')}.`}
        </p>
      ) : (
        <ul className="space-y-1">
          {edges.map((edge) => (
            <li key={edge.id} className="flex items-baseline gap-2">
              <span title={statusWord(edge.health.status)} className="self-center">
                <StatusGlyph status={edge.health.status} />
              </span>
              <Link
                href={pagePaths.graph({
                  ...kept,
                  sel: selectionCodec.serialize({ kind: 'edge', id: edge.id }),
                })}
                className="min-w-0 flex-1 truncate text-accent hover:underline"
              >
                {labels.get(edge.source)} → {labels.get(edge.target)}
              </Link>
              <span className="tabular shrink-0 text-muted text-xs">
                {edgeRateText(edge)} · {edgeErrorText(edge)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {more > 0 ? (
        <p className="mt-1 text-faint text-xs">{`${plural(more, 'edge')} more on the graph`}</p>
      ) : null}
    </Section>
  );
}
