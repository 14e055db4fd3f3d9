import { Ban, CircleHelp } from 'lucide-react';
import { cx } from '#components/ui/cx.ts';
import type { HealthStatus } from '#lib/graph/model.ts';

const looks: Record<HealthStatus, { word: string; text: string }> = {
  failing: { word: 'Failing', text: 'text-fail' },
  degraded: { word: 'Degraded', text: 'text-warn' },
  healthy: { word: 'Healthy', text: 'text-ok' },
  idle: { word: 'Idle', text: 'text-idle' },
  unknown: { word: 'No data', text: 'text-idle' },
};

export const statusWord = (status: HealthStatus): string => looks[status].word;

/** The mark of a status, the same as on the canvas: ✕ failing, ◐ degraded, a ring healthy. */
export function StatusGlyph({ status, size = 13 }: { status: HealthStatus; size?: number }) {
  const common = {
    width: size,
    height: size,
    viewBox: '0 0 14 14',
    'aria-hidden': true,
    className: 'shrink-0',
  } as const;
  switch (status) {
    case 'failing':
      return (
        <svg {...common} role="presentation" className="shrink-0 text-fail-line">
          <circle cx="7" cy="7" r="6.5" fill="currentColor" />
          <path
            d="m4.4 4.4 5.2 5.2m0-5.2L4.400 9.600"
            className="stroke-surface"
            strokeWidth="1.9"
            strokeLinecap="round"
          />
        </svg>
      );
    case 'degraded':
      return (
        <svg {...common} role="presentation" className="shrink-0 text-warn-line">
          <circle cx="7" cy="7" r="5.8" fill="none" stroke="currentColor" strokeWidth="1.6" />
          <path d="M7 1.200a5.800 5.800 0 0 0 0 11.600z" fill="currentColor" />
        </svg>
      );
    case 'healthy':
      return (
        <svg {...common} role="presentation" className="shrink-0 text-ok-line">
          <circle cx="7" cy="7" r="5.6" fill="none" stroke="currentColor" strokeWidth="1.6" />
        </svg>
      );
    case 'idle':
      return <Ban size={size} strokeWidth={1.75} className="shrink-0 text-idle" aria-hidden />;
    case 'unknown':
      return <CircleHelp size={size} strokeWidth={1.75} className="shrink-0 text-idle" aria-hidden />;
  }
}

/** Glyph and word. */
export function StatusWord({ status, className }: { status: HealthStatus; className?: string }) {
  return (
    <span className={cx('inline-flex items-center gap-1.5', looks[status].text, className)}>
      <StatusGlyph status={status} />
      {looks[status].word}
    </span>
  );
}
