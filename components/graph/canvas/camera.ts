import type { Collection, Core } from 'cytoscape';
import type { Point } from '#lib/layout/layout-graph.ts';
import type { Extent } from './overview.ts';

/** `readable`: from which names are drawn; `near`: to which a chosen element is brought. */
export const zooms = { min: 0.04, max: 2.5, first: 1.1, readable: 0.42, near: 0.8 } as const;
/** Room around what is brought into sight, in pixels: as wide as the bars that lie over the plane. */
const fitPadding = 64;
/** Room around all there is, boxes included. */
const wholePadding = 48;
/** With more lines than this none is measured before all is fitted: that takes as long as drawing them. */
const mostMeasured = 400;

/** How far `from` to `to` has to go to lie between `low` and `high`; what is longer than that is brought to its middle. */
function intoSight(from: number, to: number, low: number, high: number): number {
  if (to - from > high - low) return (low + high - from - to) / 2;
  return from < low ? low - from : to > high ? high - to : 0;
}

/** Which part of the plane is in sight, and how near. */
export class Camera {
  readonly #cy: Core;
  readonly #host: HTMLElement;
  /** What nodes and boxes take up. */
  readonly #bounds: () => Extent | null;
  /** Whether the view is still as `fit` left it: then a change of its size fits it again. */
  #fitted = false;
  #size = { width: 0, height: 0 };
  /** Pixels at the top that a bar lies over. */
  #covered = 0;

  constructor(cy: Core, host: HTMLElement, bounds: () => Extent | null) {
    this.#cy = cy;
    this.#host = host;
    this.#bounds = bounds;
    cy.on('dragpan scrollzoom pinchzoom', () => {
      this.#fitted = false;
    });
  }

  /** Whether all is in sight as `fit` left it. */
  get fitted(): boolean {
    return this.#fitted;
  }

  fit(): void {
    if (this.#cy.nodes().empty()) return;
    const all = this.#all();
    const { clientWidth: width, clientHeight: height } = this.#host;
    const room = {
      width: Math.max(1, width - 2 * wholePadding),
      height: Math.max(1, height - 2 * wholePadding - this.#covered),
    };
    this.#cy.zoom(Math.min(zooms.first, room.width / (all.x2 - all.x1), room.height / (all.y2 - all.y1)));
    this.centreOn({ x: (all.x1 + all.x2) / 2, y: (all.y1 + all.y2) / 2 });
    this.#cy.panBy({ x: 0, y: this.#covered / 2 });
    this.#fitted = true;
  }

  /** Nodes, their boxes, and the lines where they are few: many are straight and lie between their ends. */
  #all(): Extent {
    const measured = this.#cy.edges().length > mostMeasured ? this.#cy.nodes() : this.#cy.elements();
    const { x1, y1, x2, y2 } = measured.boundingBox();
    const bounds = this.#bounds() ?? { x1, y1, x2, y2 };
    return {
      x1: Math.min(x1, bounds.x1),
      y1: Math.min(y1, bounds.y1),
      x2: Math.max(x2, bounds.x2),
      y2: Math.max(y2, bounds.y2),
    };
  }

  /** From now on a bar lies over so many pixels at the top: what is fitted stands below it. */
  coverTop(pixels: number): void {
    this.#covered = pixels;
  }

  /** Keeps in sight what was: the whole when it was fitted, else the middle. */
  resize(): void {
    const { clientWidth: width, clientHeight: height } = this.#host;
    const before = this.#size;
    this.#size = { width, height };
    this.#cy.resize();
    if (before.width === 0 || width === 0 || height === 0) return;
    if (this.#fitted) this.fit();
    else this.#cy.panBy({ x: (width - before.width) / 2, y: (height - before.height) / 2 });
  }

  zoomBy(factor: number): void {
    this.#fitted = false;
    this.#cy.zoom({
      level: this.#cy.zoom() * factor,
      renderedPosition: { x: this.#host.clientWidth / 2, y: this.#host.clientHeight / 2 },
    });
  }

  panBy(x: number, y: number): void {
    this.#cy.panBy({ x, y });
  }

  /** Brings a point of the plane to the middle. */
  centreOn(at: Point): void {
    this.#fitted = false;
    const zoom = this.#cy.zoom();
    const { clientWidth: width, clientHeight: height } = this.#host;
    this.#cy.pan({ x: width / 2 - at.x * zoom, y: height / 2 - at.y * zoom });
  }

  /** Brings elements into sight whole, near enough to read names; nothing moves where they are. */
  bring(wanted: Collection): void {
    const cy = this.#cy;
    const zoom = cy.zoom();
    const { x1, x2, y1, y2 } = cy.extent();
    const box = wanted.boundingBox();
    const seen = box.x1 > x1 && box.x2 < x2 && box.y1 > y1 && box.y2 < y2;
    if (seen && zoom >= zooms.readable) return;
    this.#fitted = false;
    cy.fit(wanted, fitPadding);
    cy.zoom(Math.min(cy.zoom(), Math.max(zoom, zooms.near)));
    cy.center(wanted);
  }

  /** Brings an element into sight by the shortest way, near enough to read names. */
  follow(element: Collection): void {
    if (this.#cy.zoom() < zooms.readable) {
      this.#fitted = false;
      this.#cy.zoom(zooms.near);
      this.#cy.center(element);
    }
    const box = element.renderedBoundingBox();
    const { clientWidth: width, clientHeight: height } = this.#host;
    const by = {
      x: intoSight(box.x1, box.x2, fitPadding, width - fitPadding),
      y: intoSight(box.y1, box.y2, fitPadding + this.#covered, height - fitPadding),
    };
    if (by.x === 0 && by.y === 0) return;
    this.#fitted = false;
    this.#cy.panBy(by);
  }

  viewport(): { readonly zoom: number; readonly pan: Point } {
    return { zoom: this.#cy.zoom(), pan: { ...this.#cy.pan() } };
  }
}
