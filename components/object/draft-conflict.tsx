'use client';
import { GitMerge } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Notice } from '#components/ui/notice.tsx';

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

/** Two people changed the same part of an object: what stands there now beside what was typed here. Nothing is lost until one chooses. */
export function DraftConflict({ label, theirs, mine, onKeepMine, onTakeTheirs }: DraftConflictProps) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="m-3 flex flex-wrap items-center gap-2">
        <Notice icon={GitMerge} tone="warn" className="min-w-0 flex-1">
          {`${label} was changed by someone else in the same place. At the left as it is now, at the right your draft.`}
        </Notice>
        <CopyButton label="Copy my draft" text={() => mine} />
        <Button look="outline" onClick={onTakeTheirs}>
          Begin anew from theirs
        </Button>
        <Button look="accent" onClick={onKeepMine}>
          Go on with mine
        </Button>
      </div>
      <Suspense fallback={<div className="skeleton m-4 h-80" />}>
        <YamlDiff before={theirs} after={mine} label={label} wide />
      </Suspense>
    </div>
  );
}
