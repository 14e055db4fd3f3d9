import { Copy, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useShownGraph } from '#components/data/use-graph-asked.ts';
import { useKeptView } from '#components/data/use-kept-view.ts';
import { hasPods } from '#components/inspector/has-pods.ts';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import type { LogLine, LogsResponse, PodLog } from '#lib/api/logs-contract.ts';
import { explainFlags } from '#lib/diagnosis/response-flags.ts';
import { formatUtc } from '#lib/format/clock.ts';
import { formatLatency } from '#lib/format/duration.ts';
import { formatCount } from '#lib/format/number.ts';
import type { AccessFields } from '#lib/logs/access-fields.ts';
import { explainDetails } from '#lib/logs/explain-details.ts';
import { oncallPages } from '#lib/url/oncall-paths.ts';
import { logTime } from './log-time.ts';
import { useLogsParams } from './logs-params.ts';

interface LogDetailsProps {
  readonly line: LogLine;
  readonly data: LogsResponse;
  readonly onOpen: (line: LogLine) => void;
  readonly onClose: () => void;
}

/** One line: what it means, all its fields, the same request at other proxies, and the line itself. */
export function LogDetails({ line, data, onOpen, onClose }: LogDetailsProps) {
  const { access, raw, cutOf, at } = line;
  const pod = data.pods[line.pod];
  return (
    <section
      aria-label="The line"
      className="max-h-[44%] shrink-0 overflow-y-auto border-line-strong border-t bg-surface px-4 py-2"
    >
      <div className="flex items-center gap-2">
        <h2 className="min-w-0 flex-1 truncate font-semibold">
          {pod?.pod}{' '}
          <span className="tabular font-normal text-muted">{at === null ? '' : formatUtc(at / 1000)}</span>
        </h2>
        <PodLinks pod={pod} data={data} />
        <CopyButton compact icon={Copy} label="Copy the line" text={() => raw} />
        <IconButton icon={X} label="Close" onClick={onClose} />
      </div>
      {access === null ? null : (
        <>
          <Meaning access={access} />
          <Fields access={access} />
          <SameRequest line={line} data={data} onOpen={onOpen} />
        </>
      )}
      <pre className="wrap-anywhere mt-2 whitespace-pre-wrap rounded-md bg-sunken p-2 font-mono text-xs">
        {raw}
      </pre>
      {cutOf === null ? null : (
        <p className="mt-1 text-muted text-xs">{`The line is ${formatCount(cutOf)} bytes long: its start is shown.`}</p>
      )}
    </section>
  );
}

/** To its pod alone, and to what the pod's proxy says itself. */
function PodLinks({ pod, data }: { pod: PodLog | undefined; data: LogsResponse }) {
  const { params, change } = useLogsParams();
  const kept = useKeptView();
  const shown = useShownGraph();
  const end = data.ends.find(({ side }) => side === pod?.side);
  if (pod === undefined || end === undefined) return null;
  return (
    <>
      {params.pod === pod.pod ? null : (
        <Button onClick={() => change({ pod: pod.pod })}>This pod alone</Button>
      )}
      {hasPods(end.node) ? (
        <PageLink
          href={oncallPages.proxy(end.node.id, kept, shown, { pod: pod.pod })}
          className="shrink-0 px-1 text-accent hover:underline"
        >
          Its proxy
        </PageLink>
      ) : null}
    </>
  );
}

function Meaning({ access }: { access: AccessFields }) {
  const { flags, details } = access;
  const said = [explainFlags(flags), details === null || flags.length > 0 ? '' : explainDetails(details)];
  const text = said.filter((each) => each !== '').join(' ');
  return text === '' ? null : <p className="mb-2">{text}</p>;
}

const bytes = (value: number | null): string | null => (value === null ? null : `${formatCount(value)} B`);
const milliseconds = (value: number | null): string | null => (value === null ? null : formatLatency(value));

function Fields({ access }: { access: AccessFields }) {
  const fields: readonly (readonly [string, string | null])[] = [
    [
      'Request',
      access.method === null ? null : `${access.method} ${access.path ?? ''} ${access.protocol ?? ''}`,
    ],
    ['Authority', access.authority],
    ['Response code', access.code === null ? null : String(access.code)],
    ['Flags', access.flags.length === 0 ? null : access.flags.join(', ')],
    ['Response details', access.details],
    ['Termination', access.termination],
    ['Transport failure', access.transportFailure],
    ['Took', milliseconds(access.duration)],
    ['Upstream took', milliseconds(access.upstreamTime)],
    ['Received', bytes(access.bytesReceived)],
    ['Sent', bytes(access.bytesSent)],
    ['Upstream host', access.upstreamHost],
    ['Upstream cluster', access.upstreamCluster],
    ['Route', access.route],
    ['Server name', access.serverName],
    ['Downstream remote', access.downstreamRemote],
    ['Downstream local', access.downstreamLocal],
    ['Upstream local', access.upstreamLocal],
    ['Forwarded for', access.forwardedFor],
    ['User agent', access.userAgent],
    ['Request id', access.requestId],
  ];
  const absent = fields.flatMap(([name, value]) => (value === null ? [name.toLowerCase()] : []));
  return (
    <>
      <dl className="grid grid-cols-[repeat(auto-fill,minmax(300px,1fr))] gap-x-6 gap-y-0.5">
        {fields.map(([name, value]) =>
          value === null ? null : (
            <Field key={name} name={name}>
              {value}
            </Field>
          ),
        )}
      </dl>
      {absent.length === 0 ? null : (
        <p className="mt-1 text-faint text-xs">{`Not in this line: ${absent.join(', ')}`}</p>
      )}
    </>
  );
}

function Field({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-2">
      <dt className="w-32 shrink-0 text-muted">{name}</dt>
      <dd className="wrap-anywhere min-w-0 font-mono text-xs leading-5 [font-variant-ligatures:none]">
        {children}
      </dd>
    </div>
  );
}

/** The same request as other proxies saw it, by its id. */
function SameRequest({ line, data, onOpen }: Pick<LogDetailsProps, 'line' | 'data' | 'onOpen'>) {
  const id = line.access?.requestId ?? null;
  const same = id === null ? [] : data.lines.filter((each) => each !== line && each.access?.requestId === id);
  if (same.length === 0) return null;
  return (
    <div className="mt-2">
      <h3 className="text-muted text-xs">The same request at other proxies</h3>
      <ul>
        {same.map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own, and never change
          <li key={index}>
            <button
              type="button"
              className="tabular text-accent hover:underline"
              onClick={() => onOpen(each)}
            >
              {`${each.at === null ? '' : logTime(each.at)} ${data.pods[each.pod]?.pod ?? ''}: ${each.access?.code ?? ''} ${each.access?.flags.join(',') ?? ''}`}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
