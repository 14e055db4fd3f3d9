'use client';
import { ExternalLink, EyeOff } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Loaded } from '#components/data/loaded.tsx';
import { useTrace } from '#components/data/use-trace.ts';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { TraceResponse } from '#lib/api/traces-contract.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { formatLatency } from '#lib/format/duration.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { visible } from '#lib/format/visible.ts';
import { summarise } from '#lib/traces/summarise.ts';
import { readTrace, type TraceReading } from './read-trace.ts';
import { SpanDetails } from './span-details.tsx';
import { Waterfall } from './waterfall.tsx';

interface TracePanelProps {
  readonly id: string;
  readonly time: TimeSelection;
  /** The edge whose spans are marked; null for none. */
  readonly edge: EdgeId | null;
}

/** One trace: what it was in a sentence, its waterfall, and what is known of the span that is looked at. */
export function TracePanel({ id, time, edge }: TracePanelProps) {
  return (
    <Loaded of={useTrace(id, time)} waiting="Reading the trace" failed="The trace cannot be had">
      {(data) => <Opened data={data} edge={edge} />}
    </Loaded>
  );
}

function Opened({ data, edge }: { data: TraceResponse; edge: EdgeId | null }) {
  const reading = useMemo(() => readTrace(data.spans, edge), [data, edge]);
  const [at, setAt] = useState(reading.origin ?? reading.tree.roots[0] ?? null);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <Head data={data} reading={reading} edge={edge} />
      <Waterfall reading={reading} at={at} onAt={setAt} />
      {at === null ? null : <SpanDetails at={at} reading={reading} />}
    </div>
  );
}

interface HeadProps {
  readonly data: TraceResponse;
  readonly reading: TraceReading;
  readonly edge: EdgeId | null;
}

function Head({ data: { id, link, unread, spans }, reading, edge }: HeadProps) {
  const { tree } = reading;
  const { duration, services, origin } = useMemo(() => summarise(tree), [tree]);
  const covered = spans.filter((span) => span.covered).length;
  const orphans = tree.roots.filter(({ loose }) => loose === 'orphan').length;
  const left = [
    ...(unread > 0 ? [`${plural(unread, 'span')} came in a form that cannot be read`] : []),
    ...(orphans > 0
      ? [
          `the trace is partial, the ${orphans === 1 ? 'caller of a span is' : `callers of ${orphans} spans are`} not in it`,
        ]
      : []),
    ...(tree.twice > 0 ? [`${plural(tree.twice, 'span')} came twice`] : []),
  ];
  return (
    <div className="shrink-0 space-y-1 px-4 py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="tabular min-w-0">
          {`${formatLatency(duration)} · ${plural(spans.length, 'span')} · ${plural(services.length, 'service')}`}
        </p>
        <code className="min-w-0 truncate text-muted">{id}</code>
        <CopyButton compact label="Copy trace id" text={() => id} />
        {link === null ? null : (
          <a
            href={link}
            target="_blank"
            rel="noreferrer"
            className="inline-flex items-center gap-1 text-accent hover:underline"
          >
            <ExternalLink size={13} aria-hidden /> Open outside
          </a>
        )}
        <Legend edge={edge} />
      </div>
      {origin === null ? null : (
        <p className="wrap-anywhere text-fail">{visible(`Failed first where ${origin}.`)}</p>
      )}
      {left.length > 0 ? <p className="text-warn">{capitalized(`${left.join('; ')}.`)}</p> : null}
      {covered > 0 ? (
        <Notice icon={EyeOff}>
          {`${plural(covered, 'span')} of namespaces that you may not read: that they were there, how long and how they ended is all that is shown.`}
        </Notice>
      ) : null}
    </div>
  );
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What the marks of the waterfall mean. */
function Legend({ edge }: { edge: EdgeId | null }) {
  return (
    <p className="ml-auto flex flex-wrap items-center gap-x-3 text-muted text-xs">
      {edge === null ? null : (
        <span className="flex items-center gap-1.5">
          <span className="h-3 w-0.75 bg-accent" /> on this edge
        </span>
      )}
      <span className="flex items-center gap-1.5">
        <span className="h-0.5 w-4 bg-text" /> the end waited for it
      </span>
    </p>
  );
}
