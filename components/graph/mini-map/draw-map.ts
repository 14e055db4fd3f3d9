import type { Point } from '#lib/layout/layout-graph.ts';
import type { Overview } from '../canvas/overview.ts';
import { type MapFrame, mapFrame, onPlane } from './map-frame.ts';
import { paintGround, paintSight } from './paint-map.ts';

/** In pixels of the page. */
export const mapSize = { width: 176, height: 112 } as const;

/** A small picture of the whole; its ground is painted only when something has moved or changed. */
export class MapDrawing {
  readonly #context: CanvasRenderingContext2D | null;
  readonly #ground = document.createElement('canvas');
  #frame: MapFrame | null = null;
  /** What the ground was painted of. */
  #painted: Overview | null = null;

  constructor(canvas: HTMLCanvasElement) {
    for (const each of [canvas, this.#ground]) {
      each.width = mapSize.width * window.devicePixelRatio;
      each.height = mapSize.height * window.devicePixelRatio;
    }
    this.#context = canvas.getContext('2d');
  }

  draw(overview: Overview): void {
    const c = this.#context;
    if (!c || !overview.bounds) return;
    this.#frame ??= mapFrame(overview.bounds, mapSize);
    const ratio = window.devicePixelRatio;
    if (this.#painted?.version !== overview.version || this.#painted.palette !== overview.palette) {
      this.#frame = mapFrame(overview.bounds, mapSize);
      const ground = this.#ground.getContext('2d');
      ground?.setTransform(ratio, 0, 0, ratio, 0, 0);
      ground?.clearRect(0, 0, mapSize.width, mapSize.height);
      if (ground) paintGround(ground, overview, this.#frame);
      this.#painted = overview;
    }
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    c.clearRect(0, 0, mapSize.width, mapSize.height);
    c.drawImage(this.#ground, 0, 0, mapSize.width, mapSize.height);
    paintSight(c, overview, this.#frame);
  }

  /** The point of the plane under one of the map. */
  placeAt(at: Point): Point | null {
    return this.#frame && onPlane(this.#frame, at);
  }
}
