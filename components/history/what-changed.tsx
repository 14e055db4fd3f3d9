'use client';
import { useHistory } from '#components/data/use-history.ts';
import { Section } from '#components/ui/section.tsx';
import { type ObjectRef, objectKey } from '#lib/core/object-ref.ts';
import type { EpochSeconds } from '#lib/core/units.ts';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { plural } from '#lib/format/ellipsis.ts';
import type { ChangeRecord } from '#lib/history/change-record.ts';
import { rankChanges } from '#lib/history/rank-changes.ts';
import { ChangeRow } from './change-row.tsx';
import { KeptNotice } from './kept-notice.tsx';

interface WhatChangedProps {
  /** What decides what happens here. */
  readonly governing: readonly ObjectRef[];
  /** What is at the ends: a step away. */
  readonly ends: readonly (ObjectRef | null)[];
  /** The frozen moment; null follows the present. */
  readonly at: EpochSeconds | null;
}

const span = seconds.parse(900);
const few = 6;

/** What changed within a quarter of an hour of what is looked at, what probably matters most first. */
export function WhatChanged({ governing, ends, at }: WhatChangedProps) {
  const near = new Set(governing.map(objectKey));
  const keys = [...near, ...ends.flatMap((ref) => (ref === null ? [] : objectKey(ref)))];
  const loaded = useHistory([...new Set(keys)], at, span);
  // Nothing that could change is known here: there is no question to answer.
  if (keys.length === 0) return null;
  return (
    <Section title="What changed" aside={at === null ? 'last 15 min' : '15 min around this moment'}>
      {loaded.state === 'loading' ? (
        <div role="status" aria-label="Loading what changed" className="skeleton h-8" />
      ) : loaded.state === 'failed' ? (
        <p className="text-fail">{loaded.error.message}</p>
      ) : (
        <>
          <KeptNotice kept={loaded.data.kept} />
          <Ranked
            changes={rankChanges(
              loaded.data.changes,
              at ?? epochSeconds.parse(loaded.data.to),
              ({ object }) => (near.has(objectKey(object)) ? 0 : 1),
            )}
          />
        </>
      )}
    </Section>
  );
}

function Ranked({ changes }: { changes: readonly ChangeRecord[] }) {
  if (changes.length === 0)
    return <p className="text-muted">Nothing that governs this or stands at its ends has changed.</p>;
  return (
    <>
      <ul>
        {changes.slice(0, few).map((change) => (
          <ChangeRow key={change.id} change={change} named />
        ))}
      </ul>
      {changes.length > few ? (
        <p className="text-muted">{plural(changes.length - few, 'further change')} in this time.</p>
      ) : null}
    </>
  );
}
