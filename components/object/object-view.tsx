'use client';
import { useQueryClient } from '@tanstack/react-query';
import { Clock, FileSearch, Lock, PencilLine, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { ApiError } from '#components/data/api-error.ts';
import { useObject } from '#components/data/use-api.ts';
import { ShiftTrafficLink } from '#components/edit/shift-traffic-link.tsx';
import { FindingsList } from '#components/inspector/findings-list.tsx';
import { TuneServiceLink } from '#components/tuning/tune-service-link.tsx';
import { BackButton } from '#components/ui/back-button.tsx';
import { Blank } from '#components/ui/blank.tsx';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Failure } from '#components/ui/failure.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Section } from '#components/ui/section.tsx';
import type { ApplyResponse } from '#lib/api/edit-contract.ts';
import type { ObjectResponse } from '#lib/api/object-contract.ts';
import { type ObjectRef, objectName } from '#lib/core/object-ref.ts';
import { formatMoment } from '#lib/format/clock.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { ManagedSection, RelationSections } from './object-facts.tsx';
import { SimulateLink } from './simulate-link.tsx';
import { TrafficSection } from './traffic-section.tsx';
import { withoutManagedFields } from './without-managed-fields.ts';

const YamlView = lazy(() => import('./yaml-view.tsx').then((module) => ({ default: module.YamlView })));

const ObjectHistory = lazy(() =>
  import('#components/history/object-history.tsx').then((module) => ({ default: module.ObjectHistory })),
);

const DraftView = lazy(() => import('./draft-view.tsx').then((module) => ({ default: module.DraftView })));

const DeleteView = lazy(() => import('./delete-view.tsx').then((module) => ({ default: module.DeleteView })));

const AppliedNotice = lazy(() =>
  import('#components/edit/applied-notice.tsx').then((module) => ({ default: module.AppliedNotice })),
);

/** One object as the API server has it now, read with the viewer's own rights. */
export function ObjectView({ object, path }: { object: ObjectRef | null; path: string }) {
  if (!object) {
    return (
      <Blank icon={FileSearch} title="This link names no object" action={<ToConfig />}>
        <p>An object is named by its cluster, kind and name, and by its namespace where it has one.</p>
      </Blank>
    );
  }
  return <KnownObject object={object} path={path} />;
}

/** What was written here stays in sight, also where it was the object's end. */
function KnownObject({ object, path }: { object: ObjectRef; path: string }) {
  const [applied, setApplied] = useState<ApplyResponse | null>(null);
  return (
    <div className="flex h-full flex-col">
      {applied === null ? null : (
        <Suspense>
          <AppliedNotice key={applied.change} applied={applied} onClose={() => setApplied(null)} />
        </Suspense>
      )}
      <div className="min-h-0 flex-1">
        <LoadedObject object={object} path={path} onApplied={setApplied} />
      </div>
    </div>
  );
}

interface LoadedObjectProps {
  readonly object: ObjectRef;
  readonly path: string;
  readonly onApplied: (applied: ApplyResponse) => void;
}

function LoadedObject({ object, path, onApplied }: LoadedObjectProps) {
  const loaded = useObject(object);
  const client = useQueryClient();
  switch (loaded.state) {
    case 'loading':
      return (
        <div className="space-y-3 p-6" role="status" aria-label="Loading">
          <div className="skeleton h-7 w-72" />
          <div className="skeleton h-120" />
        </div>
      );
    case 'failed':
      return (
        <Failure
          code={loaded.error.code}
          title={
            loaded.error.code === 'not-found'
              ? `There is no ${objectName(object)}`
              : `${objectName(object)} cannot be shown`
          }
          message={loaded.error.message}
          cure={loaded.error.cure}
          requestId={loaded.error.requestId}
          {...(loaded.error.code === 'not-found'
            ? {}
            : { onRetry: () => void client.invalidateQueries({ queryKey: ['object'] }) })}
          action={<ToConfig />}
        />
      );
    case 'ready':
      return (
        <ObjectBody
          response={loaded.data}
          failing={loaded.failing}
          fetchedAt={loaded.fetchedAt}
          path={path}
          onApplied={onApplied}
        />
      );
  }
}

interface ObjectBodyProps {
  readonly response: ObjectResponse;
  /** Why the newest read failed. */
  readonly failing: ApiError | null;
  /** When what is shown was read: browser time in milliseconds. */
  readonly fetchedAt: number;
  readonly path: string;
  readonly onApplied: (applied: ApplyResponse) => void;
}

