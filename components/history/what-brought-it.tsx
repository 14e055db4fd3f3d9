'use client';
import type { ReactNode } from 'react';
import { useDiagnosis } from '#components/data/use-diagnosis.ts';
import { useHistory } from '#components/data/use-history.ts';
import { Section } from '#components/ui/section.tsx';
import type { EdgeId } from '#lib/core/ids.ts';
import { objectKey } from '#lib/core/object-ref.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { type EpochSeconds, seconds } from '#lib/core/units.ts';
import { formatClockShort } from '#lib/format/clock.ts';
import type { ChangeRecord } from '#lib/history/change-record.ts';
import { elsewhere } from '#lib/history/changed-near.ts';
import { HistoryLoaded } from './history-loaded.tsx';
import { RankedChanges } from './ranked-changes.tsx';
import { type Surroundings, useChangesNear } from './use-changes-near.ts';

interface WhatBroughtItProps extends Surroundings {
  readonly edge: EdgeId;
  readonly time: TimeSelection;
  /** What is shown where it is not known when it began. */
  readonly otherwise: ReactNode;
}

/** Changes before this many seconds ahead of the onset did not bring it. */
const before = 900;
const span = seconds.parse(2700);

/** What changed about when the edge's trouble began, as its diagnosis tells, the nearest in time and on the graph first. */
export function WhatBroughtIt({ edge, time, otherwise, ...around }: WhatBroughtItProps) {
  const diagnosed = useDiagnosis(edge, time);
  const diagnoses = diagnosed.state === 'ready' ? diagnosed.data.diagnoses : [];
  const onset = diagnoses.map(({ symptom }) => symptom.since).find((since) => since !== null) ?? null;
  const { loaded, distance } = useChangesNear(around, time.at);
  const culprits = new Set(
    diagnoses.flatMap(({ causes: [first] }) =>
      first?.culprit == null ? [] : objectKey(first.culprit.object),
    ),
  );
  const beyond = useChangesBeyond(around, culprits, time.at);
  if (onset === null) return otherwise;
  const farther = (change: ChangeRecord): number =>
    culprits.has(objectKey(change.object)) ? 0 : beyond.ids.has(change.id) ? elsewhere : distance(change);
  return (
    <Section title="What changed" aside={`it began at ${formatClockShort(onset)}`}>
      <HistoryLoaded of={loaded}>
        {({ changes }) => {
          const known = new Set(changes.map(({ id }) => id));
          const all = [...changes, ...beyond.changes.filter(({ id }) => !known.has(id))];
          return (
            <RankedChanges
              changes={all.filter(({ at }) => at >= onset - before)}
              onset={onset}
              distance={farther}
              began
            />
          );
        }}
      </HistoryLoaded>
    </Section>
  );
}

/** In the namespaces of what is looked at: changes of what is to blame, and what was deleted, which governs nothing any more. */
function useChangesBeyond(
  { governing, ends }: Surroundings,
  culprits: ReadonlySet<string>,
  at: EpochSeconds | null,
): { readonly changes: readonly ChangeRecord[]; readonly ids: ReadonlySet<string> } {
  const namespaces = [...new Set([...governing, ...ends].flatMap((ref) => ref?.namespace ?? []))].sort();
  const loaded = useHistory({ namespaces }, at, span);
  const changes =
    loaded.state === 'ready'
      ? loaded.data.changes.filter(
          ({ what, object }) => what === 'deleted' || culprits.has(objectKey(object)),
        )
      : [];
  const near = new Set([...governing, ...ends].flatMap((ref) => (ref === null ? [] : objectKey(ref))));
  return {
    changes,
    ids: new Set(changes.flatMap(({ id, object }) => (near.has(objectKey(object)) ? [] : id))),
  };
}
