/** Where frames come from: the browser's, or a test's. */
export interface FrameClock {
  request(frame: (now: number) => void): number;
  cancel(id: number): void;
}

/** The frames of the page on the screen. */
export const browserFrames: FrameClock = {
  request: (frame) => window.requestAnimationFrame(frame),
  cancel: (id) => window.cancelAnimationFrame(id),
};

/** Longer pauses between frames, in seconds, are no motion: the tab was busy or away. */
const longest = 0.1;

/** Runs `draw` once a frame, told how many seconds went by, from `start` to `stop`. */
export class Frames {
  readonly #clock: FrameClock;
  readonly #draw: (elapsed: number) => void;
  #id: number | null = null;
  #last: number | null = null;

  constructor(clock: FrameClock, draw: (elapsed: number) => void) {
    this.#clock = clock;
    this.#draw = draw;
  }

  start(): void {
    this.#id ??= this.#clock.request((now) => this.#frame(now));
  }

  stop(): void {
    if (this.#id !== null) this.#clock.cancel(this.#id);
    this.#id = null;
    this.#last = null;
  }

  #frame(now: number): void {
    const elapsed = this.#last === null ? 0 : Math.min(longest, (now - this.#last) / 1000);
    this.#last = now;
    this.#id = this.#clock.request((next) => this.#frame(next));
    this.#draw(elapsed);
  }
}
