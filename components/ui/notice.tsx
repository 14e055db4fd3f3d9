import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';

type Tone = 'quiet' | 'info' | 'warn' | 'fail';

const tones: Record<Tone, string> = {
  quiet: 'border-line bg-surface text-muted',
  info: 'border-transparent bg-info-quiet text-info',
  warn: 'border-transparent bg-warn-quiet text-warn',
  fail: 'border-transparent bg-fail-quiet text-fail',
};

/** A line or two about a part of the page: what is, and what to do. */
export function Notice({
  icon: Icon,
  tone = 'quiet',
  children,
  className,
}: {
  icon: LucideIcon;
  tone?: Tone;
  children: ReactNode;
  className?: string;
}) {
  return (
    <div className={cx('flex gap-2 rounded-md border px-3 py-2', tones[tone], className)}>
      <Icon size={16} strokeWidth={1.75} className="mt-0.5 shrink-0" aria-hidden />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
