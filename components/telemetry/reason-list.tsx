'use client';
import {
  ArrowRight,
  CircleCheck,
  CircleDashed,
  CircleDot,
  Clock,
  type LucideIcon,
  Target,
} from 'lucide-react';
import Link from 'next/link';
import { useKeptView } from '#components/data/use-kept-view.ts';
import { useServicesShown } from '#components/data/use-services-shown.ts';
import { nodeLabel } from '#components/graph/scene/node-name.ts';
import { Notice } from '#components/ui/notice.tsx';
import { Prose } from '#components/ui/prose.tsx';
import type { WhyNoEdgeResponse } from '#lib/api/graph-contract.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import { formatClock } from '#lib/format/clock.ts';
import { formatSpan } from '#lib/format/duration.ts';
import { plural } from '#lib/format/ellipsis.ts';
import type { GraphNode } from '#lib/graph/model.ts';
import { nameOf } from '#lib/graph/why-no-edge/situation.ts';
import { reasonText } from '#lib/graph/why-no-edge.ts';
import { type Selection, selectionCodec } from '#lib/url/graph-codec.ts';
import { pagePaths } from '#lib/url/paths.ts';

type Reason = WhyNoEdgeResponse['reasons'][number];
type Evidence = Reason['evidence'][number];

const certainties: Readonly<
  Record<Reason['certainty'], { word: string; says: string; icon: LucideIcon; look: string }>
> = {
  certain: { word: 'Certain', says: 'it keeps the edge away', icon: Target, look: 'text-fail' },
  likely: { word: 'Likely', says: 'it would keep the edge away', icon: CircleDot, look: 'text-warn' },
  possible: { word: 'Possible', says: 'it could keep the edge away', icon: CircleDashed, look: 'text-muted' },
};

interface ReasonListProps {
  readonly answer: WhyNoEdgeResponse;
  /** Why the newest answer could not be had; what is shown is then the one before. */
  readonly failing: string | null;
}

/** The answer: the edge that is there, or the reasons in the order of how well they explain it. */
export function ReasonList({ answer, failing }: ReasonListProps) {
  const { from, to, edges, reasons, at, window } = answer;
  return (
    <div className="space-y-3">
      {failing === null ? null : (
        <Notice icon={Clock} tone="warn">
          The newest answer could not be had: {failing} The one of {formatClock(at)} is shown.
        </Notice>
      )}
      <p className="tabular text-muted">
        <span className="font-medium text-text">{nameOf(from)}</span>
        <ArrowRight size={14} className="mx-1.5 inline align-[-2px]" aria-label="to" />
        <span className="font-medium text-text">{nameOf(to)}</span>
        {`, ${formatSpan(window)} to ${formatClock(at)}`}
      </p>
      {edges.length > 0 ? <ThereIs answer={answer} /> : null}
      {reasons.length > 0 ? (
        <>
          <h3 className="font-semibold">
            {`There is no edge: ${plural(reasons.length, 'reason')}${reasons.length > 1 ? ', the surest first' : ''}`}
          </h3>
          <ol className="rounded-md border border-line bg-surface">
            {reasons.map((reason, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: one code can come twice, the order is the answer's
              <li key={`${reason.code} ${place}`} className="border-line border-t px-4 py-3 first:border-t-0">
                <ReasonRow reason={reason} answer={answer} />
              </li>
            ))}
          </ol>
        </>
      ) : null}
    </div>
  );
}

