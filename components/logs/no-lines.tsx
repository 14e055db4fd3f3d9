import { ListFilter, ScrollText } from 'lucide-react';
import { Blank } from '#components/ui/blank.tsx';
import { Button } from '#components/ui/button.tsx';
import type { LogsResponse } from '#lib/api/logs-contract.ts';
import { formatSpan } from '#lib/format/duration.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { logReach } from '#lib/logs/log-reach.ts';
import { useLogsParams } from './logs-params.ts';

/** Why there is no line: because of what is asked for, or because nothing was logged. */
export function NoLines({ data }: { data: LogsResponse }) {
  const { params, change } = useLogsParams();
  const { pods, lines, others, window } = data;
  const read = pods.filter((pod) => pod.read !== null);
  const reach = logReach(pods);
  const isWhole = reach.older.length === 0 && reach.later.length === 0;
  if (lines.length > 0 || params.errors)
    return (
      <Blank
        icon={ListFilter}
        title={
          params.errors && lines.length === 0
            ? `No request failed in these logs${isWhole ? '' : ', as far as they were looked through'}`
            : 'No line is like this'
        }
        action={
          <Button look="outline" onClick={() => change({ q: '', errors: false, access: false })}>
            Clear the filters
          </Button>
        }
      >
        <p>{`${plural(lines.length + others, 'line')} of the window ${lines.length + others === 1 ? 'is' : 'are'} left out.`}</p>
      </Blank>
    );
  return (
    <Blank icon={ScrollText} title={read.length === 0 ? 'No log was read' : 'Nothing was logged about this'}>
      <p>
        {read.length === 0
          ? 'What stands above says why.'
          : params.previous
            ? 'The containers that ran before left no line about it.'
            : isWhole
              ? `The logs of ${plural(read.length, 'pod')} hold no line about it from these ${formatSpan(window)}. A longer window may have some.`
              : `The logs of ${plural(read.length, 'pod')} hold no line about it as far as they were looked through. What stands above leads further.`}
      </p>
    </Blank>
  );
}
