import { CircleAlert, Clock, GitBranch, Lock } from 'lucide-react';
import { managerConsequence, managerText } from '#components/config/manager-text.ts';
import type { Loadable } from '#components/data/loadable.ts';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { EditableResponse, SplitResponse } from '#lib/api/edit-contract.ts';

interface SplitNoticesProps {
  readonly latest: EditableResponse;
  /** Why the newest read of the object failed; null where it did not. */
  readonly failing: string | null;
  readonly seen: Loadable<SplitResponse>;
  /** Whether someone else has changed the object since the draft was begun. */
  readonly outdated: boolean;
  readonly onCompare: () => void;
}

/** What stands between a person and the change, and what is not known of the route. */
export function SplitNotices({ latest, failing, seen, outdated, onCompare }: SplitNoticesProps) {
  const { managedBy, may, viewOnly } = latest;
  const missing = seen.state === 'ready' ? seen.data.missing : [];
  const manager = managerText(managedBy);
  return (
    <>
      {outdated ? (
        <Notice icon={GitBranch} tone="warn">
          <p className="flex flex-wrap items-center gap-2">
            Someone changed this object since you began. What you set is kept.
            <Button look="outline" onClick={onCompare}>
              Compare
            </Button>
          </p>
        </Notice>
      ) : null}
      {viewOnly ? (
        <Notice icon={Lock}>This Weft is set to view only: it writes nothing.</Notice>
      ) : may.patch.allowed ? null : (
        <Notice icon={Lock}>
          {`You may read this route, not change it: the right to ${may.patch.lacks ?? 'patch it'} is missing.`}
        </Notice>
      )}
      {manager === null ? null : (
        <Notice icon={GitBranch} tone="warn">
          {`Managed by ${manager}. ${managerConsequence(managedBy)} The review offers the change as text to commit instead.`}
        </Notice>
      )}
      {failing === null ? null : (
        <Notice icon={Clock} tone="warn">
          {`The newest read of the object failed: ${failing} The last good one is shown.`}
        </Notice>
      )}
      {seen.state === 'failed' ? (
        <Notice icon={CircleAlert} tone="warn">
          {`What is observed could not be had: ${seen.error.message} Weights can be set all the same.`}
        </Notice>
      ) : null}
      {missing.length === 0 ? null : (
        <Notice icon={CircleAlert} tone="warn">
          {`Not read: ${missing.map(({ query }) => query).join(', ')}. ${missing[0]?.reason ?? ''}`}
        </Notice>
      )}
    </>
  );
}
