import type { NodeMark } from '#lib/graph/model.ts';
import { GlyphMark } from '../glyph-mark.tsx';
import { markWords } from '../scene/mark-words.ts';
import { StatusGlyph } from '../status-word.tsx';
import { frameMark, type LegendGroup } from './legend-mark.tsx';

const triangle = (filled: boolean) => (
  <GlyphMark>
    <path d="M8 2.500 14 13H2z" fill={filled ? 'currentColor' : 'none'} />
    <path d="M8 6v3.600M8 11.300v.2" className={filled ? 'stroke-surface' : undefined} />
  </GlyphMark>
);

const chip = (text: string) => (
  <span className="rounded-sm border border-line bg-bg px-1 font-mono text-[10px] leading-4">{text}</span>
);

/** What a node stands for, by the glyph at its left. */
export const kindEntries: LegendGroup = {
  title: 'Nodes',
  entries: [
    { mark: <GlyphMark name="workload" />, text: 'Workload' },
    { mark: <GlyphMark name="app" />, text: 'Application, all its versions' },
    { mark: <GlyphMark name="service" />, text: 'Service' },
    { mark: <GlyphMark name="operation" />, text: 'Operation of a service' },
    { mark: <GlyphMark name="gateway" />, text: 'Gateway or waypoint' },
    { mark: <GlyphMark name="external" />, text: 'External host' },
    { mark: <GlyphMark name="unknown" />, text: 'Callers without a proxy' },
    { mark: <GlyphMark name="passthrough" />, text: 'Passthrough: a host the mesh does not know' },
    { mark: <GlyphMark name="blackhole" />, text: 'Blackhole: a host the mesh refuses' },
    { mark: <GlyphMark name="inaccessible" />, text: 'In a namespace you may not read' },
    { mark: chip('v2'), text: 'Version' },
  ],
};

const nodeMarks: readonly NodeMark[] = ['out-of-mesh', 'no-pods', 'idle', 'workload-entry', 'source'];

/** What is told of a node at its lower right. */
export const nodeMarkEntries: LegendGroup = {
  title: 'At the foot of a node',
  entries: nodeMarks.map((mark) => ({
    mark: <GlyphMark name={mark} />,
    text: `${markWords[mark].word}: ${markWords[mark].means}`,
  })),
};

/** How the outline of a node is drawn. */
export const outlineEntries: LegendGroup = {
  title: 'Outlines',
  entries: [
    { mark: frameMark('rounded-full! border border-line-strong'), text: 'Service' },
    { mark: frameMark('border-2 border-muted'), text: 'Gateway or waypoint' },
    { mark: frameMark('border border-line-strong border-dashed'), text: 'External host, or no data' },
    { mark: frameMark('border border-warn-line bg-warn-quiet'), text: 'Degraded' },
    { mark: frameMark('border-2 border-fail-line bg-fail-quiet'), text: 'Failing' },
    {
      mark: frameMark('border border-line-strong border-dashed opacity-60'),
      text: 'Faint: gone, kept for five minutes',
    },
    { mark: frameMark('border border-line-strong ring-3 ring-accent/30'), text: 'Selected, or found' },
  ],
};

/** Marks on nodes, and on edges where they say so. */
export const markEntries: LegendGroup = {
  title: 'Marks',
  entries: [
    { mark: <StatusGlyph status="failing" />, text: 'Failing: over a failure threshold' },
    { mark: <StatusGlyph status="degraded" />, text: 'Degraded: over a warning threshold' },
    { mark: triangle(true), text: 'Configuration: a finding that is an error', tone: 'text-fail-line' },
    { mark: triangle(false), text: 'Configuration: a finding that is a warning', tone: 'text-warn-line' },
    {
      mark: (
        <span className="rounded-full border border-accent bg-accent-quiet px-1 font-mono text-[10px] text-text leading-3.5">
          #1
        </span>
      ),
      text: 'Rank among all nodes, 1 to 100: 1 has the most of what View ranks by',
    },
    { mark: <span className="size-2 rounded-full bg-accent" />, text: 'New in the last minute' },
  ],
};
