'use client';
import { Lock, LockOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { StatusGlyph } from './status-word.tsx';

function Line({ className, width, dash }: { className: string; width: number; dash?: string }) {
  return (
    <svg width="30" height="10" viewBox="0 0 30 10" className={className} aria-hidden="true">
      <path d="M0 5h23" stroke="currentColor" strokeWidth={width} strokeDasharray={dash} />
      <path d="m22 1.500 7 3.500-7 3.500z" fill="currentColor" />
    </svg>
  );
}

const lines: readonly (readonly [ReactNode, string])[] = [
  [<Line key="1" className="text-[var(--edge)]" width={2} />, 'Healthy; thicker from 1 and from 30 rps'],
  [<Line key="2" className="text-warn-line" width={2} />, 'Degraded, marked ◐'],
  [<Line key="3" className="text-fail-line" width={3} />, 'Failing, marked ✕'],
  [<Line key="4" className="text-[var(--tcp-line)]" width={2} />, 'TCP'],
  [<Line key="5" className="text-[var(--idle-line)]" width={0.8} />, 'Idle: nothing in this window'],
  [<Line key="6" className="text-[var(--idle-line)]" width={1.5} dash="4 3" />, 'No data'],
];

const marks: readonly (readonly [ReactNode, string])[] = [
  [<StatusGlyph key="1" status="failing" />, 'Over a failure threshold'],
  [<StatusGlyph key="2" status="degraded" />, 'Over a warning threshold'],
  [<Lock key="3" size={13} aria-hidden />, 'All observed traffic had mutual TLS'],
  [<Lock key="4" size={13} className="text-warn" aria-hidden />, 'A part had it; the share stands beside'],
  [<LockOpen key="5" size={13} className="text-warn" aria-hidden />, 'Plaintext; no lock: not known'],
  [
    <span key="6" className="text-warn">
      ≠
    </span>,
    'Observed share outside the 99 % band of the declared one',
  ],
];

/** What lines and marks mean. */
export function LegendList() {
  return (
    <ul className="space-y-1.5">
      {[...lines, ...marks].map(([mark, text]) => (
        <li key={text} className="grid grid-cols-[34px_1fr] items-center gap-2">
          <span className="flex justify-center">{mark}</span>
          <span className="text-muted">{text}</span>
        </li>
      ))}
    </ul>
  );
}
