import type { Point } from '#lib/layout/layout-graph.ts';

/** A canvas of our own under or over those of the graph library, seen through the same zoom and pan. */
export class Layer {
  readonly context: CanvasRenderingContext2D;
  readonly #canvas: HTMLCanvasElement;

  /** `below`: of the layers over the library's, the one that this lies under. */
  constructor(host: HTMLElement, place: 'under' | 'over', below?: Layer) {
    this.#canvas = document.createElement('canvas');
    this.#canvas.style.cssText = `position:absolute;inset:0;width:100%;height:100%;pointer-events:none;z-index:${place === 'over' ? 5 : 0}`;
    this.#canvas.setAttribute('aria-hidden', 'true');
    if (below) below.#canvas.before(this.#canvas);
    else if (place === 'over') host.append(this.#canvas);
    else host.prepend(this.#canvas);
    const context = this.#canvas.getContext('2d');
    if (!context) throw new Error('This browser draws no 2D canvas.');
    this.context = context;
  }

  /** Empties the layer and sets it to model units. */
  begin(zoom: number, pan: Point): void {
    const ratio = window.devicePixelRatio;
    const width = Math.round(this.#canvas.clientWidth * ratio);
    const height = Math.round(this.#canvas.clientHeight * ratio);
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
    }
    this.context.setTransform(1, 0, 0, 1, 0, 0);
    this.context.clearRect(0, 0, width, height);
    this.context.setTransform(ratio * zoom, 0, 0, ratio * zoom, ratio * pan.x, ratio * pan.y);
    this.context.globalAlpha = 1;
  }

  remove(): void {
    this.#canvas.remove();
  }
}
