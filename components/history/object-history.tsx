'use client';
import { useHistory } from '#components/data/use-history.ts';
import { Section } from '#components/ui/section.tsx';
import { type ObjectRef, objectKey } from '#lib/core/object-ref.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { ChangeList } from './change-list.tsx';
import { KeptNotice } from './kept-notice.tsx';

/** What happened to one object, as long as it is kept. */
export function ObjectHistory({ object }: { object: ObjectRef }) {
  const loaded = useHistory({ objects: [objectKey(object)] }, null, null);
  const count = loaded.state === 'ready' ? loaded.data.changes.length : 0;
  return (
    <Section title="History" aside={count > 0 ? plural(count, 'change') : null}>
      {loaded.state === 'loading' ? (
        <div role="status" aria-label="Loading the history" className="skeleton h-12" />
      ) : loaded.state === 'failed' ? (
        <p className="text-fail">{loaded.error.message}</p>
      ) : (
        <>
          <KeptNotice kept={loaded.data.kept} />
          {count === 0 ? (
            <p className="text-muted">No change of this object is known.</p>
          ) : (
            <ChangeList changes={loaded.data.changes} />
          )}
          {loaded.data.more ? <p className="text-muted">There are older ones.</p> : null}
        </>
      )}
    </Section>
  );
}
