import { CircleCheck, CircleHelp, CircleX, Terminal } from 'lucide-react';
import Link from 'next/link';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { cx } from '#components/ui/cx.ts';
import type { Check } from '#lib/diagnosis/check.ts';
import { pagePaths } from '#lib/url/paths.ts';

const looks = {
  confirmed: { icon: CircleCheck, says: 'confirmed', tone: 'text-ok' },
  contradicted: { icon: CircleX, says: 'contradicted', tone: 'text-muted' },
  unknown: { icon: CircleHelp, says: 'not known', tone: 'text-faint' },
} as const;

/** What was looked at, each with its outcome, where it is written, and how to see it by hand. */
export function CheckLines({ checks }: { checks: readonly Check[] }) {
  return (
    <ul className="space-y-1">
      {checks.map((check) => (
        <CheckLine key={check.text} check={check} />
      ))}
    </ul>
  );
}

function CheckLine({ check: { text, result, object, path, promql, command } }: { check: Check }) {
  const { icon: Icon, says, tone } = looks[result];
  return (
    <li className="flex items-start gap-1.5">
      <Icon size={14} strokeWidth={1.75} aria-label={says} className={cx('mt-0.5 shrink-0', tone)} />
      <span className={cx('wrap-anywhere min-w-0 flex-1', result === 'unknown' && 'text-muted')}>
        {text}
        {object === null ? null : (
          <span className="block text-faint text-xs">
            <Link href={pagePaths.object(object, path ?? '')} className="text-accent hover:underline">
              {object.kind} {object.name}
            </Link>{' '}
            <span className="font-mono">{path}</span>
          </span>
        )}
      </span>
      {promql === null ? null : <CopyButton compact text={() => promql} label="Copy PromQL" />}
      {command === null ? null : (
        <CopyButton compact icon={Terminal} text={() => command} label="Copy command" />
      )}
    </li>
  );
}
