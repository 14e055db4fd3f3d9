import { type FrameClock, Frames } from './frames.ts';

/** What decides whether anything moves. */
export interface MotionConditions {
  /** The tab is not in sight. */
  readonly hidden: boolean;
  /** The person's system asks for less motion. */
  readonly reduced: boolean;
}

/** Something that draws frames on a layer of its own until it is closed. */
export interface Moving {
  draw(elapsed: number): void;
  close(): void;
}

/**
 * Lets something move while it may. `open` is asked for it when it first may; without motion there is no layer, and in a
 * hidden tab no frame is asked for.
 */
export class MotionSwitch {
  readonly #frames: Frames;
  readonly #open: () => Promise<Moving>;
  #moving: Moving | null = null;
  #opening = false;
  #conditions: MotionConditions = { hidden: true, reduced: true };
  #closed = false;

  constructor(clock: FrameClock, open: () => Promise<Moving>) {
    this.#open = open;
    this.#frames = new Frames(clock, (elapsed) => this.#moving?.draw(elapsed));
  }

  set(conditions: MotionConditions): void {
    this.#conditions = conditions;
    void this.#apply();
  }

  close(): void {
    this.#closed = true;
    this.#still();
  }

  #still(): void {
    this.#frames.stop();
    this.#moving?.close();
    this.#moving = null;
  }

  async #apply(): Promise<void> {
    const { hidden, reduced } = this.#conditions;
    if (this.#closed || reduced) this.#still();
    else if (hidden) this.#frames.stop();
    else if (this.#moving) this.#frames.start();
    else if (!this.#opening) {
      this.#opening = true;
      this.#moving = await this.#open().finally(() => {
        this.#opening = false;
      });
      // What was decided meanwhile holds.
      await this.#apply();
    }
  }
}
