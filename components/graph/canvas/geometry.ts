import type { Core } from 'cytoscape';
import type { HealthStatus } from '#lib/graph/model.ts';
import { type BoxFrame, boxFrames } from '#lib/layout/box-frames.ts';
import type { Point } from '#lib/layout/layout-graph.ts';
import { emptyScene, type Plate, type Scene, type SceneEdge, type SceneNode } from '../scene/scene.ts';
import { severity } from '../scene/severity.ts';
import { edgeElement, nodeElement } from './elements.ts';
import { boundsOf, type Extent } from './overview.ts';
import { titleRoom } from './paint-box.ts';
import { type Course, courseOf, pointOn } from './paint-marks.ts';
import { plateHeight } from './paint-plate.ts';
import type { PlacedPlate as Placed } from './picture.ts';
import { type PlateRequest, placePlates, type Rect, tries } from './place-plates.ts';

/** How much a plate tells that is told nowhere else on the canvas. */
const carried = (plate: Plate | null): number => (plate?.marks.length ?? 0) + Number(plate?.split != null);

export const isBad = ({ status }: { readonly status: HealthStatus }): boolean =>
  status === 'failing' || status === 'degraded';

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

/** Where a line runs, and how wide the library draws it. */
export interface Line {
  readonly course: Course;
  readonly line: number;
}

export type Mark = Line & { readonly edge: SceneEdge };

/**
 * Where everything of a scene is, as the library has it: nodes, boxes, lines and the plates on them. Each is worked out when
 * it is first asked for, and kept until something moves.
 */
export class Geometry {
  readonly #cy: Core;
  readonly #widthOf: (plate: Plate) => number;
  #scene: Scene = emptyScene;
  #plates: readonly Placed[] | null = null;
  #frames: ReadonlyMap<string, BoxFrame> | null = null;
  #rects: ReadonlyMap<string, Rect> | null = null;
  #marks: readonly Mark[] | null = null;
  #bounds: { readonly of: Extent | null } | null = null;
  #version = 0;

  /** `widthOf`: how wide a plate is painted, in model units. */
  constructor(cy: Core, widthOf: (plate: Plate) => number) {
    this.#cy = cy;
    this.#widthOf = widthOf;
  }

  get scene(): Scene {
    return this.#scene;
  }

  /** Another number after each change. */
  get version(): number {
    return this.#version;
  }

  show(scene: Scene): void {
    const before = this.#scene.nodes;
    this.#scene = scene;
    if (standAlike(before, scene.nodes)) this.#forgetEdges();
    else this.moved();
  }

  moved(): void {
    this.#forgetEdges();
    this.#frames = null;
    this.#bounds = null;
    this.#rects = null;
  }

  #forgetEdges(): void {
    this.#version += 1;
    this.#plates = null;
    this.#marks = null;
  }

  /** Where the nodes are, by their middles; looked up once until one moves. */
  rects(): ReadonlyMap<string, Rect> {
    this.#rects ??= new Map(
      this.#scene.nodes.map((node) => {
        const { x, y } = this.#cy.getElementById(nodeElement(node.id)).position() ?? { x: 0, y: 0 };
        return [node.id, { x, y, width: node.width, height: node.height }];
      }),
    );
    return this.#rects;
  }

  frames(): ReadonlyMap<string, BoxFrame> {
    const rects = this.rects();
    this.#frames ??= boxFrames(this.#scene.nodes, (id) => rects.get(id));
    return this.#frames;
  }

  bounds(): Extent | null {
    this.#bounds ??= { of: boundsOf({ rects: this.rects(), frames: this.frames() }) };
    return this.#bounds.of;
  }

  /** The line of an edge by its element's id; null for what is no edge, or not drawn. */
  lineOf(id: string | null): Line | null {
    if (!id?.startsWith('e ')) return null;
    const element = this.#cy.getElementById(id);
    const course = courseOf(element);
    return course && { course, line: Number(element.data('line')) };
  }

  /** The lines of all edges. */
  lines(): readonly Mark[] {
    return this.#linesOf(this.#scene.edges);
  }

  /** Lines that fail or differ, the worst last: they lie on top. */
  marks(): readonly Mark[] {
    this.#marks ??= this.#linesOf(
      this.#scene.edges
        .filter((edge) => isBad(edge) || edge.change !== null)
        .sort((a, b) => severity(a.status) - severity(b.status)),
    );
    return this.#marks;
  }

  #linesOf(edges: readonly SceneEdge[]): readonly Mark[] {
    return edges.flatMap((edge) => {
      const line = this.lineOf(edgeElement(edge.id));
      return line ? [{ edge, ...line }] : [];
    });
  }

  /** The plates that have a place, the most urgent last: they lie on top. */
  plates(): readonly Placed[] {
    this.#plates ??= this.#place();
    return this.#plates;
  }

  #place(): readonly Placed[] {
    const rects = this.rects();
    const carrying = this.#scene.edges
      .filter((edge) => edge.plate !== null)
      .sort(
        (a, b) =>
          Number(b.change !== null) - Number(a.change !== null) ||
          severity(b.status) - severity(a.status) ||
          // All that fail are drawn: where a line is short there is little choice, and a longer one gives way.
          (a.status === 'failing' ? this.#reach(a) - this.#reach(b) : carried(b.plate) - carried(a.plate)),
      );
    const requests = carrying.flatMap((edge) => this.#request(edge) ?? []);
    const widths = new Map(requests.map(({ id, width }) => [id, width]));
    const places = placePlates(requests, [...rects.values(), ...this.#titles()]);
    return carrying.toReversed().flatMap((edge) => {
      const at = places.get(edge.id);
      return at ? [{ edge, at, width: widths.get(edge.id) ?? 0 }] : [];
    });
  }

  /** How far apart the ends of an edge are, in model units. */
  #reach({ source, target }: SceneEdge): number {
    const [from, to] = [this.rects().get(source), this.rects().get(target)];
    return from && to ? Math.hypot(from.x - to.x, from.y - to.y) : 0;
  }

  #request(edge: SceneEdge): PlateRequest | null {
    const [from, to] = [this.rects().get(edge.source), this.rects().get(edge.target)];
    if (!from || !to || !edge.plate) return null;
    return {
      id: edge.id,
      from,
      to,
      along: this.#along(edge),
      width: this.#widthOf(edge.plate),
      height: plateHeight,
      must: edge.status === 'failing',
    };
  }

  #titles(): readonly Rect[] {
    const frames = this.frames();
    return this.#scene.boxes.flatMap((box) => {
      const frame = frames.get(box.id);
      return frame ? [titleRoom(box, frame)] : [];
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
