'use client';
import { LockOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { outlines } from './canvas/outlines.ts';
import { StatusGlyph } from './status-word.tsx';

function Line({ className, width, dash }: { className: string; width: number; dash?: string }) {
  return (
    <svg width="30" height="10" viewBox="0 0 30 10" className={className} aria-hidden="true">
      <path d="M0 5h23" stroke="currentColor" strokeWidth={width} strokeDasharray={dash} />
      <path d="m22 1.500 7 3.500-7 3.500z" fill="currentColor" />
    </svg>
  );
}

/** A mark as the canvas draws it. */
function Mark({ name, children }: { name?: keyof typeof outlines; children?: ReactNode }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinejoin="round"
      strokeLinecap="round"
      aria-hidden="true"
    >
      {name ? <path d={outlines[name]} /> : null}
      {children}
    </svg>
  );
}

const lock = (share: number) => (
  <Mark name="lockClosed">
    <path d={`M3.500 7.500h${9 * share}v6h-${9 * share}z`} fill="currentColor" stroke="none" />
  </Mark>
);

const triangle = (filled: boolean) => (
  <Mark>
    <path d="M8 2.500 14 13H2z" fill={filled ? 'currentColor' : 'none'} />
    <path d="M8 6v3.600M8 11.300v.2" className={filled ? 'stroke-surface' : undefined} />
  </Mark>
);

const frame = (className: string) => <span className={`h-3.5 w-7 rounded-sm ${className}`} />;

interface Entry {
  readonly mark: ReactNode;
  readonly text: string;
  readonly tone?: string;
}

const parts: readonly { readonly title: string; readonly entries: readonly Entry[] }[] = [
  {
    title: 'Lines',
    entries: [
      {
        mark: <Line className="text-[var(--edge)]" width={2} />,
        text: 'Healthy; thicker from 1 and from 30 rps',
      },
      { mark: <Line className="text-warn-line" width={2} />, text: 'Degraded' },
      { mark: <Line className="text-fail-line" width={3} />, text: 'Failing' },
      { mark: <Line className="text-[var(--tcp-line)]" width={2} />, text: 'TCP' },
      {
        mark: <Line className="text-[var(--idle-line)]" width={0.8} />,
        text: 'Idle: nothing in this window',
      },
      { mark: <Line className="text-[var(--idle-line)]" width={1.5} dash="4 3" />, text: 'No data' },
    ],
  },
  {
    title: 'Marks',
    entries: [
      { mark: <StatusGlyph status="failing" />, text: 'Failing: over a failure threshold' },
      { mark: <StatusGlyph status="degraded" />, text: 'Degraded: over a warning threshold' },
      { mark: triangle(true), text: 'Configuration: a finding that is an error', tone: 'text-fail-line' },
      { mark: triangle(false), text: 'Configuration: a finding that is a warning', tone: 'text-warn-line' },
      { mark: lock(1), text: 'Mutual TLS on all traffic seen', tone: 'text-faint' },
      { mark: lock(0.5), text: 'Mutual TLS on a part; the share is beside it', tone: 'text-warn' },
      { mark: <LockOpen size={14} aria-hidden />, text: 'Plaintext. No lock: not known', tone: 'text-warn' },
      { mark: '≠', text: 'Declared share outside the 99 % band of the observed one', tone: 'text-warn' },
    ],
  },
  {
    title: 'Nodes',
    entries: [
      { mark: <Mark name="workload" />, text: 'Workload, its version at the right' },
      { mark: <Mark name="service" />, text: 'Service' },
      { mark: <Mark name="gateway" />, text: 'Gateway or waypoint' },
      { mark: <Mark name="external" />, text: 'External host' },
      { mark: <Mark name="namespace" />, text: 'Closed namespace and how many nodes it has' },
      { mark: <Mark name="unknown" />, text: 'Callers without a proxy' },
      { mark: <Mark name="passthrough" />, text: 'Passthrough: a host the mesh does not know' },
      { mark: <Mark name="blackhole" />, text: 'Blackhole: a host the mesh refuses' },
      { mark: <Mark name="inaccessible" />, text: 'In a namespace you may not read' },
      {
        mark: frame('border border-line-strong border-dashed opacity-60'),
        text: 'Faint: gone, kept for five minutes',
      },
      { mark: <span className="size-2 rounded-full bg-accent" />, text: 'New in the last minute' },
    ],
  },
];

/** What every line, mark and outline of the canvas means. */
export function LegendList() {
  const sections = parts.map(({ title, entries }) => (
    <section key={title} className="mb-3 break-inside-avoid">
      <h3 className="mb-1 font-semibold text-muted text-xs">{title}</h3>
      <ul className="space-y-1">
        {entries.map(({ mark, text, tone = 'text-muted' }) => (
          <li key={text} className="grid grid-cols-[34px_1fr] items-center gap-2">
            <span className={`flex justify-center ${tone}`}>{mark}</span>
            <span className="text-muted">{text}</span>
          </li>
        ))}
      </ul>
    </section>
  ));
  return <div className="gap-6 sm:columns-2">{sections}</div>;
}
