import { lazy, Suspense } from 'react';
import type { LayerMark } from '#lib/graph/declared/layer-mark.ts';
import type { GraphEdge, TrafficGraph } from '#lib/graph/model.ts';
import type { Point } from '#lib/layout/layout-graph.ts';
import type { Target } from './canvas/graph-canvas.ts';
import { NodeMarks } from './node-marks.tsx';
import { edgeErrorText, edgeLatencyText, edgeRateText, leadingError } from './scene/edge-facts.ts';
import type { Scene } from './scene/scene.ts';
import { StatusWord } from './status-word.tsx';
import { hoverOf } from './tell.ts';

interface HoverCardProps {
  readonly target: Target;
  readonly at: Point;
  readonly graph: TrafficGraph;
  readonly scene: Scene;
  readonly marksOf: (edge: GraphEdge['id']) => readonly LayerMark[];
}

const HoverLayers = lazy(() =>
  import('./layers/hover-layers.tsx').then((module) => ({ default: module.HoverLayers })),
);

/** The whole name and the first facts of what is under the pointer; of an edge what the layers that are on say, too. */
export function HoverCard({ target, at, graph, scene, marksOf }: HoverCardProps) {
  const hovered = hoverOf(target, at, graph, scene);
  if (!hovered) return null;
  const { title, node, edge, cluster } = hovered;
  const marks = edge ? marksOf(edge.id) : [];
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
