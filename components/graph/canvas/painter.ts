import type { Core } from 'cytoscape';
import type { BoxFrame } from '#lib/layout/box-frames.ts';
import type { Point } from '#lib/layout/layout-graph.ts';
import type { Scene } from '../scene/scene.ts';
import { severity } from '../scene/severity.ts';
import { boxAt } from './box-at.ts';
import { edgeElement, nodeElement, sceneId } from './elements.ts';
import { Geometry, isBad } from './geometry.ts';
import { paintStatus } from './glyphs.ts';
import { isCourseInSight, isRectInSight } from './in-sight.ts';
import { Layer } from './layer.ts';
import type { Overview } from './overview.ts';
import { paintBox, paintFrame } from './paint-box.ts';
import { courseOf, paintBody, paintBorder, paintLight, paintLine } from './paint-marks.ts';
import { paintNode } from './paint-node.ts';
import { paintPlate, plateWidth } from './paint-plate.ts';
import { ringEdge, ringNode } from './paint-ring.ts';
import type { Palette } from './palette.ts';
import type { Picture } from './picture.ts';
import type { Stage } from './stage.ts';
import { stepsBack } from './stylesheet.ts';

/** Zooms from which text can be read; below them it is left out, which is also what keeps a large graph fast. */
const readable = { box: 0.08, title: 0.42, plate: 0.5, badPlate: 0.38 } as const;

/** Trouble is seen from afar: its line never gets thinner than this on screen, in pixels. */
const thinnest = 1.2;

/** A title from afar stands above its box. */
const isInSight = (frame: BoxFrame, view: { x1: number; y1: number; x2: number; y2: number }): boolean =>
  frame.x < view.x2 &&
  frame.x + frame.width > view.x1 &&
  frame.y - 60 < view.y2 &&
  frame.y + frame.height > view.y1;

/** What an arrow head needs beside its line, in model units. */
const lineRoom = 30;

/**
 * Paints words, glyphs, what fails and what is under the pointer on canvases of its own above the library's, in the same
 * frame. These change often and the rest seldom: this way a refresh touches no element of the library, which would draw
 * all of them anew for a single change.
 */
export class Painter {
  readonly #cy: Core;
  readonly #host: HTMLElement;
  readonly #geometry: Geometry;
  readonly #under: Layer;
  /** Lines of what fails: over all quiet lines, under every node. */
  readonly #lines: Layer;
  readonly #over: Layer;
  readonly #context: CanvasRenderingContext2D;
  #palette: Palette;
  #dimmed: ReadonlySet<string> | null = null;
  #dimmedTo = stepsBack;
  /** Element under the pointer. */
  #hovered: string | null = null;
  /** Element that keys are for. */
  #ringed: string | null = null;
  readonly #watchers = new Set<() => void>();

  constructor(cy: Core, host: HTMLElement, palette: Palette) {
    this.#cy = cy;
    this.#host = host;
    this.#palette = palette;
    this.#under = new Layer(host, 'under');
    this.#lines = new Layer(host, 'over');
    this.#over = new Layer(host, 'over');
    this.#context = this.#over.context;
    this.#geometry = new Geometry(cy, (plate) => plateWidth(this.#context, plate, this.#palette));
    cy.on('render', () => this.paint());
    cy.on('position', 'node', () => this.moved());
  }

  show(scene: Scene): void {
    this.#geometry.show(scene);
    this.paint();
  }

  recolour(palette: Palette): void {
    this.#palette = palette;
    this.moved();
    this.paint();
  }

  /** Elements that step back while something else is selected, found or differs; null for none. `alpha` is what is left of them. */
  dim(elements: ReadonlySet<string> | null, alpha: number): void {
    this.#dimmed = elements;
    this.#dimmedTo = alpha;
    this.paint();
  }

  /** Marks the element under the pointer; null for none. */
  hover(element: string | null): void {
    this.#hovered = element;
    this.paint();
  }

  /** Rings the element that keys are for; null for none. */
  ring(element: string | null): void {
    this.#ringed = element;
    this.paint();
  }

  moved(): void {
    this.#geometry.moved();
  }

  remove(): void {
    this.#under.remove();
    this.#lines.remove();
    this.#over.remove();
  }

