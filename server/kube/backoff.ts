/** Waits that double from 1 s to 30 s, each drawn from its upper half so that many watches do not return at once. */
export class Backoff {
  #failures = 0;
  readonly #random: () => number;

  /** `random` gives numbers in [0, 1). */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** Milliseconds to wait before the next attempt. */
  next(): number {
    const full = Math.min(30_000, 1000 * 2 ** this.#failures);
    this.#failures += 1;
    return full / 2 + (full / 2) * this.#random();
  }

  /** The last attempt did well. */
  reset(): void {
    this.#failures = 0;
  }
}
