'use client';
import { Clock, History, ListFilter, RotateCw } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Loaded } from '#components/data/loaded.tsx';
import { useNamespaces, useTime } from '#components/data/url-state.ts';
import { changesOfPages, useChangePages } from '#components/data/use-change-pages.ts';
import { useSettled } from '#components/data/use-settled.ts';
import { KeptNotice } from '#components/history/kept-notice.tsx';
import { Blank } from '#components/ui/blank.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { HistoryResponse } from '#lib/api/history-contract.ts';
import { formatMoment } from '#lib/format/clock.ts';
import { formatSpan } from '#lib/format/duration.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { foldScalings } from '#lib/history/fold-scalings.ts';
import { changeSpans } from '#lib/url/changes-codec.ts';
import { ChangeLines } from './change-lines.tsx';
import { type ChangeParams, useChangeParams } from './change-params.ts';
import { ChangesBar } from './changes-bar.tsx';

/** Everything that was done to the mesh: when, to what, by whom, with what stood there before and after. */
export function ChangesView() {
  const { params, change, clear } = useChangeParams();
  const [namespaces] = useNamespaces();
  const { selection } = useTime();
  const pages = useChangePages({
    to: selection.at,
    span: changeSpans[params.span],
    namespaces,
    kinds: params.kind,
    who: params.who,
    q: useSettled(params.q, 250),
  });
  const counts = useLastCounts(pages.loaded.state === 'ready' ? pages.loaded.data[0]?.counts : null);
  return (
    <div className="flex h-full flex-col">
      <h1 className="sr-only">Changes</h1>
      <ChangesBar counts={counts} params={params} onChange={change} />
      <Loaded
        of={pages.loaded}
        waiting={<Skeleton />}
        failed="The changes cannot be had"
        onRetry={pages.renew}
      >
        {(data, { failing }) => (
          <>
            {failing === null ? null : (
              <Notice icon={Clock} tone="warn" className="mx-4 mb-2">
                {`The newest request failed: ${failing.message} What was last known is shown.`}
              </Notice>
            )}
            <Listed pages={data} {...{ params, namespaces, clear }} asked={pages} />
          </>
        )}
      </Loaded>
    </div>
  );
}

/** The choices stay while another answer is on its way. */
function useLastCounts(counts: HistoryResponse['counts'] | undefined): HistoryResponse['counts'] {
  const [last, setLast] = useState<HistoryResponse['counts']>(null);
  if (counts != null && counts !== last) setLast(counts);
  return counts ?? last;
}

function Skeleton() {
  return (
    <div role="status" aria-label="Loading the changes" className="space-y-2 px-4">
      {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((key) => (
        <div key={key} className="skeleton h-8" />
      ))}
    </div>
  );
}

interface ListedProps {
  readonly pages: readonly HistoryResponse[];
  readonly params: ChangeParams;
  readonly namespaces: readonly string[];
  readonly clear: () => void;
  readonly asked: Pick<ReturnType<typeof useChangePages>, 'more' | 'follows' | 'renew'>;
}

function Listed({ pages, params, namespaces, clear, asked }: ListedProps) {
  const changes = useMemo(() => foldScalings(changesOfPages(pages)), [pages]);
  const [first] = pages;
  if (first === undefined) return null;
  const span = formatSpan(changeSpans[params.span]);
  const where = namespaces.length === 0 ? '' : ` in ${namespaces.join(', ')}`;
  const { total } = first.counts ?? { total: changes.length };
  return (
    <>
      {first.kept.trouble === null ? null : (
        <div className="px-4">
          <KeptNotice kept={first.kept} />
        </div>
      )}
      {changes.length === 0 ? (
        <Nothing params={params} span={span} where={where} clear={clear} />
      ) : (
        <>
          <p className="tabular flex items-center gap-1 px-4 pb-2 text-muted">
            <span role="status">{`${plural(total, 'change')}${where} in ${span} up to ${formatMoment(first.to)}`}</span>
            {first.kept.lasting || first.kept.trouble !== null ? null : (
              <span>· kept in memory, as WEFT_HISTORY says</span>
            )}
            {asked.follows ? null : (
              <Button onClick={asked.renew}>
                <RotateCw size={14} strokeWidth={1.75} aria-hidden /> Look again
              </Button>
            )}
          </p>
          <ChangeLines changes={changes} more={asked.more} />
        </>
      )}
    </>
  );
}

interface NothingProps {
  readonly params: ChangeParams;
  readonly span: string;
  readonly where: string;
  readonly clear: () => void;
}

function Nothing({ params, span, where, clear }: NothingProps) {
  const filtered = params.q !== '' || params.kind.length > 0 || params.who.length > 0;
  return filtered ? (
    <Blank
      icon={ListFilter}
      title="No change is like this"
      action={
        <Button look="outline" onClick={clear}>
          Clear the filters
        </Button>
      }
    >
      <p>{`Looked for in the last ${span}${where}. Another time may have some.`}</p>
    </Blank>
  ) : (
    <Blank icon={History} title={`Nothing has changed in the last ${span}${where}`}>
      <p>Edits, rollouts, scaling and restarts appear here, each with who did it, before and after.</p>
    </Blank>
  );
}
