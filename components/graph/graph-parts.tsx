import { lazy } from 'react';
import { contracts } from '#components/data/contracts.ts';
import { loadEdgeTable } from './list/edge-drawer.tsx';
import { loadGraphMenu } from './menu/use-graph-menu.tsx';

const loadInspector = () => import('../inspector/inspector.tsx');
export const Inspector = lazy(() => loadInspector().then((module) => ({ default: module.Inspector })));

const loadWalk = () => import('./walk/graph-walk.tsx');
export const GraphWalk = lazy(() => loadWalk().then((module) => ({ default: module.GraphWalk })));

/** What the first press on an element or on the list needs. */
export const loadAhead = () =>
  void Promise.allSettled([
    loadInspector(),
    contracts.details(),
    loadEdgeTable(),
    loadGraphMenu(),
    loadWalk(),
    loadHover(),
  ]);

export const WalkKeyList = lazy(() =>
  import('./walk/walk-key-list.tsx').then((module) => ({ default: module.WalkKeyList })),
);

const loadHover = () => import('./hover-card.tsx');
export const HoverCard = lazy(() => loadHover().then((module) => ({ default: module.HoverCard })));
export const Announced = lazy(() =>
  import('./announced.tsx').then((module) => ({ default: module.Announced })),
);
export const GraphFailure = lazy(() =>
  import('./graph-failure.tsx').then((module) => ({ default: module.GraphFailure })),
);
export const GraphNotices = lazy(() =>
  import('./graph-notices.tsx').then((module) => ({ default: module.GraphNotices })),
);
export const FindBar = lazy(() =>
  import('./find/find-bar.tsx').then((module) => ({ default: module.FindBar })),
);
export const FocusBar = lazy(() =>
  import('./focus/focus-bar.tsx').then((module) => ({ default: module.FocusBar })),
);
export const DrawingOptions = lazy(() =>
  import('./drawing/drawing-options.tsx').then((module) => ({ default: module.DrawingOptions })),
);
export const EdgesNote = lazy(() =>
  import('./drawing/edges-note.tsx').then((module) => ({ default: module.EdgesNote })),
);
export const MeasuredNotice = lazy(() =>
  import('./measured/measured-notice.tsx').then((module) => ({ default: module.MeasuredNotice })),
);
export const TrafficMotion = lazy(() =>
  import('./traffic/traffic-motion.tsx').then((module) => ({ default: module.TrafficMotion })),
);
export const MiniMap = lazy(() =>
  import('./mini-map/mini-map.tsx').then((module) => ({ default: module.MiniMap })),
);
export const EmptyGraph = lazy(() =>
  import('./empty-graph.tsx').then((module) => ({ default: module.EmptyGraph })),
);
