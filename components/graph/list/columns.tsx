import { createColumnHelper, tableFeatures } from '@tanstack/react-table';
import { Lock, LockOpen, TriangleAlert } from 'lucide-react';
import { plural } from '#lib/format/ellipsis.ts';
import { noData } from '#lib/format/number.ts';
import { formatShare } from '#lib/format/share.ts';
import type { DeclaredLayer } from '#lib/graph/declared/layers.ts';
import type { GraphEdge, GraphNode } from '#lib/graph/model.ts';
import { declaredLayers } from '#lib/url/declared-layers.ts';
import { type EdgeMeasure, edgeMeasures } from '#lib/url/edge-measures.ts';
import type { EdgeColumn } from '#lib/url/graph-codec.ts';
import {
  edgeErrorText,
  edgeLatencyText,
  edgeMeasureText,
  edgeRateText,
  leadingError,
  shownReport,
  splitText,
} from '../scene/edge-facts.ts';
import { nodeLabel, nodeName, nodeVersion } from '../scene/node-name.ts';
import { StatusWord } from '../status-word.tsx';
import type { EdgeRow } from './edge-row.ts';

export const features = tableFeatures({});
const helper = createColumnHelper<typeof features, EdgeRow>();

interface ColumnLook {
  /** A track of the table's grid. */
  readonly track: string;
  /** The least of it, in pixels. */
  readonly width: number;
  readonly right: boolean;
  readonly title: string;
}

export const columnLooks: Record<EdgeColumn, ColumnLook> = {
  status: { track: '86px', width: 86, right: false, title: 'Status' },
  source: { track: 'minmax(112px,1.2fr)', width: 112, right: false, title: 'Source' },
  target: { track: 'minmax(112px,1.2fr)', width: 112, right: false, title: 'Target' },
  errors: { track: '136px', width: 136, right: true, title: 'Errors' },
  code: { track: '92px', width: 92, right: false, title: 'Code, flags' },
  rate: { track: '72px', width: 72, right: true, title: 'Rate' },
  share: { track: '72px', width: 72, right: true, title: 'Share' },
  latency: { track: '64px', width: 64, right: true, title: 'Mean' },
  p50: { track: '64px', width: 64, right: true, title: 'p50' },
  p95: { track: '64px', width: 64, right: true, title: 'p95' },
  p99: { track: '64px', width: 64, right: true, title: 'p99' },
  'request-throughput': { track: '88px', width: 88, right: true, title: 'Requests' },
  'response-throughput': { track: '88px', width: 88, right: true, title: 'Responses' },
  service: { track: 'minmax(72px,0.9fr)', width: 72, right: false, title: 'Service' },
  protocol: { track: '56px', width: 56, right: false, title: 'Protocol' },
  mtls: { track: '72px', width: 72, right: false, title: 'mTLS' },
  weight: { track: '116px', width: 116, right: true, title: 'Weight' },
  findings: { track: '72px', width: 72, right: false, title: 'Findings' },
  requests: { track: '80px', width: 80, right: true, title: 'Count' },
  reporter: { track: '88px', width: 88, right: false, title: 'Reporter' },
  breaking: { track: '168px', width: 168, right: false, title: 'Breaker' },
  faults: { track: '176px', width: 176, right: false, title: 'Faults' },
  timeouts: { track: '184px', width: 184, right: false, title: 'Timeout, retries' },
  mirroring: { track: '184px', width: 184, right: false, title: 'Mirror' },
  locality: { track: '156px', width: 156, right: false, title: 'Locality' },
};

/** Between two columns, in pixels; a row has the same at each of its ends. */
export const columnGap = 12;

/** The narrowest that these columns can be read, in pixels. */
export const narrowest = (shown: readonly EdgeColumn[]): number =>
  shown.reduce((sum, column) => sum + columnLooks[column].width, (shown.length + 1) * columnGap);

/** Requests that were counted in the window; of connections none are. */
function requestCount(edge: GraphEdge): string {
  const count = edge.protocol === 'tcp' ? null : (shownReport(edge)?.count ?? null);
  return count === null ? noData : Math.round(count).toLocaleString('en-US');
}

/** The name and version of a node, and its namespace, which the canvas draws round it; with its cluster where there are several. */
function Name({ node, cluster }: { node: GraphNode; cluster: boolean }) {
  const version = nodeVersion(node);
  return (
    <span
      className="flex h-5 min-w-0 flex-1 flex-wrap items-baseline gap-x-1.5 overflow-hidden"
      title={[nodeLabel(node), node.namespace, cluster ? node.cluster : null].filter(Boolean).join(' ')}
    >
      <span className="flex min-w-0 max-w-full items-baseline gap-1.5">
        <span className="truncate">{nodeName(node)}</span>
        {version ? <span className="shrink-0 font-mono text-faint text-xs">{version}</span> : null}
      </span>
      {/* Where it finds no room it falls below the line, of which one row is seen. */}
      {node.namespace === null ? null : (
        <span className="min-w-0 flex-[1_0_3.5rem] truncate text-faint text-xs">
          {cluster ? `${node.cluster}/${node.namespace}` : node.namespace}
        </span>
      )}
    </span>
  );
}

