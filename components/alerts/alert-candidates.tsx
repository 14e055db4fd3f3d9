import { nodeLabel } from '#components/graph/scene/node-name.ts';
import { PageLink } from '#components/ui/page-link.tsx';
import type { AlertResponse } from '#lib/api/alerts-contract.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { formatRate } from '#lib/format/rate.ts';
import { formatErrorShare } from '#lib/format/share.ts';
import type { GraphEdge, Health } from '#lib/graph/model.ts';
import type { Selection } from '#lib/url/graph-codec.ts';
import { LabelsUsed } from './labels-used.tsx';

interface AlertCandidatesProps {
  readonly data: AlertResponse;
  readonly labels: Readonly<Record<string, string>>;
  /** `now`, or the moment that was looked at. */
  readonly when: string;
  readonly linkOf: (selection: Selection) => string;
}

const looks: Readonly<Record<Health['status'], { glyph: string; word: string; look: string }>> = {
  failing: { glyph: '✕', word: 'failing', look: 'text-fail' },
  degraded: { glyph: '◐', word: 'degraded', look: 'text-warn' },
  healthy: { glyph: '●', word: 'healthy', look: 'text-ok' },
  idle: { glyph: '○', word: 'idle', look: 'text-muted' },
  unknown: { glyph: '?', word: 'not known', look: 'text-muted' },
};

/** What the labels of an alert may mean, the worst first. */
export function AlertCandidates({ data, labels, when, linkOf }: AlertCandidatesProps) {
  const { edges, total, named } = data;
  const nodes = new Map(data.nodes.map((node) => [node.id, node]));
  const label = (id: GraphEdge['source']) => {
    const node = nodes.get(id);
    return node === undefined ? id : nodeLabel(node);
  };
  return (
    <div className="h-full overflow-y-auto px-4 py-3">
      <h1 className="mb-2 font-semibold text-base">
        {`${plural(total, 'edge')} ${total === 1 ? 'has' : 'have'} these labels ${when}, the worst first`}
      </h1>
      {named.length === 0 ? null : (
        <p className="mb-2">
          {'They name '}
          {named.map((id, i) => (
            <span key={id}>
              {i === 0 ? '' : ', '}
              <PageLink href={linkOf({ kind: 'node', id })} className="text-accent hover:underline">
                {label(id)}
              </PageLink>
            </span>
          ))}
          .
        </p>
      )}
      <ul className="mb-4 border-line border-b">
        {edges.map((edge) => (
          <li key={edge.id} className="border-line border-t">
            <PageLink
              href={linkOf({ kind: 'edge', id: edge.id })}
              className="tabular flex min-h-8 flex-wrap items-center gap-x-4 px-2 py-1 hover:bg-hover"
            >
              <Status status={edge.health.status} />
              <span className="min-w-0 flex-1 truncate font-medium">
                {`${label(edge.source)} → ${label(edge.target)}`}
              </span>
              <span className="text-muted">{edge.protocol.toUpperCase()}</span>
              <span className="w-36 text-right">
                {edge.protocol === 'tcp' ? '' : formatRate(edge.reports[edge.shown]?.rate ?? null)}
              </span>
              <span className="w-40 text-right">
                {`${formatErrorShare(edge.health.failed, edge.health.total)} fail`}
              </span>
            </PageLink>
          </li>
        ))}
      </ul>
      {total > edges.length ? (
        <p className="mb-4 text-muted">{`${total - edges.length} more: further labels would tell them apart.`}</p>
      ) : null}
      <LabelsUsed data={data} labels={labels} />
    </div>
  );
}

function Status({ status }: { status: Health['status'] }) {
  const { glyph, word, look } = looks[status];
  return (
    <span className={`w-24 shrink-0 ${look}`}>
      <span aria-hidden>{glyph}</span> {word}
    </span>
  );
}
