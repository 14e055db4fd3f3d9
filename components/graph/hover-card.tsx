import { lazy, Suspense } from 'react';
import type { LayerMark } from '#lib/graph/declared/layer-mark.ts';
import type { GraphEdge, GraphNode } from '#lib/graph/model.ts';
import type { Point } from '#lib/layout/layout-graph.ts';
import { NodeMarks } from './node-marks.tsx';
import { edgeErrorText, edgeLatencyText, edgeRateText, leadingError } from './scene/edge-facts.ts';
import { StatusWord } from './status-word.tsx';

export interface Hovered {
  readonly at: Point;
  readonly title: string;
  readonly node: GraphNode | null;
  readonly edge: GraphEdge | null;
  /** The node's, where the graph has several. */
  readonly cluster: string | null;
}

const HoverLayers = lazy(() =>
  import('./layers/hover-layers.tsx').then((module) => ({ default: module.HoverLayers })),
);

/** The whole name and the first facts of what is under the pointer; of an edge what the layers that are on say, too. */
export function HoverCard({ hovered, marks }: { hovered: Hovered; marks: readonly LayerMark[] }) {
  const { at, title, node, edge, cluster } = hovered;
  const health = node?.health ?? edge?.health;
  return (
    <div
      className="pointer-events-none absolute z-20 max-w-96 rounded-md border border-line bg-raised px-2.5 py-1.5 text-xs shadow-float"
      style={{ left: at.x + 14, top: at.y + 14 }}
      aria-hidden="true"
    >
      <div className="break-words font-medium">{title}</div>
      {node?.namespace ? (
        <div className="text-muted">
          {node.kind} in {node.namespace}
          {cluster ? ` of ${cluster}` : ''}
          {node.pods ? ` · ${node.pods.ready} of ${node.pods.total} pods ready` : ''}
        </div>
      ) : null}
      {health ? <StatusWord status={health.status} /> : null}
      {node ? <NodeMarks marks={node.marks} /> : null}
      {edge ? (
        <div className="tabular text-muted">
          {edgeRateText(edge)} · errors {edgeErrorText(edge)}
          {edge.protocol === 'tcp' ? '' : ` · ${edgeLatencyText(edge)}`}
          {leadingError(edge) ? ` · ${leadingError(edge)}` : ''}
        </div>
      ) : null}
      {marks.length > 0 ? (
        <Suspense>
          <HoverLayers marks={marks} />
        </Suspense>
      ) : null}
    </div>
  );
}
