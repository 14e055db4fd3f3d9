import type { Clock } from '#server/context.ts';
import type { Logger } from '#server/log.ts';

interface Closable {
  close(): Promise<void>;
}

export interface RetriedEngineOptions<E extends Closable> {
  /** Opens where something is kept; asked again after a failure. Null: it is kept in memory, as was set. */
  readonly open: (() => E) | null;
  /** What is kept there, for the log: `changes`. */
  readonly what: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly signal: AbortSignal;
  /** Called some time after a failure: whoever waits for the engine tries it again. */
  readonly onRetry: () => void;
}

const retryMs = 10_000;

/** An engine that is opened when it is first needed, closed when it fails, and tried again later. What it could not take, its owner keeps. */
export class RetriedEngine<E extends Closable> {
  readonly #options: RetriedEngineOptions<E>;
  #engine: E | null = null;
  #trouble: string | null = null;
  #retries = false;

  constructor(options: RetriedEngineOptions<E>) {
    this.#options = options;
  }

  /** Why it is out of order; null where it is not, and where none is set. */
  get trouble(): string | null {
    return this.#trouble;
  }

  /** The engine as it is open now. */
  get current(): E | null {
    return this.#engine;
  }

  /** Does some work with it. Never rejects: what failed is told by `trouble`. */
  async try(work: (engine: E) => Promise<void>): Promise<void> {
    const { open, log, what } = this.#options;
    if (open === null) return;
    try {
      this.#engine ??= open();
      await work(this.#engine);
      if (this.#trouble !== null) log.info(`history: ${what} are kept again where they should be`);
      this.#trouble = null;
    } catch (cause) {
      await this.fail(cause);
    }
  }

  async fail(cause: unknown): Promise<void> {
    const { log, what } = this.#options;
    const reason = cause instanceof Error ? cause.message : String(cause);
    if (this.#trouble === null) log.warn({ reason }, `history: ${what} are kept in memory`);
    this.#trouble = reason;
    const engine = this.#engine;
    this.#engine = null;
    await engine?.close().catch(() => undefined);
    this.#retryLater();
  }

  async close(): Promise<void> {
    await this.#engine?.close();
    this.#engine = null;
  }

  #retryLater(): void {
    const { clock, signal, onRetry } = this.#options;
    if (this.#retries || signal.aborted) return;
    this.#retries = true;
    void clock.after(retryMs, signal).then(() => {
      this.#retries = false;
      if (!signal.aborted) onRetry();
    });
  }
}
