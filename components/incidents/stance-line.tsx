'use client';
import { BellOff, TriangleAlert, UserCheck } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import type { OpenProblem } from '#lib/api/incidents-contract.ts';
import { stanceText } from './incident-text.ts';

interface StanceLineProps {
  readonly problem: OpenProblem;
  readonly now: number;
  /** Null where it may not be taken back. */
  readonly onTakeBack: (() => void) | null;
}

/** What a person said of a problem last, with the way to take it back; nothing where nobody did. */
export function StanceLine({ problem: { stance }, now, onTakeBack }: StanceLineProps) {
  const text = stanceText(stance, now);
  if (text === null) return null;
  const Icon = stance.grown ? TriangleAlert : stance.state === 'acknowledged' ? UserCheck : BellOff;
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-2">
      <p className={stance.grown ? 'flex min-w-0 gap-1.5 text-warn' : 'flex min-w-0 gap-1.5 text-info'}>
        <Icon size={14} strokeWidth={1.75} className="mt-[3px] shrink-0" aria-hidden />
        <span className="wrap-anywhere">{text}</span>
      </p>
      {onTakeBack === null ? null : <Button onClick={onTakeBack}>Take back</Button>}
    </div>
  );
}
