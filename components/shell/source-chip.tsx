'use client';
import { CircleAlert, CircleCheck, CircleDashed, Clock } from 'lucide-react';
import { lazy, type ReactNode } from 'react';
import { useNow } from '#components/data/use-now.ts';
import { Button } from '#components/ui/button.tsx';
import { cx } from '#components/ui/cx.ts';
import { Floating } from '#components/ui/floating.tsx';
import type { SourceState } from '#lib/api/status-contract.ts';
import { describeSource, type SourceTone } from './source-phase.ts';

const SourceHead = lazy(() => import('./source-head.tsx').then((module) => ({ default: module.SourceHead })));

const looks: Record<SourceTone, { icon: typeof Clock; text: string; box: string }> = {
  ok: { icon: CircleCheck, text: 'text-ok', box: '' },
  warn: { icon: Clock, text: 'text-warn', box: 'bg-warn-quiet' },
  fail: { icon: CircleAlert, text: 'text-fail', box: 'bg-fail-quiet' },
  idle: { icon: CircleDashed, text: 'text-muted', box: '' },
};

/** How one source of truth does; pressed, it tells what was asked of it and what that cost. */
export function SourceChip({
  name,
  source,
  lost,
  warned = false,
  children,
}: {
  name: string;
  source: SourceState;
  /** The Weft server cannot be asked: what it said last is history. */
  lost: boolean;
  warned?: boolean;
  children: ReactNode;
}) {
  const now = useNow();
  const { word, tone } = lost
    ? ({ word: 'not known', tone: 'idle' } as const)
    : describeSource(source, now, warned);
  const { icon: Icon, text, box } = looks[tone];
  return (
    <Floating
      label={`${name}: ${word}`}
      align="end"
      className="w-[min(680px,94vw)]"
      trigger={
        <Button className={box} aria-label={`${name}: ${word}`}>
          <Icon size={14} strokeWidth={2} className={text} aria-hidden />
          <span className={cx(tone === 'ok' ? 'text-muted' : text)}>{name}</span>
          {tone === 'ok' ? null : <span className={text}>{word}</span>}
        </Button>
      }
    >
      <SourceHead name={name} word={word} icon={Icon} text={text} source={source} now={now} />
      {children}
    </Floating>
  );
}
