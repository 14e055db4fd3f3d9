import type { Core } from 'cytoscape';

/** So many lines are worked out in the task that draws them without being felt. */
const mostAtOnce = 400;

/** Calls back in a task of its own; the answer takes that back. */
export type NextTask = (act: () => void) => () => void;

const nextTask: NextTask = (act) => {
  const timer = setTimeout(act, 0);
  return () => clearTimeout(timer);
};

/**
 * Lets many lines follow their nodes without a long task. The library works out all lines of nodes that have moved, their
 * extents and once more the lines in the task that draws them. While a batch is open it draws nothing, so that the same is
 * done before it draws, one thing a task; no half of the graph is ever seen.
 */
export class Settling {
  readonly #cy: Core;
  readonly #later: NextTask;
  #left: (() => void)[] = [];
  #cancel: (() => void) | null = null;

  constructor(cy: Core, later: NextTask = nextTask) {
    this.#cy = cy;
    this.#later = later;
  }

  /** Runs `move` at once. Where lines are many, what it moved is drawn some tasks later, all together. */
  around(move: () => void): void {
    this.finish();
    const cy = this.#cy;
    if (cy.edges().length <= mostAtOnce) {
      move();
      return;
    }
    const workOut = () => workOutLines(cy);
    this.#left = [workOut, () => void cy.edges().boundingBox(), workOut, () => void cy.endBatch()];
    cy.startBatch();
    this.#attempt(move);
    this.#next();
  }

  /** Does at once what is left to do. */
  finish(): void {
    this.#cancel?.();
    this.#cancel = null;
    const left = this.#left;
    this.#left = [];
    left.at(-1)?.();
  }

  /** Ends what is under way, before the canvas goes. */
  remove(): void {
    this.#left = [];
    this.#cancel?.();
    this.#cancel = null;
  }

  #next(): void {
    this.#cancel = this.#later(() => {
      this.#cancel = null;
      const act = this.#left.shift();
      if (!act) return;
      this.#attempt(act);
      if (this.#left.length > 0) this.#next();
    });
  }

  /** What fails must not leave the batch open: nothing would be drawn any more. */
  #attempt(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.finish();
      throw error;
    }
  }
}

/**
 * Has the renderer work out the lines whose ends have moved, as it else does before it draws. The library's types do not have
 * this; where it is missing, that is done in the task that draws.
 */
function workOutLines(cy: Core): void {
  const renderer: unknown = 'renderer' in cy && typeof cy.renderer === 'function' ? cy.renderer() : null;
  if (typeof renderer !== 'object' || renderer === null) return;
  if (!('flushRenderedStyleQueue' in renderer)) return;
  if (typeof renderer.flushRenderedStyleQueue === 'function') renderer.flushRenderedStyleQueue();
}
