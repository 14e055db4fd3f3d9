'use client';
import { useQueryClient } from '@tanstack/react-query';
import { Clock, ListFilter, ShieldCheck } from 'lucide-react';
import { useMemo } from 'react';
import type { ApiError } from '#components/data/api-error.ts';
import { Loaded } from '#components/data/loaded.tsx';
import { useNamespaces, useTime } from '#components/data/url-state.ts';
import { useStatus } from '#components/data/use-api.ts';
import { useFindings } from '#components/data/use-findings.ts';
import { useNow } from '#components/data/use-now.ts';
import { Blank } from '#components/ui/blank.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { FindingsResponse } from '#lib/api/findings-contract.ts';
import { asEpochSeconds } from '#lib/core/branded.ts';
import { formatMoment } from '#lib/format/clock.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { sinceMoment } from '#lib/url/findings-codec.ts';
import { everyFinding, type FindingFilter, filterFindings } from '#lib/validation/list/filter-findings.ts';
import { groupByCause } from '#lib/validation/list/group-by-cause.ts';
import { CauseList } from './cause-list.tsx';
import { CausePanel } from './cause-panel.tsx';
import { type FindingParams, useFindingParams } from './finding-params.ts';
import { FindingsBar } from './findings-bar.tsx';
import { UnreadNotice } from './unread-notice.tsx';

/** What is wrong with the configuration, by cause: the worst first, with what to do about it. */
export function FindingsView() {
  const loaded = useFindings();
  const client = useQueryClient();
  return (
    <Loaded
      of={loaded}
      waiting={<Skeleton />}
      failed="The findings cannot be had"
      onRetry={() => void client.invalidateQueries({ queryKey: ['findings'] })}
    >
      {(response, { failing, fetchedAt }) => (
        <Listed response={response} failing={failing} fetchedAt={fetchedAt} />
      )}
    </Loaded>
  );
}

function Skeleton() {
  return (
    <div role="status" aria-label="Loading the findings" className="flex h-full flex-col gap-3 p-4">
      <div className="skeleton h-7 w-120" />
      <div className="flex min-h-0 flex-1 gap-4">
        <div className="flex-1 space-y-2">
          {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
            <div key={key} className="skeleton h-11" />
          ))}
        </div>
        <div className="skeleton w-104" />
      </div>
    </div>
  );
}

interface ListedProps {
  readonly response: FindingsResponse;
  readonly failing: ApiError | null;
  /** Browser time in milliseconds. */
  readonly fetchedAt: number;
}

/** The minute is enough to tell what is new: a list that is worked out every second would be for nothing. */
const minuteOf = (now: number): number => now - (now % 60);

function filterOf(params: FindingParams, namespaces: readonly string[], now: number): FindingFilter {
  const { level, kind, code, q, since, suppressed } = params;
  const moment = since === null ? null : asEpochSeconds(sinceMoment(since, now));
  return { namespaces, levels: level, kinds: kind, codes: code, text: q, since: moment, suppressed };
}

function Listed({ response, failing, fetchedAt }: ListedProps) {
  const { params, change, clear } = useFindingParams();
  const [namespaces] = useNamespaces();
  const { selection } = useTime();
  const minute = minuteOf(useNow());
  const filter = useMemo(() => filterOf(params, namespaces, minute), [params, namespaces, minute]);
  const groups = useMemo(
    () => groupByCause(filterFindings(response.findings, filter)),
    [response.findings, filter],
  );
  const chosen = groups.find(({ cause }) => cause.key === params.cause) ?? groups[0];
  return (
    <div className="flex h-full flex-col">
      <h1 className="sr-only">Findings</h1>
      <FindingsBar response={response} filter={filter} params={params} onChange={change} />
      {failing === null ? null : (
        <Notice icon={Clock} tone="warn" className="mx-4 mb-2">
          {`The newest request failed: ${failing.message} What follows was found at ${formatMoment(fetchedAt / 1000)}.`}
        </Notice>
      )}
      {selection.at === null ? null : (
        <Notice icon={Clock} className="mx-4 mb-2">
          Findings are those of the configuration as it is now, not at the moment that is looked at.
        </Notice>
      )}
      {response.unread.length > 0 ? <UnreadNotice unread={response.unread} /> : null}
      {chosen === undefined ? (
        <Nothing response={response} filter={filter} onClear={clear} />
      ) : (
        <div className="flex min-h-0 flex-1 border-line border-t">
          <CauseList groups={groups} chosen={chosen.cause.key} onChoose={(cause) => change({ cause })} />
          <CausePanel key={chosen.cause.key} group={chosen} />
        </div>
      )}
    </div>
  );
}

interface NothingProps {
  readonly response: FindingsResponse;
  readonly filter: FindingFilter;
  readonly onClear: () => void;
}

const isFiltered = ({ kinds, levels, codes, text, since }: FindingFilter): boolean =>
  text !== '' || since !== null || [kinds, levels, codes].some((list) => list.length > 0);

/** Nothing is listed: because of what is asked for, because nothing is wrong, or because not all can be seen. */
function Nothing({ response, filter, onClear }: NothingProps) {
  const { findings, unread } = response;
  const status = useStatus();
  // Who may read some namespaces only is told of these alone.
  const readable = status.state === 'ready' ? status.data.viewer.namespaces : null;
  const { namespaces } = filter;
  const active = findings.length - response.suppressed;
  const here = filterFindings(findings, { ...everyFinding, namespaces });
  const suppressed = here.filter((finding) => finding.suppressed !== undefined).length;
  if (active > 0 && isFiltered(filter))
    return (
      <Blank
        icon={ListFilter}
        title="No finding is like this"
        action={
          <Button look="outline" onClick={onClear}>
            Clear the filters
          </Button>
        }
      >
        <p>{`${plural(active, 'finding')} of all namespaces ${active === 1 ? 'is' : 'are'} left out.`}</p>
      </Blank>
    );
  const asked = namespaces.length === 0 ? (readable ?? []) : namespaces;
  const where = asked.length === 0 ? '' : ` in ${asked.join(', ')}`;
  const elsewhere =
    active === 0
      ? ''
      : ` ${plural(active, 'finding')} ${active === 1 ? 'is' : 'are'} about other namespaces.`;
  const quiet =
    suppressed === 0
      ? ''
      : ` ${plural(suppressed, 'finding')} ${suppressed === 1 ? 'is' : 'are'} suppressed.`;
  return unread.length === 0 ? (
    <Blank icon={ShieldCheck} title={`Nothing is known to be wrong${where}`}>
      <p>{`Every check of the configuration ran.${elsewhere}${quiet}`}</p>
      <p>What is wrong appears here, grouped by its cause, within seconds of the change that brings it.</p>
    </Blank>
  ) : (
    <Blank icon={ShieldCheck} title={`Nothing is known to be wrong with what can be seen${where}`}>
      <p>{`Not everything could be checked: see what is not visible above.${elsewhere}${quiet}`}</p>
    </Blank>
  );
}