function ThereIs({ answer }: { answer: WhyNoEdgeResponse }) {
  const { edges, from, to } = answer;
  return (
    <Notice icon={CircleCheck} tone="info">
      <p className="font-medium">
        {edges.length === 1 ? 'There is an edge.' : `There are ${edges.length} edges.`}
      </p>
      <ul>
        {edges.map((id) => (
          <li key={id}>
            <OnGraph selection={{ kind: 'edge', id }} className="underline">
              {`Show ${nodeLabel(from)} → ${nodeLabel(to)}${protocolOf(answer, id)} on the graph`}
            </OnGraph>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

const protocolOf = ({ mentioned }: WhyNoEdgeResponse, id: EdgeId): string => {
  const edge = mentioned.edges.find((each) => each.id === id);
  return edge ? ` (${edge.protocol})` : '';
};

function ReasonRow({ reason, answer }: { reason: Reason; answer: WhyNoEdgeResponse }) {
  const { title, cause, cure } = reasonText(reason);
  const { word, says, icon: Icon, look } = certainties[reason.certainty];
  return (
    <div className="grid grid-cols-[88px_minmax(0,1fr)] gap-x-4">
      <span className={`flex items-center gap-1.5 self-start font-medium ${look}`} title={says}>
        <Icon size={14} strokeWidth={2} aria-hidden />
        {word}
      </span>
      <div className="max-w-180 space-y-1.5">
        <h4 className="font-semibold">{title}</h4>
        <p className="break-words">
          <Prose text={cause} />
        </p>
        {reason.evidence.length > 0 ? (
          <ul aria-label="Evidence" className="space-y-1 border-line-strong border-l-2 pl-3 text-muted">
            {reason.evidence.map((evidence, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: evidence has no other identity than its place
              <li key={`${evidence.text} ${place}`} className="break-words">
                <EvidenceLine evidence={evidence} answer={answer} />
              </li>
            ))}
          </ul>
        ) : null}
        <p className="break-words">
          <span className="font-medium">What to do: </span>
          <Prose text={cure} />
        </p>
      </div>
    </div>
  );
}

/** As many links as can be read in one line. */
const mostLinks = 6;

function EvidenceLine({ evidence, answer }: { evidence: Evidence; answer: WhyNoEdgeResponse }) {
  const { text, object, path } = evidence;
  const links = linksOf(evidence, answer);
  return (
    <>
      {text}
      {object ? (
        <>
          {' · '}
          <Link href={pagePaths.object(object)} className="text-accent hover:underline">
            {`${object.kind} ${object.namespace ? `${object.namespace}/` : ''}${object.name}`}
          </Link>
        </>
      ) : null}
      {path ? <code className="ml-1.5 break-all font-mono text-xs">{path}</code> : null}
      {links.slice(0, mostLinks).map(({ selection, label }) => (
        <span key={selection.id}>
          {' · '}
          <OnGraph selection={selection} className="text-accent hover:underline" everywhere>
            {label}
          </OnGraph>
        </span>
      ))}
      {links.length > mostLinks ? ` and ${links.length - mostLinks} more` : ''}
    </>
  );
}

interface GraphLink {
  readonly selection: Selection;
  readonly label: string;
}

/** Edges and nodes that the evidence points at and the graph draws. */
function linksOf({ edges, nodes }: Evidence, { mentioned }: WhyNoEdgeResponse): readonly GraphLink[] {
  const byId = new Map<string, GraphNode>(mentioned.nodes.map((node) => [node.id, node]));
  const label = (id: string) => {
    const node = byId.get(id);
    return node ? nodeLabel(node) : 'another node';
  };
  const ofEdges = mentioned.edges
    .filter(({ id }) => edges?.includes(id))
    .map(
      ({ id, source, target }): GraphLink => ({
        selection: { kind: 'edge', id },
        label: `${label(source)} → ${label(target)}`,
      }),
    );
  const ofNodes = (nodes ?? []).filter((id) => byId.has(id));
  return [
    ...ofEdges,
    ...ofNodes.map((id): GraphLink => ({ selection: { kind: 'node', id }, label: label(id) })),
  ];
}

interface OnGraphProps {
  readonly selection: Selection;
  readonly className: string;
  /** Drops the chosen namespaces, which may be what hides it. */
  readonly everywhere?: boolean;
  readonly children: string;
}

/** A link to an element on the graph, at the time of this page. */
function OnGraph({ selection, className, everywhere = false, children }: OnGraphProps) {
  const { ns, ...time } = useKeptView();
  const [services] = useServicesShown();
  const href = pagePaths.graph({
    sel: selectionCodec.serialize(selection),
    ...time,
    ...(everywhere || ns === undefined ? {} : { ns }),
    ...(services ? { services: '1' } : {}),
  });
  return (
    <Link href={href} className={className}>
      {children}
    </Link>
  );
}
