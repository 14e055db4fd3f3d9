import { EyeOff } from 'lucide-react';
import { Notice } from '#components/ui/notice.tsx';
import type { FindingsResponse } from '#lib/api/findings-contract.ts';
import { plural } from '#lib/format/ellipsis.ts';

type Unread = FindingsResponse['unread'];

const names: Readonly<Record<Unread[number]['phase'], string>> = {
  forbidden: 'Not visible, Weft may not list them',
  partial: 'Visible in some namespaces only',
  loading: 'Still being listed',
  stale: 'No longer watched, as they were last known',
};

const phases = ['forbidden', 'partial', 'stale', 'loading'] as const;
/** So many kinds are named; the others are counted. */
const most = 6;

/** Kinds that are not read, or not everywhere: what is wrong with them, or for the lack of them, is not known. */
export function UnreadNotice({ unread }: { unread: Unread }) {
  const silent = unread.filter(({ phase }) => phase === 'forbidden' || phase === 'loading');
  const checks = Math.max(0, ...silent.map((each) => each.checks));
  const reasons = [...new Set(unread.flatMap(({ reason }) => reason ?? []))];
  return (
    <Notice icon={EyeOff} tone="warn" className="mx-4 mb-2">
      {phases.map((phase) => (
        <Kinds key={phase} title={names[phase]} of={unread.filter((each) => each.phase === phase)} />
      ))}
      {checks > 0 ? (
        <p>{`At least ${plural(checks, 'check')} that ${checks === 1 ? 'needs' : 'need'} them ${checks === 1 ? 'says' : 'say'} nothing: that is not the same as nothing being wrong.`}</p>
      ) : null}
      {reasons.slice(0, 1).map((reason) => (
        <p key={reason} className="break-words text-xs">
          {reason}
          {reasons.length > 1 ? ', and the like' : ''}
        </p>
      ))}
    </Notice>
  );
}

function Kinds({ title, of }: { title: string; of: Unread }) {
  if (of.length === 0) return null;
  const kinds = [...new Set(of.map(({ kind }) => kind))];
  const namespaces = [...new Set(of.flatMap(({ only }) => only ?? []))].sort();
  const more = kinds.length - most;
  return (
    <p title={kinds.join(', ')}>
      {`${title}: `}
      <span className="font-medium">{kinds.slice(0, most).join(', ')}</span>
      {more > 0 ? ` and ${plural(more, 'more kind')}` : ''}
      {namespaces.length > 0
        ? `; listed in ${namespaces.join(', ')}, and nothing is concluded of what they name elsewhere`
        : ''}
      .
    </p>
  );
}
