import cytoscape, { type Collection, type Core, type EventObject, type NodeSingular } from 'cytoscape';
import type { Point, Positions } from '#lib/layout/layout-graph.ts';
import type { FoundElement } from '../scene/found.ts';
import { emptyScene, type Scene, type SceneEdge } from '../scene/scene.ts';
import { applyDiff } from './apply-diff.ts';
import { Camera, zooms } from './camera.ts';
import {
  type Drawn,
  diffElements,
  drawnElements,
  edgeElement,
  nodeElement,
  nothingDrawn,
  sceneId,
} from './elements.ts';
import type { Overview } from './overview.ts';
import { Painter } from './painter.ts';
import { readPalette } from './palette.ts';
import type { Picture } from './picture.ts';
import type { Rect } from './place-plates.ts';
import { detour } from './route-around.ts';
import { Settling } from './settling.ts';
import type { Stage } from './stage.ts';
import { stepsBack, stillSeen, stylesheet } from './stylesheet.ts';

/** An element of the scene under the pointer. */
export interface Target {
  readonly kind: 'node' | 'edge' | 'box';
  readonly id: string;
}

export interface CanvasEvents {
  /** A press on an element, or null for the empty plane. */
  onPress(target: Target | null): void;
  onOpen(target: Target): void;
  /** A press with the other button on an element or a box; `at` in pixels of the window. */
  onMenu(target: Target, at: Point): void;
  onHover(target: Target | null, at: Point): void;
  /** Nodes were dragged: where they are now. */
  onMoved(positions: Positions): void;
}

/** With more lines than this none is led around nodes: a curve costs more to draw than a straight line. */
const mostDetours = 200;

/** What an event is about; null for the empty plane. */
const targetOf = (event: EventObject): Target | null => {
  if (event.target === event.cy) return null;
  const id: string = event.target.id();
  return { kind: id.startsWith('e ') ? 'edge' : 'node', id: sceneId(id) };
};

const elementId = ({ kind, id }: FoundElement): string =>
  kind === 'edge' ? edgeElement(id) : nodeElement(id);

/** What is not the same at the two moments of a comparison; null while nothing is compared. */
const changedElements = ({ compared, nodes, edges }: Scene): ReadonlySet<string> | null =>
  compared
    ? new Set([
        ...nodes.filter(({ change }) => change).map(({ id }) => nodeElement(id)),
        ...edges.filter(({ change }) => change).map(({ id }) => edgeElement(id)),
      ])
    : null;

const isSameSet = (a: ReadonlySet<string> | null, b: ReadonlySet<string> | null): boolean =>
  a === b || (a !== null && b !== null && a.size === b.size && [...a].every((id) => b.has(id)));

/** An element with what touches it. */
function near(chosen: Collection): Collection {
  const edges = chosen.edges();
  return chosen.nodes().closedNeighborhood().union(edges).union(edges.connectedNodes());
}

/** The drawn graph: knows scenes and positions, and is the only one that knows the graph library. */
export class GraphCanvas {
  readonly #cy: Core;
  readonly #host: HTMLElement;
  readonly #painter: Painter;
  readonly #camera: Camera;
  readonly #settling: Settling;
  readonly #observer: ResizeObserver;
  #drawn: Drawn = nothingDrawn;
  #chosen: Target | null = null;
  #found: readonly FoundElement[] | null = null;
  #marked = false;
  /** What is not the same at the two moments of a comparison; null while nothing is compared. */
  #changed: ReadonlySet<string> | null = null;
  /** What was pressed here last. */
  #pressed: Target | null = null;
  /** Whether lines may have been led around nodes. */
  #bends = false;

