import { CircleSlash, Hourglass, ShieldCheck } from 'lucide-react';
import { Blank } from '#components/ui/blank.tsx';
import type { IncidentsResponse } from '#lib/api/incidents-contract.ts';
import { formatSpan } from '#lib/format/duration.ts';
import { plural } from '#lib/format/ellipsis.ts';

interface NothingWrongProps {
  readonly data: Pick<IncidentsResponse, 'edges' | 'window'>;
  /** Whether some are put off. */
  readonly snoozed: boolean;
  /** Whether namespaces are chosen. */
  readonly chosen: boolean;
  /** Whether this is not of now. */
  readonly old: boolean;
}

/** In place of a list: that all is well is said only where it was looked at. */
export function NothingWrong({ data: { edges, window }, snoozed, chosen, old }: NothingWrongProps) {
  const span = formatSpan(window);
  const declared = 'What is only declared wrong stands under Findings.';
  if (edges === 0 && !snoozed)
    return (
      <Blank icon={CircleSlash} title="There is no traffic to look at">
        <p>{`No proxy reported a request in ${span}: whether any fail is not known. ${declared}`}</p>
        <p>
          If there should be some: does Prometheus scrape the proxies? Its chip shows each query and what it
          found.
        </p>
      </Blank>
    );
  const where = chosen ? ' in these namespaces' : '';
  const seen = `${plural(edges, 'edge')} looked at, over ${span}.`;
  if (old)
    return (
      <Blank icon={Hourglass} title={`Nothing${snoozed ? ' else' : ''} was wrong that showed${where}`}>
        <p>{`${seen} Whether that still holds is not known.`}</p>
      </Blank>
    );
  return (
    <Blank icon={ShieldCheck} title={`Nothing${snoozed ? ' else' : ''} is wrong that shows${where}`}>
      <p>{`${seen} ${declared}`}</p>
    </Blank>
  );
}
