import { LockOpen } from 'lucide-react';
import { GlyphMark } from '../glyph-mark.tsx';
import { type LegendGroup, LineMark } from './legend-mark.tsx';

const lock = (share: number) => (
  <GlyphMark name="lockClosed">
    <path d={`M3.500 7.500h${9 * share}v6h-${9 * share}z`} fill="currentColor" stroke="none" />
  </GlyphMark>
);

const plate = (text: string, className: string) => (
  <span className={`rounded-sm border bg-surface px-1 text-[10px] leading-4 ${className}`}>{text}</span>
);

/** What stands on edges while its layer is on; the same glyphs at any size. */
export const layerEntries: LegendGroup = {
  title: 'Layers',
  entries: [
    {
      mark: <GlyphMark name="breaking" />,
      text: 'Circuit breaking: limits, ejection; amber or red when it refuses',
    },
    { mark: <GlyphMark name="faults" />, text: 'Injected faults: declared share, then the observed one' },
    { mark: <GlyphMark name="timeouts" />, text: 'Timeout and retries; < where the tries need longer' },
    { mark: <GlyphMark name="mirroring" />, text: 'Requests copied elsewhere, or copies that arrive' },
    {
      mark: <GlyphMark name="locality" />,
      text: 'How zones count, and in how many the pods of both ends run',
    },
  ],
};

/** Lines between nodes. */
export const lineEntries: LegendGroup = {
  title: 'Edges',
  entries: [
    {
      mark: <LineMark className="text-[var(--edge)]" width={2} />,
      text: 'Healthy; thicker from 1 and from 30 rps',
    },
    { mark: <LineMark className="text-warn-line" width={2} />, text: 'Degraded' },
    { mark: <LineMark className="text-fail-line" width={3} />, text: 'Failing, drawn over all others' },
    { mark: <LineMark className="text-[var(--tcp-line)]" width={2} />, text: 'TCP' },
    {
      mark: <LineMark className="text-[var(--idle-line)]" width={0.8} />,
      text: 'Idle: nothing in this window',
    },
    { mark: <LineMark className="text-[var(--idle-line)]" width={1.5} dash="4 3" />, text: 'No data' },
  ],
};

/** What stands on the middle of a line. */
export const plateEntries: LegendGroup = {
  title: 'On edges',
  entries: [
    {
      mark: plate('38', 'border-line'),
      text: 'Rate, latency, bytes and share of the source’s requests, as chosen; left out where not known',
    },
    {
      mark: plate('3 %', 'border-fail-line text-fail'),
      text: 'Share of errors; the frame tells how serious',
    },
    { mark: '10→9', text: 'Declared share of a route, then the observed one' },
    { mark: '≠', text: 'Declared share outside the 99 % band of the observed one', tone: 'text-warn' },
    { mark: lock(1), text: 'Mutual TLS on all traffic seen', tone: 'text-faint' },
    { mark: lock(0.5), text: 'Mutual TLS on a part; the share is beside it', tone: 'text-warn' },
    { mark: <LockOpen size={14} aria-hidden />, text: 'Plaintext. No lock: not known', tone: 'text-warn' },
  ],
};

const dot = (className: string) => <span className={`size-2 ${className}`} />;

/** What moves along the lines, when View lets it. */
export const motionEntries: LegendGroup = {
  title: 'Moving dots',
  entries: [
    { mark: dot('rounded-full bg-muted'), text: 'Requests: more and faster by the log of their rate' },
    { mark: dot('rotate-45 size-2.5! bg-fail-line'), text: 'Requests that failed, in their share' },
    { mark: dot('bg-[var(--tcp-line)]'), text: 'TCP, by bytes both ways' },
  ],
};