  /** All that is painted, wherever it is, for a picture of it elsewhere. */
  picture(): Picture {
    return {
      scene: this.#geometry.scene,
      palette: this.#palette,
      rects: this.#geometry.rects(),
      frames: this.#geometry.frames(),
      plates: this.#geometry.plates(),
      lines: this.#geometry.lines(),
      dimmed: this.#dimmed,
      dimmedTo: this.#dimmedTo,
      sight: { ...this.#cy.extent(), zoom: this.#cy.zoom() },
    };
  }

  /** Calls back after each painting; the answer ends that. */
  watch(painted: () => void): () => void {
    this.#watchers.add(painted);
    return () => void this.#watchers.delete(painted);
  }

  overview(): Overview {
    return {
      version: this.#geometry.version,
      nodes: this.#geometry.scene.nodes,
      rects: this.#geometry.rects(),
      frames: this.#geometry.frames(),
      bounds: this.#geometry.bounds(),
      sight: this.#cy.extent(),
      palette: this.#palette,
    };
  }

  /** A layer over the lines and under the words. */
  stage(): Stage {
    const layer = new Layer(this.#host, 'over', this.#over);
    return {
      context: layer.context,
      begin: () => {
        const at = { zoom: this.#cy.zoom(), pan: this.#cy.pan() };
        layer.begin(at.zoom, at.pan);
        return at;
      },
      version: () => this.#geometry.version,
      edges: () => this.#geometry.scene.edges,
      rectOf: (node) => this.#geometry.rects().get(node),
      courseOf: ({ id }) => courseOf(this.#cy.getElementById(edgeElement(id))),
      sight: () => this.#cy.extent(),
      palette: () => this.#palette,
      isDimmed: (edge) => this.#dimmed?.has(edgeElement(edge)) ?? false,
      clearNodes: () => this.#clearNodes(layer.context),
      close: () => layer.remove(),
    };
  }

  paint(): void {
    const zoom = this.#cy.zoom();
    const pan = this.#cy.pan();
    this.#under.begin(zoom, pan);
    this.#lines.begin(zoom, pan);
    this.#over.begin(zoom, pan);
    const view = this.#cy.extent();
    const seen = (at: Point, halfWidth: number) =>
      at.x + halfWidth > view.x1 && at.x - halfWidth < view.x2 && at.y + 30 > view.y1 && at.y - 30 < view.y2;
    this.#paintBoxes(zoom);
    this.#paintLines(zoom);
    if (zoom >= readable.badPlate) this.#paintPlates(zoom, seen);
    this.#paintNodes(zoom, seen);
    this.#paintRing(zoom);
    for (const painted of this.#watchers) painted();
  }

  #paintRing(zoom: number): void {
    if (!this.#ringed?.startsWith('n ')) return;
    const ringed = sceneId(this.#ringed);
    const node = this.#geometry.scene.nodes.find(({ id }) => id === ringed);
    const at = node && this.#geometry.rects().get(node.id);
    if (!node || !at) return;
    this.#context.globalAlpha = 1;
    ringNode(this.#context, node, at, zoom, this.#palette);
  }

  #fade(element: string, ghost: boolean): void {
    this.#context.globalAlpha = this.#dimmed?.has(element) ? this.#dimmedTo : ghost ? 0.5 : 1;
  }

  #paintLines(zoom: number): void {
    const { context } = this.#lines;
    const lit = this.#geometry.lineOf(this.#hovered);
    const ringed = this.#geometry.lineOf(this.#ringed);
    const marks = this.#geometry.marks();
    if (!lit && !ringed && marks.length === 0) return;
    if (ringed) {
      context.globalAlpha = 1;
      ringEdge(context, ringed.course, ringed.line, zoom, this.#palette);
    }
    if (lit) {
      context.globalAlpha = 0.16;
      paintLight(context, lit.course, lit.line, this.#palette);
    }
    const view = this.#cy.extent();
    for (const { edge, course, line } of marks) {
      if (!isCourseInSight(course, view, lineRoom + 2 * Math.max(line, thinnest / zoom))) continue;
      const id = edgeElement(edge.id);
      context.globalAlpha = this.#dimmed?.has(id) ? this.#dimmedTo : edge.presence === 'ghost' ? 0.35 : 1;
      paintLine(context, edge, course, Math.max(line, thinnest / zoom), this.#palette);
    }
    this.#clearNodes(context);
  }

  /** Nodes are drawn on the library's canvas below: they show where nothing lies over them. */
  #clearNodes(context: CanvasRenderingContext2D): void {
    const view = this.#cy.extent();
    for (const rect of this.#geometry.rects().values()) {
      if (!isRectInSight(rect, view)) continue;
      const { x, y, width, height } = rect;
      context.clearRect(x - width / 2, y - height / 2, width, height);
    }
  }

  /** The box at a point of the plane. */
  boxAt(at: Point): string | null {
    return boxAt(this.#geometry.frames(), at);
  }

  #paintBoxes(zoom: number): void {
    const frames = this.#geometry.frames();
    const view = this.#cy.extent();
    for (const box of this.#geometry.scene.boxes) {
      const frame = frames.get(box.id);
      if (!frame || !isInSight(frame, view)) continue;
      paintFrame(this.#under.context, frame, box.by, this.#palette);
      if (zoom >= (box.by === 'app' ? readable.title : readable.box))
        paintBox(this.#context, box, frame, this.#palette, zoom);
    }
  }

  #paintNodes(zoom: number, seen: (at: Point, halfWidth: number) => boolean): void {
    const rects = this.#geometry.rects();
    const hovered = this.#hovered?.startsWith('n ') ? sceneId(this.#hovered) : null;
    for (const node of this.#geometry.scene.nodes) {
      if (zoom < readable.title && !isBad(node) && node.id !== hovered) continue;
      const id = nodeElement(node.id);
      const at = rects.get(node.id);
      if (!at || !seen(at, node.width / 2)) continue;
      this.#fade(id, node.presence === 'ghost');
      if (isBad(node)) paintBody(this.#context, node, at, this.#palette);
      if (node.id === hovered) paintBorder(this.#context, node, at, this.#palette);
      if (zoom >= readable.title) paintNode(this.#context, node, at, this.#palette);
      else paintStatus(this.#context, node.status, at.x, at.y, Math.min(30, 11 / zoom), this.#palette);
    }
  }

  #paintPlates(zoom: number, seen: (at: Point, halfWidth: number) => boolean): void {
    for (const { edge, at, width } of this.#geometry.plates()) {
      if (!edge.plate || !seen(at, width / 2)) continue;
      const urgent = edge.change !== null || severity(edge.status) >= severity('degraded');
      if (zoom < readable.plate && !urgent) continue;
      this.#fade(edgeElement(edge.id), edge.presence === 'ghost');
      paintPlate(this.#context, edge.plate, at, width, this.#palette);
    }
  }
}
