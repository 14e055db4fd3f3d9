import { Lock, LockOpen, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { plural } from '#lib/format/ellipsis.ts';
import { noData } from '#lib/format/number.ts';
import { formatShare } from '#lib/format/share.ts';
import type { DeclaredLayer } from '#lib/graph/declared/layers.ts';
import type { GraphEdge, GraphNode } from '#lib/graph/model.ts';
import type { EdgeMeasure } from '#lib/url/edge-measures.ts';
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

/** What the edge list says of an edge in each column. */
export const edgeCells: Readonly<Record<EdgeColumn, (row: EdgeRow) => ReactNode>> = {
  status: ({ edge }) => <StatusWord status={edge.health.status} />,
  source: ({ source, clusters }) => <Name node={source} cluster={clusters} />,
  target: ({ target, clusters }) => <Name node={target} cluster={clusters} />,
  errors: ({ edge }) => edgeErrorText(edge),
  code: ({ edge }) => (
    <span className="truncate font-mono text-muted text-xs" title={leadingError(edge) ?? ''}>
      {leadingError(edge) ?? noData}
    </span>
  ),
  rate: ({ edge }) => edgeRateText(edge),
  share: ({ extras }) => formatShare(extras.share),
  latency: ({ edge }) => edgeLatencyText(edge),
  p50: (row) => <Measured row={row} measure="p50" />,
  p95: (row) => <Measured row={row} measure="p95" />,
  p99: (row) => <Measured row={row} measure="p99" />,
  'request-throughput': (row) => <Measured row={row} measure="request-throughput" />,
  'response-throughput': (row) => <Measured row={row} measure="response-throughput" />,
  service: ({ edge: { service } }) => (
    <span className="truncate text-muted" title={service?.name}>
      {service?.name ?? noData}
    </span>
  ),
  protocol: ({ edge }) => edge.protocol,
  mtls: ({ edge }) => <Tls edge={edge} />,
  weight: ({ edge, target }) => <Weight edge={edge} version={nodeVersion(target)} />,
  findings: ({ edge }) => <Findings edge={edge} />,
  requests: ({ edge }) => requestCount(edge),
  reporter: ({ edge }) => edge.shown,
  breaking: (row) => <Declared row={row} layer="breaking" />,
  faults: (row) => <Declared row={row} layer="faults" />,
  timeouts: (row) => <Declared row={row} layer="timeouts" />,
  mirroring: (row) => <Declared row={row} layer="mirroring" />,
  locality: (row) => <Declared row={row} layer="locality" />,
};