function ObjectBody({ response, failing, fetchedAt, path, onApplied }: ObjectBodyProps) {
  const { object, yaml, mayPatch, resourceVersion } = response;
  const [doing, setDoing] = useState<'reading' | 'drafting' | 'deleting'>('reading');
  const own = useMemo(() => withoutManagedFields(yaml), [yaml]);
  const gone = failing?.code === 'not-found';
  const subtitle = `${object.namespace ? `in ${object.namespace} · ` : ''}${object.group || 'core'} · resource version ${resourceVersion}`;
  const editing = {
    object,
    onClose: () => setDoing('reading'),
    onApplied: (applied: ApplyResponse) => {
      onApplied(applied);
      setDoing('reading');
    },
  };
  return (
    <div className="flex h-full flex-col">
      <header className="flex shrink-0 items-center gap-3 border-line border-b bg-surface px-4 py-2">
        <BackButton otherwise={pagePaths.config()} />
        <div className="min-w-0 flex-1">
          <h1 className="truncate font-semibold text-base" title={objectName(object)}>
            {object.kind} {object.name}
          </h1>
          <p className="truncate text-muted text-xs" title={subtitle}>
            {subtitle}
          </p>
        </div>
        {mayPatch ? null : (
          <span className="flex items-center gap-1.5 text-muted">
            <Lock size={14} aria-hidden /> You may read it, not change it
          </span>
        )}
        {doing !== 'reading' ? null : (
          <>
            {gone ? null : (
              <>
                <ShiftTrafficLink object={object} />
                <SimulateLink traffic={response.traffic} />
                {object.kind === 'Service' && object.namespace ? (
                  <TuneServiceLink service={{ ...object, namespace: object.namespace }} />
                ) : null}
                <Button look="outline" onClick={() => setDoing('drafting')}>
                  <PencilLine size={14} strokeWidth={1.75} aria-hidden /> Draft a change
                </Button>
                <Button look="outline" onClick={() => setDoing('deleting')}>
                  <Trash2 size={14} strokeWidth={1.75} aria-hidden /> Delete
                </Button>
              </>
            )}
            <CopyButton label="Copy YAML" text={() => own} />
          </>
        )}
      </header>
      {failing === null ? null : (
        <Notice icon={gone ? Trash2 : Clock} tone="warn" className="m-3">
          {gone
            ? `${objectName(object)} was deleted. What follows is how it was read at ${formatMoment(fetchedAt / 1000)}; its YAML can be copied.`
            : `The newest read failed: ${failing.message} What follows was read at ${formatMoment(fetchedAt / 1000)}.`}
        </Notice>
      )}
      {doing === 'reading' ? (
        <Reading response={response} path={path} />
      ) : (
        <Suspense fallback={<div className="skeleton m-6 h-120" />}>
          {doing === 'drafting' ? <DraftView {...editing} /> : <DeleteView {...editing} />}
        </Suspense>
      )}
    </div>
  );
}

/** The object as it is, and what is known of it. */
function Reading({ response, path }: { response: ObjectResponse; path: string }) {
  const { object, yaml, findings } = response;
  return (
    <div className="flex min-h-0 flex-1">
      <div className="min-w-0 flex-1">
        <Suspense fallback={<div className="skeleton m-6 h-120" />}>
          <YamlView
            text={yaml}
            label={objectName(object)}
            cluster={object.cluster}
            findings={findings}
            path={path}
          />
        </Suspense>
      </div>
      <aside
        aria-label="About this object"
        className="w-96 shrink-0 overflow-y-auto border-line border-l bg-surface"
      >
        <Section title="Findings" aside={findings.length > 0 ? findings.length : null}>
          {findings.length === 0 ? (
            <p className="text-muted">Nothing is known to be wrong with this object.</p>
          ) : (
            <FindingsList findings={findings} linked={false} />
          )}
        </Section>
        <Suspense>
          <ObjectHistory object={object} />
        </Suspense>
        <TrafficSection traffic={response.traffic} />
        <RelationSections refersTo={response.refersTo} referredBy={response.referredBy} />
        <ManagedSection response={response} />
      </aside>
    </div>
  );
}

function ToConfig() {
  return (
    <Link href={pagePaths.config()} className="text-accent hover:underline">
      Go to the configuration
    </Link>
  );
}
