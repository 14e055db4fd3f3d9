import type { Core } from 'cytoscape';
import type { HealthStatus } from '#lib/graph/model.ts';
import { type BoxFrame, boxFrames } from '#lib/layout/box-frames.ts';
import type { Point } from '#lib/layout/layout-graph.ts';
import { emptyScene, type Plate, type Scene, type SceneEdge, type SceneNode } from '../scene/scene.ts';
import { severity } from '../scene/severity.ts';
import { boxAt } from './box-at.ts';
import { edgeElement, nodeElement, sceneId } from './elements.ts';
import { paintStatus } from './glyphs.ts';
import { isCourseInSight, isRectInSight } from './in-sight.ts';
import { Layer } from './layer.ts';
import { boundsOf, type Extent, type Overview } from './overview.ts';
import { paintBox, paintFrame, titleRoom } from './paint-box.ts';
import {
  type Course,
  courseOf,
  paintBody,
  paintBorder,
  paintLight,
  paintLine,
  pointOn,
} from './paint-marks.ts';
import { paintNode } from './paint-node.ts';
import { paintPlate, plateHeight, plateWidth } from './paint-plate.ts';
import { ringEdge, ringNode } from './paint-ring.ts';
import type { Palette } from './palette.ts';
import type { Picture, PlacedPlate as Placed } from './picture.ts';
import { type PlateRequest, placePlates, type Rect, tries } from './place-plates.ts';
import type { Stage } from './stage.ts';
import { stepsBack } from './stylesheet.ts';

/** How much a plate tells that is told nowhere else on the canvas. */
const carried = (plate: Plate | null): number => (plate?.marks.length ?? 0) + Number(plate?.split != null);

/** Zooms from which text can be read; below them it is left out, which is also what keeps a large graph fast. */
const readable = { box: 0.08, title: 0.42, plate: 0.5, badPlate: 0.38 } as const;

const isBad = ({ status }: { readonly status: HealthStatus }): boolean =>
  status === 'failing' || status === 'degraded';

/** Trouble is seen from afar: its line never gets thinner than this on screen, in pixels. */
const thinnest = 1.2;

/** A title from afar stands above its box. */
const isInSight = (frame: BoxFrame, view: { x1: number; y1: number; x2: number; y2: number }): boolean =>
  frame.x < view.x2 &&
  frame.x + frame.width > view.x1 &&
  frame.y - 60 < view.y2 &&
  frame.y + frame.height > view.y1;

/** Whether nodes are as large and in the same boxes as before. Where they lie, the library tells. */
const standAlike = (before: readonly SceneNode[], after: readonly SceneNode[]): boolean =>
  before.length === after.length &&
  after.every((node, i) => {
    const old = before[i];
    return (
      old?.id === node.id &&
      old.width === node.width &&
      old.height === node.height &&
      old.boxes.length === node.boxes.length &&
      old.boxes.every((box, level) => box === node.boxes[level])
    );
  });

/** What an arrow head needs beside its line, in model units. */
const lineRoom = 30;

/** A failing or degraded edge, with where its line runs and how wide the quiet line below it is. */
interface Mark {
  readonly edge: SceneEdge;
  readonly course: Course;
  readonly line: number;
}

/**
 * Paints words, glyphs, what fails and what is under the pointer on canvases of its own above the library's, in the same
 * frame. These change often and the rest seldom: this way a refresh touches no element of the library, which would draw
 * all of them anew for a single change.
 */
export class Painter {
  readonly #cy: Core;
  readonly #host: HTMLElement;
  readonly #under: Layer;
  /** Lines of what fails: over all quiet lines, under every node. */
  readonly #lines: Layer;
  readonly #over: Layer;
  readonly #context: CanvasRenderingContext2D;
  #palette: Palette;
  #scene: Scene = emptyScene;
  #dimmed: ReadonlySet<string> | null = null;
  #dimmedTo = stepsBack;
  #placed: readonly Placed[] | null = null;
  #frames: ReadonlyMap<string, BoxFrame> | null = null;
  #rects: ReadonlyMap<string, Rect> | null = null;
  #marks: readonly Mark[] | null = null;
  /** Element under the pointer. */
  #hovered: string | null = null;
  /** Element that keys are for. */
  #ringed: string | null = null;
  #version = 0;
  readonly #watchers = new Set<() => void>();
  #bounds: { readonly of: Extent | null } | null = null;

