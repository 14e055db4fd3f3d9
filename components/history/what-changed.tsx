'use client';
import { Section } from '#components/ui/section.tsx';
import type { EdgeId } from '#lib/core/ids.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import type { EpochSeconds } from '#lib/core/units.ts';
import { HistoryLoaded } from './history-loaded.tsx';
import { RankedChanges } from './ranked-changes.tsx';
import { type Surroundings, useChangesNear } from './use-changes-near.ts';
import { WhatBroughtIt } from './what-brought-it.tsx';

interface WhatChangedProps extends Surroundings {
  readonly time: TimeSelection;
  /** The edge that is in trouble: its changes are held against the moment at which that began. */
  readonly troubled?: EdgeId | null;
}

/** What changed about what is looked at, what probably matters most first. */
export function WhatChanged({ troubled = null, ...props }: WhatChangedProps) {
  return troubled === null ? (
    <ChangedAround {...props} />
  ) : (
    <WhatBroughtIt edge={troubled} {...props} otherwise={<ChangedAround {...props} />} />
  );
}

const span = 900;

/** What changed within a quarter of an hour of the moment, which stands for the onset. */
function ChangedAround({ time: { at }, ...around }: Omit<WhatChangedProps, 'troubled'>) {
  const { loaded, isEmpty, distance } = useChangesNear(around, at);
  if (isEmpty) return null;
  const moment = (to: EpochSeconds): EpochSeconds => at ?? to;
  return (
    <Section title="What changed" aside={at === null ? 'last 15 min' : '15 min around this moment'}>
      <HistoryLoaded of={loaded}>
        {({ changes, to }) => (
          <RankedChanges
            changes={changes.filter((change) => change.at >= moment(to) - span)}
            onset={moment(to)}
            distance={distance}
            began={false}
          />
        )}
      </HistoryLoaded>
    </Section>
  );
}
