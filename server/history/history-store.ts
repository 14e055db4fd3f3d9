import type { ChangeRecord } from '#lib/history/change-record.ts';
import type { Clock } from '#server/context.ts';
import type { Logger } from '#server/log.ts';
import type { HistoryCount, HistoryEngine, HistoryQuery } from './engine.ts';
import type { HistoryStore } from './history.ts';
import { createMemoryEngine } from './memory-engine.ts';

export interface HistoryStoreOptions {
  /** Opens where changes are kept; asked again after a failure. Null: they are kept in memory, as was set. */
  readonly open: (() => HistoryEngine) | null;
  readonly clock: Clock;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

const day = 86_400;
/** Changes are kept for two weeks, and so many of them. */
const keptSeconds = 14 * day;
const mostKept = 200_000;
const mostInMemory = 10_000;
const retryMs = 10_000;
const pruneEvery = 500;
const boundEvery = 2500;

export function createHistoryStore(options: HistoryStoreOptions): HistoryStore {
  return new Store(options);
}

class Store implements HistoryStore {
  readonly #options: HistoryStoreOptions;
  #engine: HistoryEngine | null = null;
  /** What the engine has not taken yet; all there is where none is set. */
  #memory = createMemoryEngine();
  #waiting: ChangeRecord[] = [];
  #trouble: string | null = null;
  #sincePrune = pruneEvery;
  #retries = false;
  #turn: Promise<void> = Promise.resolve();

  constructor(options: HistoryStoreOptions) {
    this.#options = options;
    this.#turn = this.#try(async () => undefined);
  }

  trouble = (): string | null => this.#trouble;
  lasting = (): boolean => this.#options.open !== null && this.#trouble === null;

  append(changes: readonly ChangeRecord[]): Promise<void> {
    if (changes.length === 0) return this.#turn;
    this.#turn = this.#turn.then(() => this.#append(changes));
    return this.#turn;
  }

  async list(query: HistoryQuery): Promise<readonly ChangeRecord[]> {
    const { waiting, kept } = await this.#ask((engine) => engine.list(query));
    if (kept === null || waiting.length === 0) return kept ?? waiting;
    const ids = new Set(waiting.map(({ id }) => id));
    const both = [...waiting, ...kept.filter(({ id }) => !ids.has(id))];
    return both.sort((a, b) => b.at - a.at).slice(0, query.limit);
  }

  async count(query: HistoryQuery): Promise<readonly HistoryCount[]> {
    const { waiting, kept } = await this.#ask((engine) => engine.count(query));
    return kept === null ? waiting : [...waiting, ...kept];
  }

  async close(): Promise<void> {
    await this.#turn;
    await this.#engine?.close();
    this.#engine = null;
  }

  /** What is in memory, and what the engine keeps; null where it cannot tell. */
  async #ask<T>(
    ask: (engine: HistoryEngine) => Promise<T>,
  ): Promise<{ readonly waiting: T; readonly kept: T | null }> {
    await this.#turn;
    const waiting = await ask(this.#memory);
    if (this.#engine === null) return { waiting, kept: null };
    try {
      return { waiting, kept: await ask(this.#engine) };
    } catch (cause) {
      await this.#failed(cause);
      return { waiting, kept: null };
    }
  }

  async #append(changes: readonly ChangeRecord[]): Promise<void> {
    await this.#memory.append(changes);
    if (this.#options.open === null) return this.#bound(changes.length);
    this.#waiting = [...this.#waiting, ...changes].slice(-mostInMemory);
    // While it is known to be out of order only the retry asks it.
    if (this.#trouble === null) await this.#flush();
    else await this.#bound(changes.length);
  }

  /** What is in memory is bounded too, but not looked through at each change. */
  async #bound(added: number): Promise<void> {
    this.#sincePrune += added;
    if (this.#sincePrune < boundEvery) return;
    this.#sincePrune = 0;
    await this.#memory.prune(this.#oldest(), mostInMemory);
  }

  #flush(): Promise<void> {
    return this.#try(async (engine) => {
      await engine.append(this.#waiting);
      this.#sincePrune += this.#waiting.length;
      this.#waiting = [];
      this.#memory = createMemoryEngine();
      if (this.#sincePrune < pruneEvery) return;
      this.#sincePrune = 0;
      await engine.prune(this.#oldest(), mostKept);
    });
  }

  async #try(work: (engine: HistoryEngine) => Promise<void>): Promise<void> {
    const { open, log } = this.#options;
    if (open === null) return;
    try {
      this.#engine ??= open();
      await work(this.#engine);
      if (this.#trouble !== null) log.info('history: changes are kept again where they should be');
      this.#trouble = null;
    } catch (cause) {
      await this.#failed(cause);
    }
  }

  async #failed(cause: unknown): Promise<void> {
    const reason = cause instanceof Error ? cause.message : String(cause);
    if (this.#trouble === null) this.#options.log.warn({ reason }, 'history: changes are kept in memory');
    this.#trouble = reason;
    const engine = this.#engine;
    this.#engine = null;
    await engine?.close().catch(() => undefined);
    this.#retryLater();
  }

  #retryLater(): void {
    const { clock, signal } = this.#options;
    if (this.#retries || signal.aborted) return;
    this.#retries = true;
    void clock.after(retryMs, signal).then(() => {
      this.#retries = false;
      if (!signal.aborted) this.#turn = this.#turn.then(() => this.#flush());
    });
  }

  #oldest(): number {
    return this.#options.clock.now() / 1000 - keptSeconds;
  }
}
