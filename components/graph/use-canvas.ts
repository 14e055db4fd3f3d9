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
/** The height of the bar that tells of a part, in pixels. */
const partBar = 56;

const layoutGraphOf = (scene: Scene): LayoutGraph => ({
  nodes: scene.nodes.map(({ id, boxes, width, height }) => ({ id, boxes, width, height })),
  edges: scene.links.map(({ id, source, target }) => ({ id, source, target })),
});

/** Where the nodes of a view lie. */
interface Places {
  readonly view: string;
  /** The part of the view that is shown; empty for the whole. */
  readonly part: string;
  readonly positions: Positions;
  /** The part was laid out on its own: this is not how the whole lies, and it is not kept. */
  readonly apart: boolean;
}

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

/**
 * Keeps the canvas at `scene`. Nothing moves but on the first paint of `view` and when asked. Another `part` of the view
 * is brought into sight with every node where it was; what was laid out in a part is undone by leaving it.
 */
export function useCanvas(
  scene: Scene | null,
  view: string,
  part: string,
  chosen: Target | null,
  events: CanvasEvents,
): CanvasState {
  const host = useRef<HTMLDivElement | null>(null);
  const canvas = useRef<GraphCanvas | null>(null);
  const places = useRef<Places | null>(null);
  const running = useRef<{
    readonly view: string;
    readonly whole: boolean;
    readonly abort: AbortController;
  } | null>(null);
  const asked = useRef(false);
  const [arranging, setArranging] = useState(false);
  const [fellBack, setFellBack] = useState<string | null>(null);
  const latest = useRef({ scene, events, view, part });
  latest.current = { scene, events, view, part };

  const keep = useCallback((positions: Positions, apart: boolean) => {
    const { view, part } = latest.current;
    places.current = { view, part, positions, apart };
    if (!apart) writePositions(view, positions);
  }, []);

  useEffect(() => {
    if (!host.current) return;
    warmLayout();
    const drawn = new GraphCanvas(host.current, {
      onPress: (target) => latest.current.events.onPress(target),
      onOpen: (target) => latest.current.events.onOpen(target),
      onMenu: (target, at) => latest.current.events.onMenu(target, at),
      onHover: (target, at) => latest.current.events.onHover(target, at),
      onMoved: (positions) => {
        const kept = places.current;
        keep({ ...kept?.positions, ...positions }, kept?.apart ?? false);
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
  }, [keep]);

  const relayout = useCallback(async () => {
    const wanted = latest.current.scene;
    const wantedView = latest.current.view;
    const whole = latest.current.part === '';
    if (!wanted) return;
    running.current?.abort.abort();
    const own = { view: wantedView, whole, abort: new AbortController() };
    running.current = own;
    setArranging(true);
    const result = await requestLayout(layoutGraphOf(wanted), own.abort.signal);
    if (own.abort.signal.aborted) return;
    running.current = null;
    setArranging(false);
    setFellBack(result.fellBack);
    const now = latest.current;
    if (!now.scene || now.view !== wantedView || (now.part === '') !== whole) return;
    const positions = { ...result.positions, ...placeNew(layoutGraphOf(now.scene), result.positions) };
    keep(positions, !whole);
    canvas.current?.show(now.scene, positions);
    canvas.current?.arrange(positions);
    canvas.current?.fit();
  }, [keep]);

  useEffect(() => {
    if (!scene || !canvas.current || scene.nodes.length === 0) return;
    const before = places.current;
    const kept = before?.view === view ? before : null;
    const back = kept?.apart === true && part === '';
    const known = kept && !back ? kept.positions : readPositions(view);
    const first = kept === null || back;
    const turned = kept !== null && kept.part !== part;
    if (asked.current && !first) {
      asked.current = false;
      void relayout();
      return;
    }
    asked.current = false;
    const missing = scene.nodes.filter((node) => !known[node.id]).length;
    // What arrives while the first layout runs is placed when it is done: starting over might never end.
    if (first && running.current?.view === view && running.current.whole === (part === '')) return;
    if (first && missing > scene.nodes.length * newShare) {
      void relayout();
      return;
    }
    const added = missing === 0 ? {} : placeNew(layoutGraphOf(scene), known);
    const positions = missing === 0 ? known : { ...known, ...added };
    if (missing > 0 || first || turned) keep(positions, kept !== null && !back && kept.apart);
    canvas.current.coverTop(part === '' ? 0 : partBar);
    canvas.current.show(scene, positions);
    // What was drawn before may have lain otherwise in another view.
    if (back || (first && before !== null)) canvas.current.arrange(positions);
    if (first || turned) canvas.current.fit();
  }, [scene, view, part, relayout, keep]);

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
