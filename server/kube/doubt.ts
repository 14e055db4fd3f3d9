/** A refusal is doubted for so long, in milliseconds. */
const doubtMs = 20_000;

/**
 * Whether a refusal (403, 404) is believed. An API server that has just started refuses what it allows, and knows no custom
 * kinds, until it has read its own roles and definitions: what was answered before is not taken for forbidden or gone at once.
 */
export class Doubt {
  #answered = false;
  #since: number | null = null;

  answered(): void {
    this.#answered = true;
    this.#since = null;
  }

  /** Whether the refusal at `now`, in milliseconds, is one to doubt. */
  of(now: number): boolean {
    if (!this.#answered) return false;
    this.#since ??= now;
    if (now - this.#since < doubtMs) return true;
    this.#answered = false;
    return false;
  }
}
