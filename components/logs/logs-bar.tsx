import { Radio, RotateCw, Terminal } from 'lucide-react';
import { useTime } from '#components/data/url-state.ts';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { SelectField } from '#components/ui/select-field.tsx';
import type { LogLine, LogsResponse } from '#lib/api/logs-contract.ts';
import { middleEllipsis, plural } from '#lib/format/ellipsis.ts';
import { formatCount } from '#lib/format/number.ts';
import { logsCommand } from '#lib/logs/logs-command.ts';
import { useLogsParams } from './logs-params.ts';

interface LogsBarProps {
  readonly data: LogsResponse;
  /** Those that are shown. */
  readonly lines: readonly LogLine[];
  readonly busy: boolean;
  readonly onRefresh: () => void;
}

/** What is asked for, how much of it there is, and what can be taken along. */
export function LogsBar({ data, lines, busy, onRefresh }: LogsBarProps) {
  const { params, change } = useLogsParams();
  const { selection } = useTime();
  return (
    <FilterBar label="Filter lines" words={params.q} onWords={(q) => change({ q })}>
      <Button aria-pressed={params.errors} onClick={() => change({ errors: !params.errors })}>
        Errors only
      </Button>
      <Button aria-pressed={params.access} onClick={() => change({ access: !params.access })}>
        Requests only
      </Button>
      <Button aria-pressed={params.previous} onClick={() => change({ previous: !params.previous })}>
        Previous container
      </Button>
      <PodChoice data={data} />
      <div className="ml-auto flex items-center gap-1">
        <span className="tabular pr-1 text-muted" role="status">
          {countText(data, lines.length, params.errors)}
        </span>
        {selection.at === null && !params.previous ? (
          <Button aria-pressed={params.follow} onClick={() => change({ follow: !params.follow })}>
            <Radio size={14} strokeWidth={1.75} aria-hidden /> Follow
          </Button>
        ) : null}
        <IconButton icon={RotateCw} label="Read again" onClick={onRefresh} disabled={busy} />
        <CopyButton compact label="Copy the lines shown" text={() => rawOf(lines)} />
        <CopyButton
          compact
          icon={Terminal}
          label="Copy the kubectl commands"
          text={() => logsCommand(data.pods, { window: data.window, at: selection.at }, params)}
        />
      </div>
    </FilterBar>
  );
}

/** Names are cut in their middle: their end tells pods apart. */
const longestName = 28;

/** One pod of those that could be read; nothing where there is no choice. */
function PodChoice({ data }: { data: LogsResponse }) {
  const { params, change } = useLogsParams();
  const names = data.ends.flatMap((end) => end.names);
  if (names.length < 2) return null;
  const left = data.ends.reduce((sum, { leftOut }) => sum + leftOut, 0);
  const some = params.pod === null && left > 0;
  const named = params.pod === null || names.includes(params.pod) ? names : [params.pod, ...names];
  const options = [
    { value: '', text: some ? `${names.length - left} of ${names.length}` : 'all' },
    ...named.map((name) => ({ value: name, text: middleEllipsis(name, longestName) })),
  ];
  return (
    <SelectField
      label="Pod"
      value={params.pod ?? ''}
      options={options}
      onChange={(name) => change({ pod: name === '' ? null : name })}
    />
  );
}

/** In the order in which they were written. */
const rawOf = (lines: readonly LogLine[]): string =>
  lines
    .toReversed()
    .map(({ raw }) => raw)
    .join('\n');

function countText({ lines, more, others, pods }: LogsResponse, shown: number, errors: boolean): string {
  const all = lines.length + more;
  const of = shown === all ? plural(shown, 'line') : `${formatCount(shown)} of ${plural(all, 'line')}`;
  if (others === 0) return of;
  const ofEdge = pods.every(({ side }) => side !== 'own');
  return `${of}, ${formatCount(others)} ${errors || !ofEdge ? 'left out' : 'of other edges'}`;
}