  constructor(host: HTMLElement, events: CanvasEvents) {
    this.#host = host;
    const palette = readPalette(host);
    this.#cy = cytoscape({
      container: host,
      style: stylesheet(palette),
      minZoom: zooms.min,
      maxZoom: zooms.max,
      boxSelectionEnabled: false,
      selectionType: 'single',
      autounselectify: true,
      layout: { name: 'preset' },
    });
    this.#painter = new Painter(this.#cy, host, palette);
    this.#camera = new Camera(this.#cy, host, () => this.overview().bounds);
    this.#settling = new Settling(this.#cy);
    this.#listen(events);
    this.#observer = new ResizeObserver(() => this.#camera.resize());
    this.#observer.observe(host);
    // Words are measured in the page's fonts, which may arrive after the first frame.
    void document.fonts.ready.then(() => this.#painter.show(this.#scene));
  }

  #scene: Scene = emptyScene;

  #listen(events: CanvasEvents): void {
    const cy = this.#cy;
    cy.on('tap', (event) => {
      this.#pressed = targetOf(event);
      events.onPress(this.#pressed);
    });
    cy.on('dbltap', (event) => {
      const target = this.#targetOrBox(event);
      if (target) events.onOpen(target);
    });
    cy.on('cxttap', (event) => {
      const target = this.#targetOrBox(event);
      if (target) events.onMenu(target, this.#inWindow(event.renderedPosition));
    });
    cy.on('mouseover', 'node, edge', (event) => {
      this.#painter.hover(event.target.id());
      this.#host.style.cursor = 'pointer';
      events.onHover(targetOf(event), event.renderedPosition);
    });
    cy.on('mouseout', 'node, edge', () => {
      this.#painter.hover(null);
      this.#host.style.cursor = '';
      events.onHover(null, { x: 0, y: 0 });
    });
    cy.on('viewport drag', () => events.onHover(null, { x: 0, y: 0 }));
    cy.on('dragfree', 'node', () => {
      this.#leadAround(this.positions());
      events.onMoved(this.positions());
    });
  }

  #targetOrBox(event: EventObject): Target | null {
    const box = this.#painter.boxAt(event.position);
    return targetOf(event) ?? (box === null ? null : { kind: 'box', id: box });
  }

  #inWindow({ x, y }: Point): Point {
    const { left, top } = this.#host.getBoundingClientRect();
    return { x: left + x, y: top + y };
  }

  /** Where the middle of an element is, in pixels of the window; null for one that is not drawn. */
  placeOf({ kind, id }: Target): Point | null {
    const element = this.#cy.getElementById(kind === 'edge' ? edgeElement(id) : nodeElement(id));
    if (element.empty()) return null;
    const middle = kind === 'edge' ? element.midpoint() : element.position();
    const { zoom, pan } = this.viewport();
    return this.#inWindow({ x: middle.x * zoom + pan.x, y: middle.y * zoom + pan.y });
  }

  /** Shows a scene. Only what differs from the last one is touched; `places` are for what has none on the canvas yet. */
  show(scene: Scene, places: Positions): void {
    const next = drawnElements(scene, this.#drawn);
    const diff = diffElements(this.#drawn, next);
    const changed = changedElements(scene);
    const differs = !isSameSet(changed, this.#changed);
    this.#scene = scene;
    this.#drawn = next;
    this.#changed = changed;
    if (diff.added.length + diff.changed.length + diff.removed.length > 0) {
      applyDiff(this.#cy, diff, places);
      if (diff.added.length + diff.removed.length > 0) this.#leadAround(this.positions());
      this.#mark();
    } else if (differs) this.#mark();
    this.#painter.show(scene);
  }

  /** Moves every node to its place in `positions`, in 200 ms unless motion is unwelcome. */
  arrange(positions: Positions): void {
    const still =
      window.matchMedia('(prefers-reduced-motion: reduce)').matches || this.#scene.nodes.length > 400;
    if (still) this.#settling.around(() => this.#place(positions, still));
    else this.#place(positions, still);
  }

  #place(positions: Positions, still: boolean): void {
    const layout = this.#cy.nodes('.item').layout({
      name: 'preset',
      positions: (node: NodeSingular | string) => {
        const id = typeof node === 'string' ? node : node.id();
        return { ...(positions[sceneId(id)] ?? { x: 0, y: 0 }) };
      },
      fit: false,
      animate: !still,
      animationDuration: 200,
    });
    // What was brought into sight on the way is so at the end too.
    layout.one('layoutstop', () => {
      if (this.#camera.fitted && !this.#cy.destroyed()) this.fit();
    });
    layout.run();
    this.#leadAround(positions);
  }

  /** Bends the lines that would pass under a node, on a graph small enough that curves cost nothing. */
  #leadAround(positions: Positions): void {
    const { nodes, edges } = this.#scene;
    const small = edges.length <= mostDetours;
    if (!small && !this.#bends) return;
    this.#bends = small;
    const rects = nodes.flatMap(({ id, width, height }) => {
      const at = positions[id];
      return at ? [{ id, ...at, width, height }] : [];
    });
    this.#cy.batch(() => {
      for (const edge of edges) this.#bend(edge, small ? rects : []);
    });
    this.#painter.moved();
  }

  #bend(edge: SceneEdge, rects: readonly (Rect & { readonly id: string })[]): void {
    const from = rects.find(({ id }) => id === edge.source);
    const to = rects.find(({ id }) => id === edge.target);
    const others = rects.filter((rect) => rect !== from && rect !== to);
    const off = from && to && from !== to && !edge.bent ? detour(from, to, others) : 0;
    const line = this.#cy.getElementById(edgeElement(edge.id));
    if ((line.data('around') ?? 0) === off) return;
    line.data('around', off);
    line.toggleClass('around', off !== 0);
  }

  positions(): Positions {
    return Object.fromEntries(
      this.#cy
        .nodes('.item')
        .map((node) => [
          sceneId(node.id()),
          { x: Math.round(node.position('x')), y: Math.round(node.position('y')) },
        ]),
    );
  }

  /** Rings the selected element and lets what does not touch it step back. */
  choose(target: Target | null): void {
    this.#chosen = target;
    this.#mark();
  }

  /** Marks what an expression matches and lets the rest step back; null for no expression. */
  find(elements: readonly FoundElement[] | null): void {
    this.#found = elements;
    this.#mark();
  }

  #mark(): void {
    const cy = this.#cy;
    const changed = this.#chosen || this.#found ? null : this.#changed;
    const marking = this.#chosen !== null || this.#found !== null || changed !== null;
    // Nothing is marked and nothing was: there are no marks to look for among thousands.
    if (!marking && !this.#marked) return;
    this.#marked = marking;
    const { kind, id } = this.#chosen ?? { kind: 'box', id: '' };
    const chosen = cy.getElementById(kind === 'edge' ? edgeElement(id) : nodeElement(id));
    const ids = new Set(this.#found?.map((each) => elementId(each)));
    const found = ids.size === 0 ? cy.collection() : cy.elements().filter((each) => ids.has(each.id()));
    const differing = changed ? cy.elements().filter((each) => changed.has(each.id())) : cy.collection();
    const shown = found.union(differing);
    const bright = near(chosen).union(shown).union(shown.edges().connectedNodes());
    // Where nothing differs there is nothing to stand out from.
    const calm = changed !== null && changed.size > 0;
    const dims = chosen.nonempty() || this.#found !== null || calm;
    const back = calm ? 'calm' : 'dim';
    cy.batch(() => {
      cy.elements('.chosen, .found, .dim, .calm').removeClass('chosen found dim calm');
      chosen.addClass('chosen');
      found.addClass('found');
      if (dims) cy.elements().not(bright).addClass(back);
    });
    const dimmed = dims ? new Set(cy.elements(`.${back}`).map((element) => element.id())) : null;
    this.#painter.dim(dimmed, calm ? stillSeen : stepsBack);
  }

  fit(): void {
    this.#camera.fit();
  }

  coverTop(pixels: number): void {
    this.#camera.coverTop(pixels);
  }

  zoomBy(factor: number): void {
    this.#camera.zoomBy(factor);
  }

  panBy(x: number, y: number): void {
    this.#camera.panBy(x, y);
  }

  centreOn(at: Point): void {
    this.#camera.centreOn(at);
  }

  /**
   * Brings an element that was chosen elsewhere into sight, with both ends of an edge, near enough to read names. What was
   * pressed here is where the person looks already: nothing moves.
   */
  reveal(target: Target): void {
    if (this.#pressed?.kind === target.kind && this.#pressed.id === target.id) return;
    const element = this.#cy.getElementById(
      target.kind === 'edge' ? edgeElement(target.id) : nodeElement(target.id),
    );
    if (element.nonempty()) this.#camera.bring(element.union(element.edges().connectedNodes()));
  }

  /** Rings what keys are for, and brings it into sight by the shortest way; null for none. */
  ring(target: Target | null): void {
    const id = target && (target.kind === 'edge' ? edgeElement(target.id) : nodeElement(target.id));
    this.#painter.ring(id);
    const element = id === null ? this.#cy.collection() : this.#cy.getElementById(id);
    if (element.empty()) return;
    this.#pressed = target;
    this.#camera.follow(element);
  }

  /** All that is drawn, in the colours on screen, for a picture of it; null while nothing is. */
  picture(): Picture | null {
    this.#settling.finish();
    return this.#scene.nodes.length === 0 ? null : this.#painter.picture();
  }

  /** A layer for what moves by itself, between lines and words. */
  stage(): Stage {
    return this.#painter.stage();
  }

  /** Where everything is, and what of it is in sight. */
  overview(): Overview {
    return this.#painter.overview();
  }

  /** Calls back after every change of what is in sight or where it is; the answer ends that. */
  watch(seen: () => void): () => void {
    return this.#painter.watch(seen);
  }

  viewport(): ReturnType<Camera['viewport']> {
    return this.#camera.viewport();
  }

  recolour(): void {
    const palette = readPalette(this.#host);
    this.#cy.style(stylesheet(palette));
    this.#painter.recolour(palette);
  }

  destroy(): void {
    this.#observer.disconnect();
    this.#settling.remove();
    this.#painter.remove();
    this.#cy.destroy();
  }
}
