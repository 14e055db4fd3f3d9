'use client';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { LayoutGraph, Positions } from '#lib/layout/layout-graph.ts';
import { placeNew } from '#lib/layout/place-new.ts';
import { type CanvasEvents, GraphCanvas, type Target } from './canvas/graph-canvas.ts';
import { requestLayout, warmLayout } from './layout-client.ts';
import type { Scene } from './scene/scene.ts';
import { readPositions, writePositions } from './stored-positions.ts';

/** A full layout is drawn once more than this part of the nodes has no place: they would only be heaped up. */
const newShare = 0.5;

const layoutGraphOf = (scene: Scene): LayoutGraph => ({
  nodes: scene.nodes.map(({ id, box, width, height }) => ({ id, box, width, height })),
  edges: scene.edges.map(({ id, source, target }) => ({ id, source, target })),
});

export interface CanvasState {
  readonly host: RefObject<HTMLDivElement | null>;
  readonly canvas: RefObject<GraphCanvas | null>;
  readonly arranging: boolean;
  /** Why the last layout is a grid. */
  readonly fellBack: string | null;
  /** Lays everything out anew and brings it into view whole. */
  relayout(): void;
  /** The next scene is to be laid out anew: the person is about to open or close a part of it. */
  relayoutNext(): void;
}

/** Keeps the canvas at `scene`. Nothing moves but on the first paint of `view` and when asked. */
export function useCanvas(
  scene: Scene | null,
  view: string,
  chosen: Target | null,
  events: CanvasEvents,
): CanvasState {
  const host = useRef<HTMLDivElement | null>(null);
  const canvas = useRef<GraphCanvas | null>(null);
  const places = useRef<{ view: string; positions: Positions } | null>(null);
  const running = useRef<{ readonly view: string; readonly abort: AbortController } | null>(null);
  const asked = useRef(false);
  const [arranging, setArranging] = useState(false);
  const [fellBack, setFellBack] = useState<string | null>(null);
  const latest = useRef({ scene, events, view });
  latest.current = { scene, events, view };

  useEffect(() => {
    if (!host.current) return;
    warmLayout();
    const drawn = new GraphCanvas(host.current, {
      onPress: (target) => latest.current.events.onPress(target),
      onOpen: (target) => latest.current.events.onOpen(target),
      onHover: (target, at) => latest.current.events.onHover(target, at),
      onMoved: (positions) => {
        places.current = {
          view: latest.current.view,
          positions: { ...places.current?.positions, ...positions },
        };
        writePositions(latest.current.view, places.current.positions);
        latest.current.events.onMoved(positions);
      },
    });
    canvas.current = drawn;
    const recolour = () => drawn.recolour();
    const scheme = window.matchMedia('(prefers-color-scheme: dark)');
    const theme = new MutationObserver(recolour);
    scheme.addEventListener('change', recolour);
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      scheme.removeEventListener('change', recolour);
      theme.disconnect();
      running.current?.abort.abort();
      running.current = null;
      drawn.destroy();
      canvas.current = null;
      places.current = null;
    };
  }, []);

  const keep = useCallback((positions: Positions) => {
    places.current = { view: latest.current.view, positions };
    writePositions(latest.current.view, positions);
  }, []);

  const relayout = useCallback(async () => {
    const wanted = latest.current.scene;
    const wantedView = latest.current.view;
    if (!wanted) return;
    running.current?.abort.abort();
    const own = { view: wantedView, abort: new AbortController() };
    running.current = own;
    setArranging(true);
    const result = await requestLayout(layoutGraphOf(wanted), own.abort.signal);
    if (own.abort.signal.aborted) return;
    running.current = null;
    setArranging(false);
    setFellBack(result.fellBack);
    const now = latest.current;
    if (!now.scene || now.view !== wantedView) return;
    const positions = { ...result.positions, ...placeNew(layoutGraphOf(now.scene), result.positions) };
    keep(positions);
    canvas.current?.show(now.scene, positions);
    canvas.current?.arrange(positions);
    canvas.current?.fit();
  }, [keep]);

  useEffect(() => {
    if (!scene || !canvas.current || scene.nodes.length === 0) return;
    const known = places.current?.view === view ? places.current.positions : readPositions(view);
    const first = places.current?.view !== view;
    if (asked.current && !first) {
      asked.current = false;
      void relayout();
      return;
    }
    asked.current = false;
    const missing = scene.nodes.filter((node) => !known[node.id]).length;
    // What arrives while the first layout runs is placed when it is done: starting over might never end.
    if (first && running.current?.view === view) return;
    if (first && missing > scene.nodes.length * newShare) {
      void relayout();
      return;
    }
    const added = missing === 0 ? {} : placeNew(layoutGraphOf(scene), known);
    const positions = missing === 0 ? known : { ...known, ...added };
    if (missing > 0 || first) keep(positions);
    canvas.current.show(scene, positions);
    if (first) canvas.current.fit();
  }, [scene, view, relayout, keep]);

  useEffect(() => {
    canvas.current?.choose(chosen);
    if (chosen) canvas.current?.reveal(chosen);
  }, [chosen]);

  return {
    host,
    canvas,
    arranging,
    fellBack,
    relayout: () => void relayout(),
    relayoutNext: () => {
      asked.current = true;
    },
  };
}
