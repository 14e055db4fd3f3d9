import { createColumnHelper, tableFeatures } from '@tanstack/react-table';
import { Lock, LockOpen } from 'lucide-react';
import { formatShare } from '#lib/format/share.ts';
import type { GraphEdge, GraphNode } from '#lib/graph/model.ts';
import type { EdgeColumn } from '#lib/url/graph-codec.ts';
import {
  edgeErrorText,
  edgeLatencyText,
  edgeRateText,
  leadingError,
  splitText,
} from '../scene/edge-facts.ts';

import { nodeLabel, nodeName } from '../scene/node-name.ts';
import { StatusWord } from '../status-word.tsx';
import type { EdgeRow } from './edge-row.ts';

export const features = tableFeatures({});
const helper = createColumnHelper<typeof features, EdgeRow>();

interface ColumnLook {
  /** A track of the table's grid. */
  readonly track: string;
  readonly right: boolean;
  readonly title: string;
}

export const columnLooks: Record<EdgeColumn, ColumnLook> = {
  status: { track: '92px', right: false, title: 'Status' },
  source: { track: 'minmax(96px,1.2fr)', right: false, title: 'Source' },
  target: { track: 'minmax(96px,1.2fr)', right: false, title: 'Target' },
  service: { track: 'minmax(64px,0.9fr)', right: false, title: 'Service' },
  protocol: { track: '54px', right: false, title: 'Protocol' },
  rate: { track: '74px', right: true, title: 'Rate' },
  errors: { track: '110px', right: true, title: 'Errors' },
  latency: { track: '62px', right: true, title: 'Mean' },
  mtls: { track: '60px', right: false, title: 'mTLS' },
  weight: { track: '116px', right: true, title: 'Weight' },
};

function Name({ node }: { node: GraphNode }) {
  return (
    <span
      className="flex min-w-0 items-baseline gap-1.5"
      title={`${nodeLabel(node)} ${node.namespace ?? ''}`}
    >
      <span className="truncate">{nodeName(node)}</span>
      {node.version ? <span className="shrink-0 font-mono text-faint text-xs">{node.version}</span> : null}
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

function Errors({ edge }: { edge: GraphEdge }) {
  const leading = leadingError(edge);
  return (
    <span className="flex min-w-0 items-baseline gap-1.5">
      {leading ? <span className="truncate font-mono text-faint text-xs">{leading}</span> : null}
      <span>{edgeErrorText(edge)}</span>
    </span>
  );
}

/** The columns of the edge list, by what they are sorted by. */
export const columns = helper.columns([
  helper.display({
    id: 'status',
    cell: ({ row }) => <StatusWord status={row.original.edge.health.status} />,
  }),
  helper.display({ id: 'source', cell: ({ row }) => <Name node={row.original.source} /> }),
  helper.display({ id: 'target', cell: ({ row }) => <Name node={row.original.target} /> }),
  helper.display({
    id: 'service',
    cell: ({ row }) => <span className="truncate text-muted">{row.original.edge.service?.name ?? '–'}</span>,
  }),
  helper.display({ id: 'protocol', cell: ({ row }) => row.original.edge.protocol }),
  helper.display({ id: 'rate', cell: ({ row }) => edgeRateText(row.original.edge) }),
  helper.display({ id: 'errors', cell: ({ row }) => <Errors edge={row.original.edge} /> }),
  helper.display({ id: 'latency', cell: ({ row }) => edgeLatencyText(row.original.edge) }),
  helper.display({ id: 'mtls', cell: ({ row }) => <Tls edge={row.original.edge} /> }),
  helper.display({
    id: 'weight',
    cell: ({ row }) => <Weight edge={row.original.edge} version={row.original.target.version} />,
  }),
]);
