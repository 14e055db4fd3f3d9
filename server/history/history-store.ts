import type { ChangeRecord } from '#lib/history/change-record.ts';
import type { Clock } from '#server/context.ts';
import type { Logger } from '#server/log.ts';
import type { HistoryCount, HistoryEngine, HistoryQuery } from './engine.ts';
import type { HistoryStore } from './history.ts';
import { createMemoryEngine } from './memory-engine.ts';
import { RetriedEngine } from './retried-engine.ts';

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
const pruneEvery = 500;
const boundEvery = 2500;

/** The history of changes; what its engine does not take yet is kept in memory. */
export function createHistoryStore(options: HistoryStoreOptions): HistoryStore {
  return new Store(options);
}

class Store implements HistoryStore {
  readonly #options: HistoryStoreOptions;
  readonly #engine: RetriedEngine<HistoryEngine>;
  /** What the engine has not taken yet; all there is where none is set. */
  #memory = createMemoryEngine();
  #waiting: ChangeRecord[] = [];
  #sincePrune = pruneEvery;
  #turn: Promise<void> = Promise.resolve();

  constructor(options: HistoryStoreOptions) {
    this.#options = options;
    this.#engine = new RetriedEngine({
      ...options,
      what: 'changes',
      onRetry: () => {
        this.#turn = this.#turn.then(() => this.#flush());
      },
    });
    this.#turn = this.#engine.try(async () => undefined);
  }

  trouble = (): string | null => this.#engine.trouble;
  lasting = (): boolean => this.#options.open !== null && this.#engine.trouble === null;

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
    await this.#engine.close();
  }

  /** What is in memory, and what the engine keeps; null where it cannot tell. */
  async #ask<T>(
    ask: (engine: HistoryEngine) => Promise<T>,
  ): Promise<{ readonly waiting: T; readonly kept: T | null }> {
    await this.#turn;
    const waiting = await ask(this.#memory);
    const engine = this.#engine.current;
    if (engine === null) return { waiting, kept: null };
    try {
      return { waiting, kept: await ask(engine) };
    } catch (cause) {
      await this.#engine.fail(cause);
      return { waiting, kept: null };
    }
  }

  async #append(changes: readonly ChangeRecord[]): Promise<void> {
    await this.#memory.append(changes);
    if (this.#options.open === null) return this.#bound(changes.length);
    this.#waiting = [...this.#waiting, ...changes].slice(-mostInMemory);
    // While it is known to be out of order only the retry asks it.
    if (this.#engine.trouble === null) await this.#flush();
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
    return this.#engine.try(async (engine) => {
      await engine.append(this.#waiting);
      this.#sincePrune += this.#waiting.length;
      this.#waiting = [];
      this.#memory = createMemoryEngine();
      if (this.#sincePrune < pruneEvery) return;
      this.#sincePrune = 0;
      await engine.prune(this.#oldest(), mostKept);
    });
  }

  #oldest(): number {
    return this.#options.clock.now() / 1000 - keptSeconds;
  }
}
