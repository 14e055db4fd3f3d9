'use client';
import { FileSearch } from 'lucide-react';
import { useLatest } from '#components/data/use-latest.ts';
import { Blank } from '#components/ui/blank.tsx';
import { Failure } from '#components/ui/failure.tsx';
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
  return <Loaded key={objectKey(object)} object={object} />;
}

function Loaded({ object }: { object: ObjectRef }) {
  const { loaded, readAgain } = useLatest(object);
  switch (loaded.state) {
    case 'loading':
      return <Skeleton />;
    case 'failed':
      return (
        <Failure
          code={loaded.error.code}
          title={
            loaded.error.code === 'not-found'
              ? `There is no ${objectName(object)}`
              : `${objectName(object)} cannot be edited`
          }
          message={loaded.error.message}
          cure={loaded.error.cure}
          requestId={loaded.error.requestId}
          action={<ToConfig />}
        />
      );
    case 'ready':
      return (
        <SplitWork
          object={object}
          latest={loaded.data}
          failing={loaded.failing}
          readAgain={() => void readAgain()}
        />
      );
  }
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
