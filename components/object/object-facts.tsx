'use client';
import Link from 'next/link';
import { managerConsequence, managerText } from '#components/config/manager-text.ts';
import { useNow } from '#components/data/use-now.ts';
import { Section } from '#components/ui/section.tsx';
import type { ObjectResponse } from '#lib/api/object-contract.ts';
import { type ObjectRef, objectKey } from '#lib/core/object-ref.ts';
import { formatUtc } from '#lib/format/clock.ts';
import { formatAge } from '#lib/format/duration.ts';
import { pagePaths } from '#lib/url/paths.ts';

/** Who keeps the object as it is, and since when it is so. */
export function ManagedSection({ response }: { response: ObjectResponse }) {
  const now = useNow();
  const { managedBy, writers, created, changed } = response;
  const manager = managerText(managedBy);
  return (
    <Section title="Managed by">
      {manager === null ? (
        <p>Nothing on it tells of a tool that manages it.</p>
      ) : (
        <>
          <p className="font-medium">{manager}</p>
          <p className="text-muted">{managerConsequence(managedBy)}</p>
        </>
      )}
      <dl className="mt-2 space-y-0.5 text-muted text-xs">
        <Moment what="Created" at={created} now={now} />
        <Moment what="Changed" at={changed} now={now} />
        {writers.map(({ manager, operation, part, at }) => (
          <Moment
            key={`${manager} ${operation} ${part}`}
            what={`${manager || 'unnamed'} (${operation.toLowerCase()}${part === '' ? '' : ` of ${part}`})`}
            at={at}
            now={now}
          />
        ))}
      </dl>
    </Section>
  );
}

function Moment({ what, at, now }: { what: string; at: number | null; now: number }) {
  return (
    <div className="flex justify-between gap-3">
      <dt className="min-w-0 truncate" title={what}>
        {what}
      </dt>
      <dd className="tabular shrink-0" title={at === null ? undefined : formatUtc(at)}>
        {at === null ? 'time not known' : formatAge(at, now)}
      </dd>
    </div>
  );
}

/** What the object names, and what names it. */
export function RelationSections({ refersTo, referredBy }: Pick<ObjectResponse, 'refersTo' | 'referredBy'>) {
  return (
    <>
      <Section title="Refers to" aside={refersTo.length > 0 ? refersTo.length : null}>
        {refersTo.length === 0 ? (
          <p className="text-muted">It names no other object.</p>
        ) : (
          <ul className="space-y-1">
            {refersTo.map(({ path, what, object }) => (
              <li key={path}>
                {object === null ? (
                  <span className="text-warn">{what}: not there, or not visible</span>
                ) : (
                  <ObjectLink object={object} />
                )}
                <Field path={path} />
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title="Referred to by" aside={referredBy.length > 0 ? referredBy.length : null}>
        {referredBy.length === 0 ? (
          <p className="text-muted">No object names it.</p>
        ) : (
          <ul className="space-y-1">
            {referredBy.map(({ object, path }) => (
              <li key={objectKey(object)}>
                <ObjectLink object={object} path={path} />
                <Field path={path} />
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}

function ObjectLink({ object, path = '' }: { object: ObjectRef; path?: string }) {
  return (
    <Link href={pagePaths.object(object, path)} className="break-words text-accent hover:underline">
      {object.kind} {object.namespace ? `${object.namespace}/` : ''}
      {object.name}
    </Link>
  );
}

const Field = ({ path }: { path: string }) => (
  <p className="wrap-anywhere font-mono text-faint text-xs">{path}</p>
);
