'use client';
import { useQueryClient } from '@tanstack/react-query';
import { Clock, EyeOff, FileCode2, ListFilter } from 'lucide-react';
import { useMemo } from 'react';
import type { ApiError } from '#components/data/api-error.ts';
import { Loaded } from '#components/data/loaded.tsx';
import { useNamespaces, useTime } from '#components/data/url-state.ts';
import { useObjects } from '#components/data/use-objects.ts';
import { Blank } from '#components/ui/blank.tsx';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { ObjectsResponse } from '#lib/api/object-contract.ts';
import { formatMoment } from '#lib/format/clock.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { filterObjects, type ObjectFilter, sortObjects } from './choose-objects.ts';
import { ConfigBar } from './config-bar.tsx';
import { type ConfigParams, useConfigParams } from './config-params.ts';
import { ObjectTable } from './object-table.tsx';

/** Every object that configures the mesh, the worst first. */
export function ConfigView() {
  const loaded = useObjects();
  const client = useQueryClient();
  return (
    <Loaded
      of={loaded}
      waiting={<Skeleton />}
      failed="The configuration cannot be had"
      onRetry={() => void client.invalidateQueries({ queryKey: ['objects'] })}
    >
      {(response, { failing, fetchedAt }) => (
        <Listed response={response} failing={failing} fetchedAt={fetchedAt} />
      )}
    </Loaded>
  );
}

function Skeleton() {
  return (
    <div role="status" aria-label="Loading the configuration" className="flex h-full flex-col gap-3 p-4">
      <div className="skeleton h-7 w-160" />
      {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((key) => (
        <div key={key} className="skeleton h-7" />
      ))}
    </div>
  );
}

interface ListedProps {
  readonly response: ObjectsResponse;
  readonly failing: ApiError | null;
  /** Browser time in milliseconds. */
  readonly fetchedAt: number;
}

const filterOf = (params: ConfigParams, namespaces: readonly string[]): ObjectFilter => ({
  namespaces,
  kinds: params.kind,
  levels: params.level,
  codes: params.code,
  managers: params.manager,
  text: params.q,
});

function Listed({ response, failing, fetchedAt }: ListedProps) {
  const { params, change, clear } = useConfigParams();
  const [namespaces] = useNamespaces();
  const { selection } = useTime();
  const filter = useMemo(() => filterOf(params, namespaces), [params, namespaces]);
  const passed = useMemo(() => filterObjects(response.objects, filter), [response.objects, filter]);
  const sorted = useMemo(() => sortObjects(passed, params.sort), [passed, params.sort]);
  return (
    <div className="flex h-full flex-col">
      <h1 className="sr-only">Configuration</h1>
      <ConfigBar response={response} filter={filter} params={params} onChange={change} />
      {failing === null ? null : (
        <Notice icon={Clock} tone="warn" className="mx-4 mb-2">
          {`The newest request failed: ${failing.message} What follows was read at ${formatMoment(fetchedAt / 1000)}.`}
        </Notice>
      )}
      {selection.at === null ? null : (
        <Notice icon={Clock} className="mx-4 mb-2">
          The configuration is shown as it is now, not as it was at the moment that is looked at.
        </Notice>
      )}
      <NotVisible kinds={response.kinds} />
      {sorted.length === 0 ? (
        <Nothing response={response} filter={filter} onClear={clear} />
      ) : (
        <>
          <div className="flex min-h-0 flex-1 border-line border-t">
            <ObjectTable objects={sorted} sort={params.sort} onSort={(sort) => change({ sort })} />
          </div>
          <p className="tabular shrink-0 border-line border-t bg-surface px-4 py-1.5 text-muted text-xs">
            {sorted.length === response.objects.length
              ? plural(sorted.length, 'object')
              : `${sorted.length} of ${plural(response.objects.length, 'object')}`}
          </p>
        </>
      )}
    </div>
  );
}

const phrases = {
  forbidden: 'Not visible, Weft may not list them',
  loading: 'Still being listed',
  stale: 'No longer watched, shown as last known',
} as const;
type Told = keyof typeof phrases;

/** Kinds of which the list does not tell the whole: that they are not in it does not mean that there are none. */
function NotVisible({ kinds }: { kinds: ObjectsResponse['kinds'] }) {
  const told = (['forbidden', 'stale', 'loading'] as const satisfies readonly Told[]).flatMap((phase) => {
    const found = kinds.filter((each) => each.phase === phase);
    return found.length === 0 ? [] : [{ phase, names: [...new Set(found.map(({ kind }) => kind))] }];
  });
  if (told.length === 0) return null;
  const reason = kinds.find(({ phase }) => phase === 'forbidden')?.reason;
  return (
    <Notice icon={EyeOff} tone="warn" className="mx-4 mb-2">
      {told.map(({ phase, names }) => (
        <p key={phase}>
          {`${phrases[phase]}: `}
          <span className="font-medium">{names.join(', ')}</span>.
        </p>
      ))}
      {reason ? <p className="break-words text-xs">{reason}</p> : null}
    </Notice>
  );
}

interface NothingProps {
  readonly response: ObjectsResponse;
  readonly filter: ObjectFilter;
  readonly onClear: () => void;
}

/** Nothing is listed: because of what is asked for, or because there is no configuration. */
function Nothing({ response: { objects }, filter, onClear }: NothingProps) {
  const { namespaces, text, ...lists } = filter;
  const filtered = text !== '' || Object.values(lists).some((list) => list.length > 0);
  if (objects.length > 0)
    return (
      <Blank
        icon={ListFilter}
        title={
          filtered ? 'No object is like this' : `Nothing configures the mesh in ${namespaces.join(', ')}`
        }
        action={
          filtered ? (
            <Button look="outline" onClick={onClear}>
              Clear the filters
            </Button>
          ) : null
        }
      >
        <p>{`${plural(objects.length, 'object')} of all namespaces ${objects.length === 1 ? 'is' : 'are'} left out.`}</p>
      </Blank>
    );
  return (
    <Blank icon={FileCode2} title="Nothing configures this mesh yet">
      <p>Services, and objects of Istio and of the Gateway API appear here as soon as they are created.</p>
    </Blank>
  );
}
