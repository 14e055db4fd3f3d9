'use client';
import { CircleCheck, CircleDashed, CircleHelp, Loader, OctagonX, Undo2, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useChanges } from '#components/data/use-changes.ts';
import { useNow } from '#components/data/use-now.ts';
import { cx } from '#components/ui/cx.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { SplitResponse } from '#lib/api/edit-contract.ts';
import type { RouteRule } from '#lib/edit/split/route-rule.ts';
import { formatAge } from '#lib/format/duration.ts';
import { UndoButton } from '../undo-button.tsx';
import { FollowShares } from './follow-shares.tsx';
import { shareProgress } from './share-progress.ts';

interface FollowProps {
  /** The id of the change that was applied. */
  readonly change: string;
  readonly rule: RouteRule;
  /** Null where it could not be had, undefined until it is known. */
  readonly seen: SplitResponse | null | undefined;
  readonly onClose: () => void;
}

/** What becomes of a change: written, taken by the control plane, followed by traffic. Undo stays one click away. */
export function Follow({ change, rule, seen, onClose }: FollowProps) {
  const loaded = useChanges();
  const now = useNow();
  const known = loaded.state === 'ready' ? loaded.data.changes.find(({ id }) => id === change) : undefined;
  const back =
    loaded.state === 'ready' ? loaded.data.changes.find(({ undoes }) => undoes === change) : undefined;
  const [undoneHere, setUndoneHere] = useState(false);
  const undone = undoneHere || known?.undoneBy != null || back !== undefined;
  return (
    <section
      aria-label="What becomes of the change"
      className="rounded-md border border-line-strong bg-surface"
    >
      <header className="flex items-center gap-2 px-3 py-2">
        <h2 className="min-w-0 flex-1 font-semibold">{undone ? 'Undone' : 'Following the change'}</h2>
        {undone ? null : <UndoButton change={change} onUndone={() => setUndoneHere(true)} />}
        <IconButton icon={X} label="Close" onClick={onClose} />
      </header>
      {undone ? (
        <p role="status" className="flex items-center gap-2 border-line border-t px-3 py-2 text-muted">
          <Undo2 size={14} strokeWidth={1.75} aria-hidden />
          {`The route is as it was before${back === undefined ? '' : `, since ${formatAge(back.at, now)}, by ${back.user}`}.`}
        </p>
      ) : (
        <ol className="grid border-line border-t lg:grid-cols-[1fr_1fr_2fr]">
          <Step look="done" title="Applied">
            {known === undefined
              ? `Written.${loaded.state === 'loading' ? '' : ' The server no longer tells when.'}`
              : `Written ${formatAge(known.at, now)} by ${known.user}.`}
          </Step>
          <Taken seen={seen} />
          <Traffic rule={rule} seen={seen} />
        </ol>
      )}
    </section>
  );
}

const looks = {
  done: { icon: CircleCheck, text: 'text-ok', word: 'done' },
  waits: { icon: Loader, text: 'text-info', word: 'under way' },
  refused: { icon: OctagonX, text: 'text-fail', word: 'refused' },
  unknown: { icon: CircleHelp, text: 'text-muted', word: 'not known' },
  later: { icon: CircleDashed, text: 'text-faint', word: 'not yet' },
} as const;

interface StepProps {
  readonly look: keyof typeof looks;
  readonly title: string;
  readonly children: ReactNode;
}

function Step({ look, title, children }: StepProps) {
  const { icon: Icon, text, word } = looks[look];
  return (
    <li className="flex gap-2 border-line border-t px-3 py-2 first:border-t-0 lg:border-t-0 lg:border-l lg:first:border-l-0">
      <Icon size={15} strokeWidth={1.75} aria-label={word} className={cx('mt-0.5 shrink-0', text)} />
      <div className="min-w-0 flex-1">
        <h3 className="font-medium">{title}</h3>
        <div className="text-muted">{children}</div>
      </div>
    </li>
  );
}

const takenLooks = {
  accepted: 'done',
  refused: 'refused',
  pending: 'waits',
  'not-known': 'unknown',
} as const;

function Taken({ seen }: Pick<FollowProps, 'seen'>) {
  const title = 'Taken by the control plane';
  if (seen == null)
    return (
      <Step look="later" title={title}>
        {seen === null ? 'It cannot be asked now.' : 'Asking.'}
      </Step>
    );
  const { state, says } = seen.accepted;
  return (
    <Step look={takenLooks[state]} title={title}>
      {says}
    </Step>
  );
}

function Traffic({ rule, seen }: Pick<FollowProps, 'rule' | 'seen'>) {
  const rows = seen?.rules.find(({ id }) => id === rule.id);
  const progress = rows === undefined ? null : shareProgress(rule, rows);
  const look = progress === null ? 'later' : progress.state === 'follows' ? 'done' : 'waits';
  return (
    <Step look={progress?.state === 'mixed' ? 'unknown' : look} title="Traffic follows">
      <p role="status">{progress === null ? 'Nothing is known of the traffic yet.' : progress.says}</p>
      {rows === undefined || progress?.state === 'mixed' ? null : <FollowShares rule={rule} seen={rows} />}
    </Step>
  );
}
