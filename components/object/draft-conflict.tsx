'use client';
import { lazy, Suspense } from 'react';
import { ConflictView } from '#components/edit/conflict-view.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';

const YamlDiff = lazy(() =>
  import('#components/edit/yaml-diff.tsx').then((module) => ({ default: module.YamlDiff })),
);

interface DraftConflictProps {
  readonly label: string;
  readonly theirs: string;
  readonly mine: string;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
}

/** Two people changed the same part of an object: what stands there now beside what was typed here. */
export function DraftConflict({ label, theirs, mine, onKeepMine, onTakeTheirs }: DraftConflictProps) {
  return (
    <ConflictView
      name={label}
      deleted={false}
      told="At the left the object as it is now, at the right your draft: both changed the same place."
      goOn={{ label: 'Go on with mine', run: onKeepMine }}
      giveUp={{ label: 'Begin anew from theirs', run: onTakeTheirs }}
      actions={<CopyButton label="Copy my draft" text={() => mine} />}
    >
      <Suspense fallback={<div className="skeleton m-4 h-80" />}>
        <YamlDiff before={theirs} after={mine} label={label} wide />
      </Suspense>
    </ConflictView>
  );
}
