import type { Core } from 'cytoscape';
import type { Point } from '#lib/layout/layout-graph.ts';
import type { Scene, SceneEdge } from '../scene/scene.ts';
import { severity } from '../scene/severity.ts';
import { type BoxFrame, boxAt, boxFrames } from './box-frames.ts';
import { edgeElement, nodeElement } from './elements.ts';
import { paintStatus } from './glyphs.ts';
import { Layer } from './layer.ts';
import { paintBox, paintFrame, paintNode } from './paint-node.ts';
import { paintPlate, plateHeight, plateWidth } from './paint-plate.ts';
import type { Palette } from './palette.ts';
import { type PlateRequest, placePlates, type Rect } from './place-plates.ts';

/** Zooms from which text can be read; below them it is left out, which is also what keeps a large graph fast. */
const readable = { box: 0.3, title: 0.42, plate: 0.5, badPlate: 0.38 } as const;

interface Placed {
  readonly edge: SceneEdge;
  readonly at: Point;
  readonly width: number;
}

/**
 * Paints words and glyphs on a canvas of its own above the library's, in the same frame. Numbers change often and lines
 * seldom: this way a refresh touches no element of the library.
 */
export class Painter {
  readonly #cy: Core;
  readonly #under: Layer;
  readonly #over: Layer;
  readonly #context: CanvasRenderingContext2D;
  #palette: Palette;
  #scene: Scene = { boxes: [], nodes: [], edges: [] };
  #dimmed: ReadonlySet<string> | null = null;
  #placed: readonly Placed[] | null = null;
  #frames: ReadonlyMap<string, BoxFrame> | null = null;

  constructor(cy: Core, host: HTMLElement, palette: Palette) {
    this.#cy = cy;
    this.#palette = palette;
    this.#under = new Layer(host, 'under');
    this.#over = new Layer(host, 'over');
    this.#context = this.#over.context;
    cy.on('render', () => this.paint());
    cy.on('position', 'node', () => this.moved());
  }

  show(scene: Scene): void {
    this.#scene = scene;
    this.moved();
    this.paint();
  }

  recolour(palette: Palette): void {
    this.#palette = palette;
    this.moved();
    this.paint();
  }

  /** Elements whose words step back while something else is selected; null for none. */
  dim(elements: ReadonlySet<string> | null): void {
    this.#dimmed = elements;
    this.paint();
  }

  moved(): void {
    this.#placed = null;
    this.#frames = null;
  }

  remove(): void {
    this.#under.remove();
    this.#over.remove();
  }

  paint(): void {
    const zoom = this.#cy.zoom();
    const pan = this.#cy.pan();
    this.#under.begin(zoom, pan);
    this.#over.begin(zoom, pan);
    const view = this.#cy.extent();
    const seen = (at: Point, halfWidth: number) =>
      at.x + halfWidth > view.x1 && at.x - halfWidth < view.x2 && at.y + 30 > view.y1 && at.y - 30 < view.y2;
    this.#paintBoxes(zoom);
    if (zoom >= readable.badPlate) this.#paintPlates(zoom, seen);
    this.#paintNodes(zoom, seen);
  }

  #fade(element: string, ghost: boolean): void {
    this.#context.globalAlpha = this.#dimmed?.has(element) ? 0.3 : ghost ? 0.5 : 1;
  }

  /** The box at a point of the plane. */
  boxAt(at: Point): string | null {
    return boxAt(this.#boxFrames(), at);
  }

  #boxFrames(): ReadonlyMap<string, BoxFrame> {
    this.#frames ??= boxFrames(this.#scene.nodes, this.#rects());
    return this.#frames;
  }

  #paintBoxes(zoom: number): void {
    const frames = this.#boxFrames();
    for (const box of this.#scene.boxes) {
      const frame = frames.get(box.id);
      if (!frame) continue;
      paintFrame(this.#under.context, frame, this.#palette);
      if (zoom >= readable.box) paintBox(this.#context, box, frame, this.#palette);
    }
  }

  #paintNodes(zoom: number, seen: (at: Point, halfWidth: number) => boolean): void {
    for (const node of this.#scene.nodes) {
      const bad = node.status === 'failing' || node.status === 'degraded';
      if (zoom < readable.title && !bad) continue;
      const id = nodeElement(node.id);
      const at = this.#cy.getElementById(id).position();
      if (!at || !seen(at, node.width / 2)) continue;
      this.#fade(id, node.presence === 'ghost');
      if (zoom >= readable.title) paintNode(this.#context, node, at, this.#palette);
      else paintStatus(this.#context, node.status, at.x, at.y, Math.min(30, 11 / zoom), this.#palette);
    }
  }

  #paintPlates(zoom: number, seen: (at: Point, halfWidth: number) => boolean): void {
    this.#placed ??= this.#place();
    for (const { edge, at, width } of this.#placed) {
      if (!edge.plate || !seen(at, width / 2)) continue;
      if (zoom < readable.plate && severity(edge.status) < severity('degraded')) continue;
      this.#fade(edgeElement(edge.id), edge.presence === 'ghost');
      paintPlate(this.#context, edge.plate, at, width, this.#palette);
    }
  }

  #rects(): ReadonlyMap<string, Rect> {
    return new Map(
      this.#scene.nodes.map((node) => {
        const { x, y } = this.#cy.getElementById(nodeElement(node.id)).position() ?? { x: 0, y: 0 };
        return [node.id, { x, y, width: node.width, height: node.height }];
      }),
    );
  }

  #place(): readonly Placed[] {
    const rects = this.#rects();
    const carrying = this.#scene.edges
      .filter((edge) => edge.plate !== null)
      .sort(
        (a, b) =>
          severity(b.status) - severity(a.status) ||
          Number(b.plate?.split != null) - Number(a.plate?.split != null),
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
          fixed: this.#middle(edge),
          width,
          height: plateHeight,
          must: edge.status === 'failing',
        },
      ];
    });
    const places = placePlates(requests, [...rects.values()]);
    // The most urgent last: they lie on top.
    return carrying.toReversed().flatMap((edge) => {
      const at = places.get(edge.id);
      return at ? [{ edge, at, width: widths.get(edge.id) ?? 0 }] : [];
    });
  }

  /** The middle of a line that bends is known to the library alone. */
  #middle(edge: SceneEdge): Point | null {
    if (!edge.bent && edge.source !== edge.target) return null;
    const middle = this.#cy.getElementById(edgeElement(edge.id)).midpoint();
    return middle && Number.isFinite(middle.x) ? middle : null;
  }
}