function Tls({ edge }: { edge: GraphEdge }) {
  switch (edge.mtls.state) {
    case 'all':
      return (
        <span className="inline-flex items-center gap-1 text-muted">
          <Lock size={12} aria-hidden /> all
        </span>
      );
    case 'partial':
      return (
        <span className="inline-flex items-center gap-1 text-warn">
          <Lock size={12} aria-hidden /> {formatShare(edge.mtls.share)}
        </span>
      );
    case 'none':
      return (
        <span className="inline-flex items-center gap-1 text-warn">
          <LockOpen size={12} aria-hidden /> none
        </span>
      );
    case 'unknown':
      return <span className="text-faint">–</span>;
  }
}

function Weight({ edge, version }: { edge: GraphEdge; version: string | null }) {
  if (!edge.split) return <span className="text-faint">–</span>;
  return (
    <span className={edge.split.deviates ? 'text-warn' : undefined}>
      {splitText(edge.split, version)}
      {edge.split.deviates ? ' ≠' : ''}
    </span>
  );
}

const levels = [
  ['error', 'text-fail'],
  ['warning', 'text-warn'],
  ['info', 'text-muted'],
] as const;

/** Findings on the objects that govern an edge, by level, the most serious first. */
function Findings({ edge }: { edge: GraphEdge }) {
  const found = levels.filter(([level]) => (edge.findings[level] ?? 0) > 0);
  if (found.length === 0) return <span className="text-faint">–</span>;
  return (
    <span className="inline-flex gap-1.5">
      {found.map(([level, tone]) => {
        const { [level]: count = 0 } = edge.findings;
        const text = level === 'info' ? `${count} info` : plural(count, level);
        return (
          <span key={level} title={text} className={`inline-flex items-center gap-0.5 ${tone}`}>
            <TriangleAlert size={12} aria-hidden />
            <span aria-hidden>{count}</span>
            <span className="sr-only">{text}</span>
          </span>
        );
      })}
    </span>
  );
}

/** What Prometheus is asked for beside the graph: not read yet is not the same as no data. */
function Measured({ row: { edge, extras }, measure }: { row: EdgeRow; measure: EdgeMeasure }) {
  if (extras.values === null && edge.protocol !== 'tcp') return <span className="text-faint">…</span>;
  return edgeMeasureText(edge, measure, extras);
}

const tones = { quiet: 'text-muted', warn: 'text-warn', fail: 'text-fail' } as const;

/** What is declared for it: not read yet is not the same as nothing declared. */
function Declared({ row: { marks }, layer }: { row: EdgeRow; layer: DeclaredLayer }) {
  if (marks === null) return <span className="text-faint">…</span>;
  const mark = marks.find((each) => each.layer === layer);
  if (!mark) return <span className="text-faint">–</span>;
  return (
    <span className={`truncate ${tones[mark.tone]}`} title={mark.text}>
      {mark.text}
    </span>
  );
}

/** The columns of the edge list, by what they are sorted by. */
export const columns = helper.columns([
  helper.display({
    id: 'status',
    cell: ({ row }) => <StatusWord status={row.original.edge.health.status} />,
  }),
  helper.display({
    id: 'source',
    cell: ({ row }) => <Name node={row.original.source} cluster={row.original.clusters} />,
  }),
  helper.display({
    id: 'target',
    cell: ({ row }) => <Name node={row.original.target} cluster={row.original.clusters} />,
  }),
  helper.display({ id: 'errors', cell: ({ row }) => edgeErrorText(row.original.edge) }),
  helper.display({
    id: 'code',
    cell: ({ row }) => (
      <span className="truncate font-mono text-muted text-xs" title={leadingError(row.original.edge) ?? ''}>
        {leadingError(row.original.edge) ?? noData}
      </span>
    ),
  }),
  helper.display({ id: 'rate', cell: ({ row }) => edgeRateText(row.original.edge) }),
  helper.display({ id: 'share', cell: ({ row }) => formatShare(row.original.extras.share) }),
  helper.display({ id: 'latency', cell: ({ row }) => edgeLatencyText(row.original.edge) }),
  ...edgeMeasures.map((measure) =>
    helper.display({ id: measure, cell: ({ row }) => <Measured row={row.original} measure={measure} /> }),
  ),
  helper.display({
    id: 'service',
    cell: ({ row }) => {
      const name = row.original.edge.service?.name;
      return (
        <span className="truncate text-muted" title={name}>
          {name ?? noData}
        </span>
      );
    },
  }),
  helper.display({ id: 'protocol', cell: ({ row }) => row.original.edge.protocol }),
  helper.display({ id: 'mtls', cell: ({ row }) => <Tls edge={row.original.edge} /> }),
  helper.display({
    id: 'weight',
    cell: ({ row }) => <Weight edge={row.original.edge} version={nodeVersion(row.original.target)} />,
  }),
  helper.display({ id: 'findings', cell: ({ row }) => <Findings edge={row.original.edge} /> }),
  helper.display({ id: 'requests', cell: ({ row }) => requestCount(row.original.edge) }),
  helper.display({ id: 'reporter', cell: ({ row }) => row.original.edge.shown }),
  ...declaredLayers.map((layer) =>
    helper.display({ id: layer, cell: ({ row }) => <Declared row={row.original} layer={layer} /> }),
  ),
]);
