import { useKeptView } from '#components/data/use-kept-view.ts';
import { nodeLabel } from '#components/graph/scene/node-name.ts';
import { DeeperNav } from '#components/inspector/deeper-nav.tsx';
import type { LogsResponse } from '#lib/api/logs-contract.ts';
import { formatClock, formatMoment } from '#lib/format/clock.ts';
import { formatSpan } from '#lib/format/duration.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { firstLine } from '#lib/logs/log-reach.ts';
import type { Selection } from '#lib/url/graph-codec.ts';
import { useLogsParams } from './logs-params.ts';

/** Whose logs they are, and of which time. */
export function LogsHead({ of, data }: { of: Selection; data: LogsResponse }) {
  const kept = useKeptView();
  const { params } = useLogsParams();
  const { ends, pods, at, window } = data;
  const first = params.previous ? null : firstLine(pods, { at, window });
  const since = first === null ? '' : `, first line ${formatClock(first / 1000)}`;
  const when = params.previous
    ? 'of the containers that ran before'
    : kept.at === undefined
      ? `of the last ${formatSpan(window)}`
      : `of ${formatSpan(window)} up to ${formatMoment(at)}`;
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 px-4 pt-3">
      <h1 className="font-semibold text-base">{`Logs of ${ends.map(({ node }) => nodeLabel(node)).join(' → ')}`}</h1>
      <p className="text-muted">{`${when}, ${plural(pods.length, 'pod')}${since}`}</p>
      <DeeperNav of={of} ends={ends.map(({ node }) => node)} here="logs" />
    </div>
  );
}
