import { ScrollText, Workflow } from 'lucide-react';
import type { ReactNode } from 'react';
import { useKeptView } from '#components/data/use-kept-view.ts';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { formatMoment } from '#lib/format/clock.ts';
import { formatLatency } from '#lib/format/duration.ts';
import { flagMeaning } from '#lib/format/response-flag.ts';
import { visible } from '#lib/format/visible.ts';
import { proxyFacts } from '#lib/traces/envoy-tags.ts';
import { ownTime } from '#lib/traces/own-time.ts';
import type { SeenSpan } from '#lib/traces/seen-trace.ts';
import type { TreeSpan } from '#lib/traces/span-tree.ts';
import { type Span, tagOf } from '#lib/traces/trace.ts';
import { originText, outcomeText } from '#lib/traces/trace-text.ts';
import { meshGraph } from '#lib/url/asked-graph.ts';
import { selectionCodec } from '#lib/url/graph-codec.ts';
import { oncallPages } from '#lib/url/oncall-paths.ts';
import { pagePaths } from '#lib/url/paths.ts';
import type { TraceReading } from './read-trace.ts';

const looseText = {
  orphan:
    'The span that it names as its caller is not in the trace: it was not sampled, or did not come yet.',
  cycle: 'It names itself, or one that it called, as its caller: the circle is cut here.',
};

/** All that is known of one span. */
export function SpanDetails({ at, reading }: { at: TreeSpan; reading: TraceReading }) {
  const seen = reading.seen(at);
  const { span } = at;
  const outcome = outcomeText(span);
  const copied = () => JSON.stringify(span, null, 2);
  return (
    <section
      aria-label="Span"
      className="max-h-[42%] shrink-0 overflow-y-auto border-line border-t bg-surface px-4 py-2"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="wrap-anywhere min-w-0 font-semibold">
          {seen?.covered ? 'A span that you may not see' : visible(`${span.service} ${span.operation}`)}
        </h2>
        <WaysFrom seen={seen} span={seen?.covered ? null : span} />
        {seen?.covered ? null : <CopyButton compact label="Copy span as JSON" text={copied} />}
      </div>
      <p className="tabular text-muted">
        {[
          formatMoment(span.start / 1000),
          `${formatLatency(span.duration)}, ${formatLatency(ownTime(at))} of it its own`,
          span.kind,
          ...(outcome === '' ? [] : [outcome]),
          ...(reading.critical.has(at) ? ['the end waited for it'] : []),
        ].join(' · ')}
      </p>
      {reading.origin === at ? (
        <p className="wrap-anywhere text-fail">
          {visible(`The trace failed here first: ${originText(at)}.`)}
        </p>
      ) : null}
      <Remarks at={at} />
      <Tags span={span} />
    </section>
  );
}

/** Places of spans are those of the graph of the mesh. */
const wholeMesh = { asked: meshGraph, namespaces: [], services: false };

function WaysFrom({ seen, span }: { seen: SeenSpan | null; span: Span | null }) {
  const kept = useKeptView();
  const selection =
    seen?.edge != null
      ? ({ kind: 'edge', id: seen.edge } as const)
      : seen?.node != null
        ? ({ kind: 'node', id: seen.node } as const)
        : null;
  if (selection === null) return null;
  const request = span === null ? null : tagOf(span, 'guid:x-request-id');
  return (
    <>
      <PageLink
        href={pagePaths.graph({ ...kept, sel: selectionCodec.serialize(selection) })}
        className="inline-flex shrink-0 items-center gap-1 text-accent hover:underline"
      >
        <Workflow size={13} aria-hidden /> {`Show ${selection.kind} on graph`}
      </PageLink>
      {request === null ? null : (
        <PageLink
          href={oncallPages.logs(selection, kept, wholeMesh, { q: request })}
          className="inline-flex shrink-0 items-center gap-1 text-accent hover:underline"
        >
          <ScrollText size={13} aria-hidden /> Its log lines
        </PageLink>
      )}
    </>
  );
}

function Remarks({ at }: { at: TreeSpan }) {
  const { flags } = proxyFacts(at.span);
  const remarks: readonly ReactNode[] = [
    ...flags.map((flag) => `${flag}: ${flagMeaning(flag) || 'a flag that Weft does not know'}.`),
    ...(at.span.message === '' ? [] : [visible(at.span.message)]),
    ...(at.moved === 0
      ? []
      : [
          `Its clock runs otherwise: it is drawn ${formatLatency(Math.abs(at.moved))} ${at.moved > 0 ? 'later' : 'earlier'} than it says.`,
        ]),
    ...(at.loose === null ? [] : [looseText[at.loose]]),
  ];
  return remarks.map((remark) => (
    <p key={String(remark)} className="wrap-anywhere text-muted">
      {remark}
    </p>
  ));
}

function Tags({ span }: { span: TreeSpan['span'] }) {
  if (span.tags.length === 0) return null;
  return (
    <table className="mt-2 w-full">
      <thead className="sr-only">
        <tr>
          <th>Tag</th>
          <th>Value</th>
        </tr>
      </thead>
      <tbody className="font-mono text-xs">
        {span.tags.map(({ key, value }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a span may have a tag twice, and its tags never change
          <tr key={i} className="border-line border-t align-top">
            <td className="w-1/3 py-0.5 pr-3 text-muted">{visible(key)}</td>
            <td className="wrap-anywhere whitespace-pre-wrap py-0.5">{visible(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