  constructor(cy: Core, host: HTMLElement, palette: Palette) {
    this.#cy = cy;
    this.#host = host;
    this.#palette = palette;
    this.#under = new Layer(host, 'under');
    this.#lines = new Layer(host, 'over');
    this.#over = new Layer(host, 'over');
    this.#context = this.#over.context;
    cy.on('render', () => this.paint());
    cy.on('position', 'node', () => this.moved());
  }

  show(scene: Scene): void {
    const before = this.#scene.nodes;
    this.#scene = scene;
    if (standAlike(before, scene.nodes)) this.#forgetEdges();
    else this.moved();
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
    this.#forgetEdges();
    this.#frames = null;
    this.#bounds = null;
    this.#rects = null;
  }

  #forgetEdges(): void {
    this.#version += 1;
    this.#placed = null;
    this.#marks = null;
  }

  remove(): void {
    this.#under.remove();
    this.#lines.remove();
    this.#over.remove();
  }

  /** All that is painted, wherever it is, for a picture of it elsewhere. */
  picture(): Picture {
    this.#placed ??= this.#place();
    return {
      scene: this.#scene,
      palette: this.#palette,
      rects: this.#nodeRects(),
      frames: this.#boxFrames(),
      plates: this.#placed,
      lines: this.#scene.edges.flatMap((edge) => {
        const element = this.#cy.getElementById(edgeElement(edge.id));
        const course = courseOf(element);
        return course ? [{ edge, course, line: Number(element.data('line')) }] : [];
      }),
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
    const [rects, frames] = [this.#nodeRects(), this.#boxFrames()];
    this.#bounds ??= { of: boundsOf({ rects, frames }) };
    return {
      version: this.#version,
      nodes: this.#scene.nodes,
      rects,
      frames,
      bounds: this.#bounds.of,
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
      version: () => this.#version,
      edges: () => this.#scene.edges,
      rectOf: (node) => this.#nodeRects().get(node),
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
    const node = this.#scene.nodes.find(({ id }) => id === ringed);
    const at = node && this.#nodeRects().get(node.id);
    if (!node || !at) return;
    this.#context.globalAlpha = 1;
    ringNode(this.#context, node, at, zoom, this.#palette);
  }

  #fade(element: string, ghost: boolean): void {
    this.#context.globalAlpha = this.#dimmed?.has(element) ? this.#dimmedTo : ghost ? 0.5 : 1;
  }

  #paintLines(zoom: number): void {
    const { context } = this.#lines;
    const lit = this.#courseOf(this.#hovered);
    const ringed = this.#courseOf(this.#ringed);
    const marks = this.#markedEdges();
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
    for (const rect of this.#nodeRects().values()) {
      if (!isRectInSight(rect, view)) continue;
      const { x, y, width, height } = rect;
      context.clearRect(x - width / 2, y - height / 2, width, height);
    }
  }

  #courseOf(id: string | null): Omit<Mark, 'edge'> | null {
    if (!id?.startsWith('e ')) return null;
    const element = this.#cy.getElementById(id);
    const course = courseOf(element);
    return course && { course, line: Number(element.data('line')) };
  }

  /** The worst last: they lie on top. */
  #markedEdges(): readonly Mark[] {
    this.#marks ??= this.#scene.edges
      .filter((edge) => isBad(edge) || edge.change !== null)
      .sort((a, b) => severity(a.status) - severity(b.status))
      .flatMap((edge) => {
        const element = this.#cy.getElementById(edgeElement(edge.id));
        const course = courseOf(element);
        return course ? [{ edge, course, line: Number(element.data('line')) }] : [];
      });
    return this.#marks;
  }

  /** The box at a point of the plane. */
  boxAt(at: Point): string | null {
    return boxAt(this.#boxFrames(), at);
  }

  #boxFrames(): ReadonlyMap<string, BoxFrame> {
    const rects = this.#nodeRects();
    this.#frames ??= boxFrames(this.#scene.nodes, (id) => rects.get(id));
    return this.#frames;
  }

  #paintBoxes(zoom: number): void {
    const frames = this.#boxFrames();
    const view = this.#cy.extent();
    for (const box of this.#scene.boxes) {
      const frame = frames.get(box.id);
      if (!frame || !isInSight(frame, view)) continue;
      paintFrame(this.#under.context, frame, box.by, this.#palette);
      if (zoom >= (box.by === 'app' ? readable.title : readable.box))
        paintBox(this.#context, box, frame, this.#palette, zoom);
    }
  }

  #paintNodes(zoom: number, seen: (at: Point, halfWidth: number) => boolean): void {
    const rects = this.#nodeRects();
    const hovered = this.#hovered?.startsWith('n ') ? sceneId(this.#hovered) : null;
    for (const node of this.#scene.nodes) {
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
    this.#placed ??= this.#place();
    for (const { edge, at, width } of this.#placed) {
      if (!edge.plate || !seen(at, width / 2)) continue;
      const urgent = edge.change !== null || severity(edge.status) >= severity('degraded');
      if (zoom < readable.plate && !urgent) continue;
      this.#fade(edgeElement(edge.id), edge.presence === 'ghost');
      paintPlate(this.#context, edge.plate, at, width, this.#palette);
    }
  }

  /** Where the nodes are, by their middles; looked up once until one moves. */
  #nodeRects(): ReadonlyMap<string, Rect> {
    this.#rects ??= new Map(
      this.#scene.nodes.map((node) => {
        const { x, y } = this.#cy.getElementById(nodeElement(node.id)).position() ?? { x: 0, y: 0 };
        return [node.id, { x, y, width: node.width, height: node.height }];
      }),
    );
    return this.#rects;
  }

  #place(): readonly Placed[] {
    const rects = this.#nodeRects();
    const carrying = this.#scene.edges
      .filter((edge) => edge.plate !== null)
      .sort(
        (a, b) =>
          Number(b.change !== null) - Number(a.change !== null) ||
          severity(b.status) - severity(a.status) ||
          carried(b.plate) - carried(a.plate),
      );
    const widths = new Map<string, number>();
    const requests = carrying.flatMap((edge): PlateRequest[] => {
      const from = rects.get(edge.source);
      const to = rects.get(edge.target);
      if (!from || !to || !edge.plate) return [];
      const width = plateWidth(this.#context, edge.plate, this.#palette);
      widths.set(edge.id, width);
      return [
        {
          id: edge.id,
          from,
          to,
          along: this.#along(edge),
          width,
          height: plateHeight,
          must: edge.status === 'failing',
        },
      ];
    });
    const frames = this.#boxFrames();
    const titles = this.#scene.boxes.flatMap((box) => {
      const frame = frames.get(box.id);
      return frame ? [titleRoom(box, frame)] : [];
    });
    const places = placePlates(requests, [...rects.values(), ...titles]);
    // The most urgent last: they lie on top.
    return carrying.toReversed().flatMap((edge) => {
      const at = places.get(edge.id);
      return at ? [{ edge, at, width: widths.get(edge.id) ?? 0 }] : [];
    });
  }

  /** Places on a line that bends: its course is known to the library alone. Null for a straight one. */
  #along(edge: SceneEdge): readonly Point[] | null {
    const line = this.#cy.getElementById(edgeElement(edge.id));
    if (!edge.bent && edge.source !== edge.target && !line.hasClass('around')) return null;
    const course = courseOf(line);
    if (course && course.controls.length === 1) return tries.map((t) => pointOn(course, t));
    const middle = line.midpoint();
    return middle && Number.isFinite(middle.x) ? [middle] : null;
  }
}
