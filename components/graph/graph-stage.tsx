'use client';
import { type ReactNode, Suspense, useRef, useState } from 'react';
import {
  Announced,
  EmptyGraph,
  GraphFailure,
  GraphWalk,
  HoverCard,
  loadAhead,
  TrafficMotion,
  WalkKeyList,
} from './graph-parts.tsx';
import { GraphSkeleton } from './graph-skeleton.tsx';
import { useAhead } from './use-ahead.ts';
import type { GraphDrawn } from './use-graph-drawn.ts';
import type { GraphShown } from './use-graph-shown.ts';

interface GraphStageProps {
  readonly shown: GraphShown;
  readonly drawn: GraphDrawn;
  readonly animate: boolean;
  /** What floats over the canvas. */
  readonly children: ReactNode;
}

/** The canvas with what lies over it: first load, failure, emptiness, the hover card, the walk by keys, and what is said aloud. */
export function GraphStage({ shown, drawn, animate, children }: GraphStageProps) {
  const { loaded, response, scene, presences, selection } = shown;
  const { canvas, hovered } = drawn;
  const area = useRef<HTMLElement>(null);
  const [walked, setWalked] = useState(false);
  const ahead = useAhead(scene !== null && !drawn.arranging, loadAhead);
  const empty = response !== null && response.graph.nodes.length === 0;
  return (
    <div className="relative min-h-44 flex-1 bg-bg">
      <section
        ref={area}
        role="application"
        aria-roledescription="graph"
        aria-label={`Service graph, ${shown.rows.length} edges. Arrow keys go along them, ? lists the keys. The edge list below has the same edges.`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it hears the keys of the walk
        tabIndex={0}
        onFocus={() => setWalked(true)}
        className="absolute inset-0 isolate overflow-hidden focus-visible:-outline-offset-2"
      >
        {/* The graph library makes its container `position: relative`: this one is sized by its parent. */}
        <div ref={drawn.host} className="size-full" />
      </section>
      {loaded.state === 'loading' ? <GraphSkeleton text="Asking for the traffic" /> : null}
      {loaded.state === 'ready' && drawn.arranging ? (
        <span className="absolute bottom-3 left-4 text-faint text-xs" role="status">
          Laying out {scene?.nodes.length} nodes
        </span>
      ) : null}
      <Suspense>{loaded.state === 'failed' ? <GraphFailure error={loaded.error} /> : null}</Suspense>
      <Suspense>{animate && scene ? <TrafficMotion canvas={canvas} /> : null}</Suspense>
      <Suspense>{empty ? <EmptyGraph namespaces={shown.namespaces} /> : null}</Suspense>
      {children}
      <Suspense>
        {hovered && presences && scene ? (
          <HoverCard
            {...hovered}
            graph={presences.graph}
            scene={scene}
            marksOf={shown.layers.onPlates.marksOf}
          />
        ) : null}
      </Suspense>
      <Suspense>{ahead ? <WalkKeyList /> : null}</Suspense>
      {walked && scene && presences ? (
        <Suspense>
          <GraphWalk
            area={area}
            canvas={canvas}
            scene={scene}
            graph={presences.graph}
            selection={selection}
            inspect={shown.select}
            focus={shown.focus.focusOn}
            toggle={drawn.toggleBox}
            menu={drawn.menu.open}
          />
        </Suspense>
      ) : null}
      {drawn.menu.menu}
      {drawn.said}
      <p className="sr-only" aria-live="polite">
        <Suspense>
          {selection && response ? <Announced selection={selection} graph={response.graph} /> : null}
        </Suspense>
      </p>
      <p className="sr-only" aria-live="polite">
        {shown.changesTold}
      </p>
    </div>
  );
}
