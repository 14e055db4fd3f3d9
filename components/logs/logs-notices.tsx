import { CircleAlert, CircleHelp, Info, Lock } from 'lucide-react';
import { nodeLabel } from '#components/graph/scene/node-name.ts';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { LogsResponse, PodLog } from '#lib/api/logs-contract.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { LoggingNotice } from './logging-notice.tsx';
import { useLogsParams } from './logs-params.ts';
import { podsCounted } from './pods-counted.ts';
import { ReachNotice } from './reach-notice.tsx';
import { RestartNotice } from './restart-notice.tsx';
import { SkewNotice } from './skew-notice.tsx';

/** What is missing of the logs, and why: each reason once. */
export function LogsNotices({ data }: { data: LogsResponse }) {
  const { params, change } = useLogsParams();
  const { ends, pods } = data;
  const only = params.pod;
  const failures = [...Map.groupBy(pods.filter(isFailed), ({ failure }) => failure.message)];
  const cut = [...Map.groupBy(pods.filter(isCut), ({ read }) => read.cut.reason)];
  const left = only === null ? ends.filter(({ leftOut }) => leftOut > 0) : [];
  const without = ends.filter((end) => end.without !== null);
  return (
    <div className="mx-4 space-y-2 pb-2 empty:hidden">
      {ends.map((end) => (
        <LoggingNotice key={end.side} end={end} />
      ))}
      <ReachNotice data={data} />
      <SkewNotice data={data} />
      <RestartNotice pods={pods} />
      {only === null || ends.some(({ names }) => names.includes(only)) ? null : (
        <Notice icon={CircleHelp} tone="warn">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <p className="wrap-anywhere min-w-60 flex-1">{`There is no pod ${only} with a proxy here, or it is gone.`}</p>
            <Button look="outline" onClick={() => change({ pod: null })}>
              All pods
            </Button>
          </div>
        </Notice>
      )}
      {failures.map(([message, of]) => (
        <Notice key={message} {...lookOf(of[0]?.failure.code)}>
          {`${capital(podsText(of, pods))}: ${message} ${of[0]?.failure.cure ?? ''}`}
        </Notice>
      ))}
      {cut.map(([reason, of]) => (
        <Notice
          key={reason}
          icon={CircleAlert}
          tone="warn"
        >{`${capital(podsText(of, pods))}: ${reason}`}</Notice>
      ))}
      {without.length === 0 && left.length === 0 ? null : (
        <Notice icon={Info}>
          {without.map(({ side, node, without: why }) => (
            <p key={side}>{`No log of ${nodeLabel(node)} is read. ${why}`}</p>
          ))}
          {left.map(({ side, node, leftOut }) => (
            <p key={side}>
              {`${plural(leftOut, 'more pod')} of ${nodeLabel(node)} ${leftOut === 1 ? 'is' : 'are'} not read: those that are not ready or were restarted come first. Choose one under Pod.`}
            </p>
          ))}
        </Notice>
      )}
    </div>
  );
}

/** A container that has no such log is no trouble. */
const lookOf = (code: string | undefined) =>
  code === 'invalid'
    ? ({ icon: Info, tone: 'quiet' } as const)
    : ({ icon: code === 'forbidden' ? Lock : CircleAlert, tone: 'warn' } as const);

type Failed = PodLog & { readonly failure: NonNullable<PodLog['failure']> };
type Cut = PodLog & { readonly read: { readonly cut: { readonly reason: string } } };

const isFailed = (pod: PodLog): pod is Failed => pod.failure !== null;
/** What is too long is told with how far it reaches. */
const isCut = (pod: PodLog): pod is Cut =>
  pod.read !== null && pod.read.cut !== null && pod.read.cut.by !== 'bytes';

/** Of a count, which begins the sentence; names stay as they are. */
const capital = (text: string): string => text.replace(/^all /, 'All ');

/** Few pods are named, many are counted. */
const podsText = (of: readonly PodLog[], all: readonly PodLog[]): string =>
  of.length <= 2 ? of.map(({ pod }) => pod).join(', ') : podsCounted(of.length, all.length);
