'use client';
import { FileSearch } from 'lucide-react';
import { Loaded } from '#components/data/loaded.tsx';
import { useLatest } from '#components/data/use-latest.ts';
import { Blank } from '#components/ui/blank.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { type ObjectRef, objectKey, objectName } from '#lib/core/object-ref.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { SplitWork } from './split-work.tsx';

/** The editor of a route's weights: read with the viewer's own rights, written only by way of the review. */
export function SplitView({ object }: { object: ObjectRef | null }) {
  if (object === null)
    return (
      <Blank icon={FileSearch} title="This link names no route" action={<ToConfig />}>
        <p>A route is named by its cluster, kind, namespace and name. The configuration page lists them.</p>
      </Blank>
    );
  return <OfRoute key={objectKey(object)} object={object} />;
}

function OfRoute({ object }: { object: ObjectRef }) {
  const { loaded, readAgain } = useLatest(object);
  return (
    <Loaded
      of={loaded}
      waiting={<Skeleton />}
      failed={
        loaded.state === 'failed' && loaded.error.code === 'not-found'
          ? `There is no ${objectName(object)}`
          : `${objectName(object)} cannot be edited`
      }
      action={<ToConfig />}
    >
      {(latest, { failing }) => (
        <SplitWork object={object} latest={latest} failing={failing} readAgain={() => void readAgain()} />
      )}
    </Loaded>
  );
}

function Skeleton() {
  return (
    <div role="status" aria-label="Loading the route" className="space-y-3 p-4">
      <div className="skeleton h-7 w-80" />
      <div className="skeleton h-14" />
      <div className="skeleton h-56" />
      <div className="skeleton h-14" />
    </div>
  );
}

function ToConfig() {
  return (
    <PageLink href={pagePaths.config()} className="text-accent hover:underline">
      Go to the configuration
    </PageLink>
  );
}
