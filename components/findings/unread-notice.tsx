import { EyeOff } from 'lucide-react';
import { Notice } from '#components/ui/notice.tsx';
import type { FindingsResponse } from '#lib/api/contract.ts';
import { plural } from '#lib/format/ellipsis.ts';

type Unread = FindingsResponse['unread'];

const names: Readonly<Record<Unread[number]['phase'], string>> = {
  forbidden: 'Not visible, Weft may not list them',
  loading: 'Still being listed',
  stale: 'No longer watched, as they were last known',
};

const phases = ['forbidden', 'stale', 'loading'] as const;

/** Kinds that are not read: what is wrong with them, or for the lack of them, is not known. */
export function UnreadNotice({ unread }: { unread: Unread }) {
  const kinds = phases.flatMap((phase) => {
    const found = unread.filter((each) => each.phase === phase);
    return found.length === 0 ? [] : [{ phase, found }];
  });
  const silent = unread.filter(({ phase }) => phase !== 'stale');
  const most = Math.max(0, ...silent.map(({ checks }) => checks));
  return (
    <Notice icon={EyeOff} tone="warn" className="mx-4 mb-2">
      {kinds.map(({ phase, found }) => (
        <p key={phase}>
          {`${names[phase]}: `}
          <span className="font-medium">{[...new Set(found.map(({ kind }) => kind))].join(', ')}</span>.
        </p>
      ))}
      {most > 0 ? (
        <p>{`At least ${plural(most, 'check')} that ${most === 1 ? 'needs' : 'need'} them ${most === 1 ? 'says' : 'say'} nothing: that is not the same as nothing being wrong.`}</p>
      ) : null}
      {[...new Set(unread.flatMap(({ reason }) => reason ?? []))].slice(0, 2).map((reason) => (
        <p key={reason} className="break-words text-xs">
          {reason}
        </p>
      ))}
    </Notice>
  );
}
